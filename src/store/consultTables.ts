// biome-ignore lint/suspicious/noEmptyInterface: filled by the consult migration.
export interface ConsultTables {}

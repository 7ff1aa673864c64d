// biome-ignore lint/suspicious/noEmptyInterface: filled by the session migration.
export interface SessionTables {}

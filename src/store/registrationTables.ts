// biome-ignore lint/suspicious/noEmptyInterface: filled by the registration migration.
export interface RegistrationTables {}

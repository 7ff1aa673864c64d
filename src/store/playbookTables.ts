import type { PlaybookOrigin } from '../protocol/playbook.ts';

export interface PlaybookTables {
  playbook_versions: {
    clinic_id: string;
    version: number;
    playbook_id: string;
    name: string;
    origin: PlaybookOrigin;
    document: string;
    saved_at: string;
    saved_by: string;
  };
}

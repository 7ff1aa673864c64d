import type { PersonRef } from '../protocol/index.ts';
import type { Playbook, PlaybookOrigin, PlaybookVersion } from '../protocol/playbook.ts';

/** A version of a clinic's playbook as it is kept. */
interface StoredPlaybook {
  /** The same for all versions of one clinic's playbook. */
  readonly playbookId: string;
  /** From 1 without a gap. */
  readonly version: number;
  readonly playbook: Playbook;
  readonly origin: PlaybookOrigin;
  /** ISO 8601 in UTC. */
  readonly savedAt: string;
}

/** Clinics' playbooks: versions are added and never changed. */
export interface PlaybookStore {
  /** The number of the clinic's newest version, 0 where it has none. */
  newestVersion(clinicId: string): Promise<number>;
  find(clinicId: string, version: number): Promise<StoredPlaybook | undefined>;
  /** Newest first. */
  history(clinicId: string, limit: number): Promise<readonly PlaybookVersion[]>;
  /** @returns `false` where the clinic has a version of this number already */
  insert(clinicId: string, stored: StoredPlaybook, savedBy: PersonRef): Promise<boolean>;
}

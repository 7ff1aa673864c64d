import type { PresenceSetting } from '../protocol/index.ts';

export interface ConsultPeopleTables {
  invitations: {
    guest_id: string;
    consult_id: string;
    /** SHA-256 of the token, hex. */
    token_hash: string;
    expires_at: string;
    used_at: string | null;
  };
  /** Agents who have set something else than «available». */
  presence_settings: {
    person_id: string;
    setting: PresenceSetting;
  };
}

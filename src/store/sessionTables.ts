export interface SessionTables {
  sessions: {
    id: string;
    resume_token_hash: string;
    kind: 'tv' | 'agent' | 'guest' | 'mobile';
    subject_id: string;
    sign_in_id: string | null;
    opened_at: string;
    seen_at: string;
  };
}

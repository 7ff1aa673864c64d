import type { PhoneUse, PhoneWay } from '../protocol/index.ts';

/** The way to the patient's phone. Times are ISO 8601 text in UTC. */
export interface DeflectionTables {
  /** One of each kind per consult: a new one takes the place of the one before. */
  phone_codes: {
    consult_id: string;
    kind: 'link' | 'sent' | 'reference' | 'return';
    /** Among which codes it is the only one with its letters or digits. */
    scope: string;
    /** HMAC-SHA-256 under the deployment's key, hex. */
    code_hash: string;
    phone_use: PhoneUse | null;
    way: PhoneWay | null;
    /** From which seat it was opened. */
    seat: 'tv' | 'mobile' | null;
    expires_at: string;
    used_at: string | null;
    /** SHA-256 of the claim of the phone that used it, hex. */
    claim_hash: string | null;
    mobile_id: string | null;
  };
  /** What may be done so many times in a consult. */
  phone_counts: { consult_id: string; what: string; count: number };
  /** Phones that were linked. */
  phones: { mobile_id: string; consult_id: string; linked_at: string };
  mail_threads: {
    /** SHA-256 of what stands in the address that is answered to, hex. */
    token_hash: string;
    consult_id: string;
  };
  /** What has come in, by the provider's id of it. */
  received_mails: { consult_id: string; message_id: string };
  photos: {
    id: string;
    consult_id: string;
    /** From which seat it comes. */
    seat: 'tv' | 'mobile' | 'agent';
    width: number;
    height: number;
    size_bytes: number;
    begun_at: string;
    /** Once it is whole and in the timeline. */
    sent_at: string | null;
  };
  photo_parts: { photo_id: string; part: number; data: Uint8Array };
}

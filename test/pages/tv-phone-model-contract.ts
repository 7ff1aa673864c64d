import type { ConsultView, MediaDeviceState, TimelineEvent } from '../../src/protocol/index.ts';

/** What `tv-phone-model.ts` lets tests call; consults are those of a call at the TV but for a part. */
export interface TvPhoneModel {
  /** Where the open question, or another step, goes by itself. */
  followed(at: 'question' | 'phone' | 'return', before: Change, now: Change): string;
  /** How it stands with a phone that has come. */
  step(consult: Change): string | null;
  /** Why the TV would propose the phone. */
  reason(
    consult: Change,
    facts: { camera?: MediaDeviceState; quality?: 'good' | 'poor'; timeline?: Events },
  ): string | null;
  /** Whether the TV has the call again without anybody's wish. */
  hasFallenBack(timeline: Events): boolean;
  /** What is told of the last of these events. */
  news(timeline: Events): string | null;
  /** In how many milliseconds a code that was just made is renewed, 20 s ahead. */
  renewIn(expiresAt: string, now: string): number;
}

type Change = Partial<ConsultView>;
type Events = readonly TimelineEvent[];

import type { PersonRef } from '../protocol/index.ts';
import type { CommandOf } from './commands.ts';
import type { CareDirectory, ConsultStore, Presence } from './ports.ts';
import type { Consult } from './state.ts';

/** What matching asks. */
export interface Matchmakers {
  readonly directory: Pick<CareDirectory, 'physiciansOf'>;
  readonly presence: Pick<Presence, 'onlineAmong'>;
  readonly store: Pick<ConsultStore, 'busyAmong'>;
}

/** Finds the linked physicians who are there and in no other consult, in the order of preference. */
export async function matchFor(
  consult: Consult,
  { directory, presence, store }: Matchmakers,
): Promise<CommandOf<'match'>> {
  const linked = await directory.physiciansOf(consult.facts.patient.id);
  const ids = linked.map((person) => person.id);
  const [online, busy] = await Promise.all([presence.onlineAmong(ids), store.busyAmong(ids)]);
  return { type: 'match', candidates: linked.filter(isFree) };

  function isFree({ id }: PersonRef): boolean {
    return online.has(id) && !busy.has(id);
  }
}

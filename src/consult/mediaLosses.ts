import { Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { pathAfterFailure, pathAnew } from './path.ts';
import { pathChanged, speakerAt } from './places.ts';
import { carries } from './shift.ts';
import type { Consult } from './state.ts';

/** The relay lost the room of an epoch: media is set up anew, if it is still that epoch's. */
export function relayLost(consult: Consult, epoch: number, now: Date): Outcomes {
  const { path } = consult.facts;
  if (path.kind !== 'relay' || path.epoch !== epoch) return unchanged(consult);
  const next = pathAnew(path, 'relay-failed');
  return changed(consult, { facts: { path: next } }, now, [pathChanged(next)]);
}

/** Before anybody accepted, only the relay can be connected, and so only that can fail. */
export function preparationFailed(
  consult: Consult,
  { seat, epoch, detail }: CommandOf<'media-failed'>,
  now: Date,
): Outcomes {
  const { path, policy } = consult.facts;
  if (path.kind === 'direct') return new Refusal('wrong_state');
  if (epoch !== path.epoch) return new Refusal('stale_epoch');
  if (!carries(consult.facts, seat)) return unchanged(consult);
  const failed: Happening = {
    type: 'media-failed',
    by: speakerAt(seat),
    place: seat,
    epoch,
    detail,
  };
  const next = pathAfterFailure(path, policy, false);
  return changed(consult, { facts: { path: next } }, now, [failed, pathChanged(next)]);
}

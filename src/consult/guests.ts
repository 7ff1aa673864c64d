import { Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { pathForMore } from './path.ts';
import { endpointBack, isGivenUp, newPlace, pathChanged } from './places.ts';
import type { AnsweredPhase, ConsultIn, Guest } from './state.ts';

type InCall = ConsultIn<AnsweredPhase>;

/** How many guests a consult holds, invited ones included. */
const maxGuests = 4;

export function guestInvited(
  consult: InCall,
  { guest }: CommandOf<'invite-guest'>,
  now: Date,
): Outcomes {
  const { guests } = consult.facts;
  if (guests.some(({ id }) => id === guest.id)) return unchanged(consult);
  if (guests.length >= maxGuests) return new Refusal('too_many_guests');
  return changed(consult, { facts: { guests: [...guests, { ...guest, place: null }] } }, now, [
    { type: 'guest-invited', by: 'agent', guest },
  ]);
}

/** A guest comes in, or comes back in another session. Three and more meet on the relay. */
export function guestJoined(
  consult: InCall,
  { guestId, sessionId }: CommandOf<'join-guest'>,
  now: Date,
): Outcomes {
  const { facts } = consult;
  const guest = facts.guests.find(({ id }) => id === guestId);
  if (guest === undefined) return new Refusal('not_found');
  if (guest.place?.sessionId === sessionId) return endpointBack(consult, sessionId, now);
  const guests = facts.guests.map((each) =>
    each === guest ? { ...each, place: newPlace(sessionId) } : each,
  );
  const path = pathForMore(facts.path, 'guest-joined');
  const happened: Happening =
    guest.place === null
      ? { type: 'guest-joined', by: 'guest', guest: refOf(guest) }
      : { type: 'endpoint-back', by: 'guest', place: `guest:${guestId}` };
  return changed(consult, { facts: { guests, path } }, now, [
    happened,
    ...(path === facts.path ? [] : [pathChanged(path)]),
  ]);
}

export function guestRemoved(
  consult: InCall,
  guestId: string,
  reason: 'left' | 'removed' | 'lost',
  now: Date,
): Outcomes {
  const { guests } = consult.facts;
  const guest = guests.find(({ id }) => id === guestId);
  if (guest === undefined) return unchanged(consult);
  return changed(consult, { facts: { guests: guests.filter((each) => each !== guest) } }, now, [
    left(guest, reason),
  ]);
}

/** Guests who have been away for as long as their place is kept are gone. */
export function guestsGivenUp(consult: InCall, now: Date): Outcomes {
  const { guests } = consult.facts;
  const lost = guests.filter(({ place }) => place !== null && isGivenUp(place, now));
  if (lost.length === 0) return unchanged(consult);
  return changed(
    consult,
    { facts: { guests: guests.filter((guest) => !lost.includes(guest)) } },
    now,
    lost.map((guest) => left(guest, 'lost')),
  );
}

/** Nobody but the patient goes back to the waiting room. */
export function guestsSentAway(consult: InCall): {
  readonly consult: InCall;
  readonly happened: readonly Happening[];
} {
  return {
    consult: { ...consult, facts: { ...consult.facts, guests: [] } },
    happened: consult.facts.guests.map((guest) => left(guest, 'removed')),
  };
}

function left(guest: Guest, reason: 'left' | 'removed' | 'lost'): Happening {
  const by = { left: 'guest', removed: 'agent', lost: 'system' } as const;
  return { type: 'guest-left', by: by[reason], guest: refOf(guest), reason };
}

function refOf({ id, name, relation }: Guest): Omit<Guest, 'place'> {
  return { id, name, relation };
}

import { Refusal, type Telephone } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { BesideCommand } from './commands.ts';
import {
  mobileChecked,
  mobileJoined,
  mobileLinked,
  mobileRemoved,
  phoneDeclined,
  phoneProposed,
} from './mobile.ts';
import { speakerAt } from './places.ts';
import { remembering } from './reports.ts';
import type { Consult } from './state.ts';
import type { Clock } from './timing.ts';

/** How long a timeline may become by what people write: a bound for whoever has to read it. */
const maxEvents = 5_000;

export function besideTransition(consult: Consult, command: BesideCommand, clock: Clock): Outcomes {
  const { now } = clock;
  switch (command.type) {
    case 'propose-phone':
      return phoneProposed(consult, command, now);
    case 'decline-phone':
      return phoneDeclined(consult, now);
    case 'link-mobile':
      return mobileLinked(consult, command, now);
    case 'join-mobile':
      return mobileJoined(consult, command, now);
    case 'check-mobile':
      return mobileChecked(consult, command, clock);
    case 'remove-mobile':
      return mobileRemoved(consult, command, clock);
    case 'say': {
      const { seat: place, messageId, text } = command;
      return once(consult, messageId, now, {
        type: 'said',
        by: speakerAt(place),
        place,
        messageId,
        text,
      });
    }
    case 'send-photo': {
      const { seat: place, photo } = command;
      return once(consult, photo.id, now, {
        type: 'photo-sent',
        by: speakerAt(place),
        place,
        photo,
      });
    }
    case 'send-link': {
      const { by, way, to } = command;
      return noted(consult, now, { type: 'phone-link-sent', by, way, to });
    }
    case 'give-number':
      return onTelephone(
        consult,
        { state: 'wanted', number: command.number },
        { type: 'number-given', by: 'patient', number: command.number },
        now,
      );
    case 'dial':
      return dialled(consult, now);
    case 'connect-telephone':
      return onTelephone(
        consult,
        { state: 'connected', number: consult.facts.telephone?.number ?? null },
        { type: 'telephone-connected', by: 'agent', person: command.person },
        now,
      );
    case 'send-mail':
      return noted(consult, now, {
        type: 'mail-sent',
        by: 'agent',
        to: command.to,
        text: command.text,
      });
    case 'receive-mail':
      return noted(consult, now, { type: 'mail-received', by: 'patient', text: command.text });
  }
}

/** What stands so already, as after a lost answer, is said no second time. */
function onTelephone(
  consult: Consult,
  telephone: Telephone,
  happened: Happening,
  now: Date,
): Outcomes {
  const before = consult.facts.telephone;
  if (before?.state === telephone.state && before.number === telephone.number) {
    return unchanged(consult);
  }
  return noted({ ...consult, facts: { ...consult.facts, telephone } }, now, happened);
}

/** An agent calls the number that the patient gave. */
function dialled(consult: Consult, now: Date): Outcomes {
  const number = consult.facts.telephone?.number ?? null;
  if (number === null) return new Refusal('wrong_state', 'The patient has given no number.');
  return changed(consult, { facts: { telephone: { state: 'dialled', number } } }, now, [
    { type: 'dialled', by: 'agent', number },
  ]);
}

/** What an endpoint tells twice, as after a lost answer, is there once. */
function once(consult: Consult, id: string, now: Date, happened: Happening): Outcomes {
  const { reported } = consult.facts;
  if (reported.includes(id)) return unchanged(consult);
  return noted(
    { ...consult, facts: { ...consult.facts, reported: remembering(reported, id) } },
    now,
    happened,
  );
}

function noted(consult: Consult, now: Date, happened: Happening): Outcomes {
  if (consult.facts.lastSeq >= maxEvents) return new Refusal('rate_limited');
  return changed(consult, {}, now, [happened]);
}

import { numbered, type Transition } from './change.ts';
import type { CallCommand, RequestCommand } from './commands.ts';
import { firstPath } from './path.ts';
import { newPlace } from './places.ts';
import type { ConsultFacts } from './state.ts';
import { after, type Clock } from './timing.ts';

/** A request is stored before anything else is done about it. */
export function requested(command: RequestCommand, clock: Clock): Transition {
  const facts = factsOf(command, clock);
  const { serviceRequest, path } = facts;
  const events = numbered(0, clock.now, [
    { type: 'requested', by: command.by, serviceRequest, path },
  ]);
  return {
    consult: {
      facts: { ...facts, lastSeq: events.length },
      phase: { state: 'requested', expiresAt: after(clock, clock.timing.waitMs) },
    },
    events,
  };
}

/** An agent calls: it rings at the TV. */
export function called(command: CallCommand, clock: Clock): Transition {
  const { person, agentSessionId } = command;
  const facts = factsOf(command, clock);
  const { serviceRequest, path } = facts;
  const events = numbered(0, clock.now, [
    { type: 'requested', by: 'agent', serviceRequest, path },
    { type: 'calling', by: 'agent', person },
  ]);
  return {
    consult: {
      facts: { ...facts, askedOf: [person.id], lastSeq: events.length },
      phase: {
        state: 'calling',
        person,
        agent: newPlace(agentSessionId),
        expiresAt: after(clock, clock.timing.ringMs),
      },
    },
    events,
  };
}

function factsOf(command: RequestCommand | CallCommand, clock: Clock): ConsultFacts {
  return {
    id: command.consultId,
    clinicId: command.clinicId,
    patient: command.patient,
    device: command.device,
    serviceRequest: command.serviceRequest,
    openedBy: command.type === 'call' ? 'agent' : command.by,
    priority: command.priority,
    policy: command.policy,
    path: firstPath(command.policy),
    trial: null,
    triedBeside: [],
    requestedAt: clock.now.toISOString(),
    tv: newPlace(command.sessionId),
    guests: [],
    mobile: null,
    patientAt: 'tv',
    shift: null,
    adriftUntil: null,
    proposal: null,
    telephone: null,
    answerers: command.answerers,
    preferredUntil: after(clock, clock.timing.preferredMs),
    attended: false,
    askedOf: [],
    declinedBy: [],
    heldBy: [],
    diagnostics: [],
    reported: [command.serviceRequest.event.id],
    answersItself: command.answersItself,
    callback: null,
    callbackOf: command.type === 'call' ? command.callbackOf : null,
    verdict: null,
    lastSeq: 0,
    version: 1,
  };
}

import { expect } from 'vitest';
import { dueAt } from '../../src/consult/deadlines.ts';
import { agentIn, type Consult, isAnswered, isCalling, isOver } from '../../src/consult/state.ts';
import { viewOf } from '../../src/consult/view.ts';
import type {
  ConsultStateName,
  PathState,
  PatientAt,
  TimelineEvent,
} from '../../src/protocol/index.ts';

/** What a timeline says of a consult, by itself. */
interface Replayed {
  readonly state: ConsultStateName;
  readonly path: PathState | null;
  readonly outcome: string | null;
  readonly offeredTo: readonly string[];
  readonly agent: string | null;
  readonly mobile: string | null;
  readonly admitted: boolean;
  readonly patientAt: PatientAt;
  readonly shift: PatientAt | null;
}

function replay(events: readonly TimelineEvent[]): Replayed {
  const start: Replayed = {
    state: 'requested',
    path: null,
    outcome: null,
    offeredTo: [],
    agent: null,
    mobile: null,
    admitted: false,
    patientAt: 'tv',
    shift: null,
  };
  return events.reduce(fold, start);
}

function fold(told: Replayed, event: TimelineEvent): Replayed {
  switch (event.type) {
    case 'requested':
    case 'path-changed':
      return { ...told, path: event.path };
    case 'queued':
      return { ...told, state: 'queued', offeredTo: [], agent: null };
    case 'diagnosed':
      return told.state === 'requested' ? { ...told, state: 'guided' } : told;
    case 'calling':
      return { ...told, state: 'calling', offeredTo: [], agent: event.person.id };
    case 'offered':
      return { ...told, state: 'offered', offeredTo: event.to.map((person) => person.id) };
    case 'declined':
    case 'missed':
      return { ...told, offeredTo: told.offeredTo.filter((id) => id !== event.person.id) };
    case 'accepted':
      return { ...told, state: 'accepted', offeredTo: [], agent: event.person.id };
    case 'transferred':
      return { ...told, agent: event.to.id };
    case 'active':
      return { ...told, state: 'active' };
    case 'returned':
      return { ...told, shift: null };
    case 'mobile-linked':
      return { ...told, mobile: event.mobile.id, admitted: false };
    case 'mobile-admitted':
      return { ...told, admitted: true };
    case 'mobile-left':
      return { ...told, mobile: null, admitted: false };
    case 'shift-begun':
      return { ...told, shift: event.to };
    case 'shift-failed':
      return { ...told, shift: null };
    case 'shifted':
      return { ...told, shift: null, patientAt: event.to };
    case 'cancelled':
    case 'expired':
    case 'ended':
      return { ...told, state: event.type, outcome: event.outcome, offeredTo: [], shift: null };
    default:
      return told;
  }
}

/** What the timeline says, read by itself, is what the view shows. */
export function expectTold(consult: Consult, events: readonly TimelineEvent[]): void {
  const view = viewOf(consult);
  expect(replay(events)).toEqual({
    state: view.state,
    path: view.path,
    outcome: view.outcome,
    offeredTo: view.offeredTo.map((person) => person.id),
    agent: view.agent?.id ?? null,
    mobile: view.mobile?.id ?? null,
    admitted: view.mobile?.admitted ?? false,
    patientAt: view.patientAt,
    shift: view.shift?.to ?? null,
  });
}

/** Where the patient is, and what is due, fits together, whatever was done with phones. */
export function expectSoundPhone(consult: Consult): void {
  const { facts } = consult;
  const { mobile, patientAt, shift, adriftUntil, proposal } = facts;
  if (isOver(consult)) {
    expect([shift, adriftUntil, proposal]).toEqual([null, null, null]);
    return;
  }
  const due = dueAt(consult);
  const isDueBy = (time: string | null) =>
    expect(time === null || (due !== null && due <= time)).toBe(true);
  // While it rings at the TV a phone is not given up.
  if (!isCalling(consult)) isDueBy(mobile?.place?.absentUntil ?? null);
  isDueBy(agentIn(consult)?.agent.absentUntil ?? null);
  // Of a TV that is away while the phone has the call, nothing follows; while the call goes there,
  // what becomes of that is waited for.
  if (patientAt !== 'mobile' && facts.tv.absentUntil !== null) {
    const isLeaving = shift !== null && shift.to !== 'tv' && shift.until > facts.tv.absentUntil;
    isDueBy(isLeaving ? shift.until : facts.tv.absentUntil);
  }
  isDueBy(adriftUntil);
  isDueBy(shift?.until ?? null);
  if (shift !== null) {
    expect(isAnswered(consult)).toBe(true);
    expect(shift.to).not.toBe(patientAt);
    expect(facts.path.kind).toBe('relay');
    if (shift.to !== 'tv') expect(mobile?.admitted).toBe(true);
    expect(proposal).toBeNull();
  }
  if (patientAt === 'both') expect(mobile?.admitted).toBe(true);
  if (patientAt !== 'tv') {
    expect(proposal).toBeNull();
    expect(facts.path.kind).toBe('relay');
  }
  // A call that is on a phone that is gone is on its way back, or waits for the TV until then.
  if (patientAt === 'mobile' && mobile === null) {
    expect(isAnswered(consult)).toBe(true);
    expect(shift?.to === 'tv').toBe(adriftUntil === null);
  } else {
    expect(adriftUntil).toBeNull();
    if (patientAt === 'mobile') expect(mobile?.admitted).toBe(true);
  }
  if (mobile?.admitted === false) expect(mobile.media).toBeNull();
  if (mobile?.check?.state === 'open') expect(mobile.admitted).toBe(false);
}

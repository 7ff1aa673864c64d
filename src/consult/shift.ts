import { type PatientAt, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { pathForMore } from './path.ts';
import { isGivenUp, pathChanged, placeIn } from './places.ts';
import {
  type AnsweredPhase,
  type Consult,
  type ConsultFacts,
  type ConsultIn,
  isAnswered,
  type Mobile,
  type Seat,
} from './state.ts';
import { after, type Clock, isPast } from './timing.ts';

type InCall = ConsultIn<AnsweredPhase>;

/** The device whose camera and microphone the patient is seen and heard by. */
function patientSeat({ facts }: Consult): 'tv' | 'mobile' {
  return facts.patientAt === 'tv' ? 'tv' : 'mobile';
}

/** Whether the phone has, or is about to have, a part in the media. */
export function mobileCarries({ mobile, patientAt, shift }: ConsultFacts): boolean {
  if (mobile === null || !mobile.admitted) return false;
  return patientAt !== 'tv' || (shift !== null && shift.to !== 'tv');
}

/** Whether the TV has, or is about to have, a part in the media. */
export function tvCarries({ patientAt, shift }: ConsultFacts): boolean {
  return patientAt !== 'mobile' || (shift !== null && shift.to !== 'mobile');
}

/** Whether who sits there has, or is about to have, a part in the media. */
export function carries(facts: ConsultFacts, seat: Seat): boolean {
  if (seat === 'tv') return tvCarries(facts);
  return seat === 'mobile' ? mobileCarries(facts) : true;
}

/** Whether the call is on this device of the patient's now. */
function isPatientAt({ patientAt }: ConsultFacts, device: 'tv' | 'mobile'): boolean {
  return patientAt === 'both' || patientAt === device;
}

/** Whether the call goes over to this device of the patient's, which has not been in it. */
export function isOnTheWayTo(facts: ConsultFacts, seat: Seat): boolean {
  const { shift } = facts;
  if (shift === null || (seat !== 'tv' && seat !== 'mobile')) return false;
  return (shift.to === 'tv') === (seat === 'tv') && !isPatientAt(facts, seat);
}

/**
 * Until when the TV may stay away before the consult ends (ISO 8601); `null` while it is there, or
 * the phone goes on without it. While the call goes over to the phone, it is waited for that.
 */
export function tvNeededBy({ tv, patientAt, shift, mobile }: ConsultFacts): string | null {
  if (patientAt === 'mobile' || tv.absentUntil === null) return null;
  if (mobile?.place?.absentUntil !== null) return tv.absentUntil;
  if (patientAt === 'both') return null;
  const isShiftLonger = shift !== null && Date.parse(shift.until) > Date.parse(tv.absentUntil);
  return isShiftLonger ? shift.until : tv.absentUntil;
}

/** A TV that is away for good leaves the call to the phone, which is in it already. */
export function mustGoOnOnPhone({ tv, patientAt, mobile }: ConsultFacts, now: Date): boolean {
  return patientAt === 'both' && mobile?.place?.absentUntil === null && isGivenUp(tv, now);
}

/**
 * The call begins to go over to another of the patient's devices. Until the agent's screen shows it
 * there, all stays as it was (make before break). From `both` to the phone there is nothing to wait
 * for: it is on the screen already.
 */
export function shiftBegun(
  consult: InCall,
  { to, media }: CommandOf<'begin-shift'>,
  clock: Clock,
): Outcomes {
  const { facts } = consult;
  const { mobile, patientAt, shift } = facts;
  if (to === patientAt || shift?.to === to) return unchanged(consult);
  if (to === 'both' && patientAt === 'mobile') {
    return new Refusal('wrong_state', 'The call has to be back on the TV first.');
  }
  if (to === 'tv') {
    if (facts.tv.absentUntil !== null) return new Refusal('endpoint_absent');
  } else if (mobile === null || !mobile.admitted) {
    return new Refusal('phone_not_admitted');
  }
  const carrying = mobile !== null && media !== null ? { ...mobile, media } : mobile;
  if (patientAt === 'both' && to === 'mobile') {
    return shifted({ ...consult, facts: { ...facts, mobile: carrying } }, to, clock.now);
  }
  const path = pathForMore(facts.path, 'phone-joined');
  return changed(
    consult,
    {
      facts: {
        path,
        mobile: carrying,
        shift: { to, until: after(clock, clock.timing.shiftMs) },
        proposal: null,
        adriftUntil: null,
      },
    },
    clock.now,
    [
      { type: 'shift-begun', by: 'patient', to },
      ...(path === facts.path ? [] : [pathChanged(path)]),
    ],
  );
}

/** The agent's screen shows the patient at the new place: what was before is taken down. */
export function shiftConfirmed(
  consult: InCall,
  { to }: CommandOf<'confirm-shift'>,
  now: Date,
): Outcomes {
  if (consult.facts.shift?.to !== to) return unchanged(consult);
  return shifted(consult, to, now);
}

/** The call stays where it was. */
export function shiftFailed(
  consult: InCall,
  reason: 'no-frames' | 'abandoned' | 'mobile-gone',
  clock: Clock,
  before: readonly Happening[] = [],
): Outcomes {
  const { mobile, patientAt, shift, tv } = consult.facts;
  if (shift === null) return unchanged(consult);
  const isAdrift = patientAt === 'mobile' && mobile === null;
  return changed(
    consult,
    {
      facts: {
        shift: null,
        mobile: mobile && patientAt === 'tv' ? withoutMedia(mobile) : mobile,
        tv: patientAt === 'mobile' ? { ...tv, flowing: null } : tv,
        adriftUntil: isAdrift ? after(clock, clock.timing.adriftMs) : null,
      },
    },
    clock.now,
    [
      ...before,
      {
        type: 'shift-failed',
        by: reason === 'abandoned' ? 'patient' : 'system',
        to: shift.to,
        reason,
      },
    ],
  );
}

/** Whether a shift has taken as long as it may. */
export function isShiftOverdue({ facts }: Consult, now: Date): boolean {
  return isPast(facts.shift?.until ?? null, now);
}

/** Whether the agent and the device by which the patient is in the call have the epoch's media. */
export function isMediaComplete(consult: InCall): boolean {
  const { epoch } = consult.facts.path;
  const ends = [consult.phase.agent, placeIn(consult, patientSeat(consult))];
  return ends.every((end) => end?.flowing?.epoch === epoch);
}

/** The patient is at another device from now on, where media may have been complete already. */
export function shifted(consult: Consult, to: PatientAt, now: Date): Outcomes {
  const { mobile, tv, patientAt, path } = consult.facts;
  const facts: Partial<ConsultFacts> = {
    patientAt: to,
    shift: null,
    adriftUntil: null,
    mobile: mobile && to === 'tv' ? withoutMedia(mobile) : mobile,
    tv: to === 'mobile' ? { ...tv, flowing: null } : tv,
  };
  const there: Consult = { ...consult, facts: { ...consult.facts, ...facts } };
  const happened: Happening = { type: 'shifted', by: 'system', from: patientAt, to };
  if (!isAnswered(there) || there.phase.state === 'active' || !isMediaComplete(there)) {
    return changed(consult, { facts }, now, [happened]);
  }
  return changed(consult, { facts, phase: { ...there.phase, state: 'active' } }, now, [
    happened,
    { type: 'active', by: 'system', path },
  ]);
}

/** The phone without any part in the media. */
export function withoutMedia(mobile: Mobile): Mobile {
  const place = mobile.place && { ...mobile.place, flowing: null };
  return { ...mobile, media: null, place };
}

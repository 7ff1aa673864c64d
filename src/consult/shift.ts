import { type PatientAt, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { pathForMore } from './path.ts';
import { pathChanged } from './places.ts';
import type { AnsweredPhase, Consult, ConsultFacts, ConsultIn, Mobile } from './state.ts';
import { after, type Clock } from './timing.ts';

type InCall = ConsultIn<AnsweredPhase>;

/** The device whose camera and microphone the patient is seen and heard by. */
export function patientSeat({ facts }: Consult): 'tv' | 'mobile' {
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
  if (patientAt === 'both' && to === 'mobile') return shifted(consult, to, clock.now);
  const path = pathForMore(facts.path, 'phone-joined');
  const carrying = mobile !== null && media !== null ? { ...mobile, media } : mobile;
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
  const { mobile, patientAt, shift } = consult.facts;
  if (shift === null) return unchanged(consult);
  const isAdrift = patientAt === 'mobile' && mobile === null;
  return changed(
    consult,
    {
      facts: {
        shift: null,
        mobile: mobile && patientAt === 'tv' ? withoutMedia(mobile) : mobile,
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
  return facts.shift !== null && Date.parse(facts.shift.until) <= now.getTime();
}

/** The patient is at another device from now on. */
export function shifted(consult: InCall, to: PatientAt, now: Date): Outcomes {
  const { mobile, tv, patientAt } = consult.facts;
  return changed(
    consult,
    {
      facts: {
        patientAt: to,
        shift: null,
        adriftUntil: null,
        mobile: mobile && to === 'tv' ? withoutMedia(mobile) : mobile,
        tv: to === 'mobile' ? { ...tv, flowing: null } : tv,
      },
    },
    now,
    [{ type: 'shifted', by: 'system', from: patientAt, to }],
  );
}

function withoutMedia(mobile: Mobile): Mobile {
  const place = mobile.place && { ...mobile.place, flowing: null };
  return { ...mobile, media: null, place };
}

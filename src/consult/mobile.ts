import { type CheckStatus, type MobileRef, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { endpointBack, isGivenUp, lossOf, newPlace } from './places.ts';
import { type Consult, type ConsultFacts, isAnswered, type Mobile } from './state.ts';
import { after, type Clock } from './timing.ts';

/** The TV asks whether to go on with the phone. */
export function phoneProposed(
  consult: Consult,
  { proposal }: CommandOf<'propose-phone'>,
  now: Date,
): Outcomes {
  const { facts } = consult;
  if (isOffTv(facts)) return new Refusal('wrong_state', 'The phone is in the call.');
  const isSame = JSON.stringify(facts.proposal) === JSON.stringify(proposal);
  if (isSame) return unchanged(consult);
  return changed(consult, { facts: { proposal } }, now, [
    { type: 'phone-proposed', by: proposal.by, proposal },
  ]);
}

export function phoneDeclined(consult: Consult, now: Date): Outcomes {
  if (consult.facts.proposal === null) return unchanged(consult);
  return changed(consult, { facts: { proposal: null } }, now, [
    { type: 'phone-declined', by: 'patient' },
  ]);
}

/**
 * A phone has shown its code. It waits to be let in; one that was linked before makes room. A call
 * that is on a phone has to be back on the TV first, also where that phone is gone.
 */
export function mobileLinked(
  consult: Consult,
  { mobile, check }: CommandOf<'link-mobile'>,
  now: Date,
): Outcomes {
  const { facts } = consult;
  const before = facts.mobile;
  if (before?.id === mobile.id) return unchanged(consult);
  if (isOffTv(facts)) return new Refusal('wrong_state', 'The call is on a phone.');
  const { use, ...ref } = mobile;
  const linked: Mobile = { ...ref, use, admitted: false, check, media: null, place: null };
  const replaced: Happening[] =
    before === null
      ? []
      : [{ type: 'mobile-left', by: 'system', mobile: refOf(before), reason: 'replaced' }];
  return changed(consult, { facts: { mobile: linked, proposal: null } }, now, [
    ...replaced,
    { type: 'mobile-linked', by: 'patient', mobile: ref },
  ]);
}

/** The phone comes, or comes back in another session. */
export function mobileJoined(
  consult: Consult,
  { mobileId, sessionId }: CommandOf<'join-mobile'>,
  now: Date,
): Outcomes {
  const { mobile } = consult.facts;
  if (mobile?.id !== mobileId) return new Refusal('not_found');
  if (mobile.place?.sessionId === sessionId) return endpointBack(consult, sessionId, now);
  const isBack = mobile.place !== null;
  return changed(
    consult,
    { facts: { mobile: { ...mobile, place: newPlace(sessionId) } } },
    now,
    isBack ? [{ type: 'endpoint-back', by: 'patient', place: 'mobile' }] : [],
  );
}

/** What the phone answered to the clinic's check. After the last wrong answer it is out. */
export function mobileChecked(
  consult: Consult,
  { mobileId, passed, triesLeft }: CommandOf<'check-mobile'>,
  clock: Clock,
): Outcomes {
  const { mobile } = consult.facts;
  if (mobile?.id !== mobileId || mobile.check === null) return new Refusal('not_found');
  if (mobile.check.state !== 'open') return unchanged(consult);
  if (!passed && triesLeft === 0) return mobileGone(consult, 'check-failed', clock);
  const check: CheckStatus = { ...mobile.check, triesLeft, state: passed ? 'passed' : 'open' };
  const happened: Happening[] = passed
    ? [{ type: 'mobile-proved', by: 'patient', check: check.kind }]
    : [];
  return changed(consult, { facts: { mobile: { ...mobile, check } } }, clock.now, happened);
}

/** The agent lets the phone in: from now on it is told what the TV is told. */
export function mobileAdmitted(
  consult: Consult,
  { mobileId }: CommandOf<'admit-mobile'>,
  now: Date,
): Outcomes {
  const { mobile } = consult.facts;
  if (mobile?.id !== mobileId) return new Refusal('not_found');
  if (mobile.admitted) return unchanged(consult);
  if (mobile.check?.state === 'open') {
    return new Refusal('wrong_state', 'The phone has not passed the check yet.');
  }
  return changed(consult, { facts: { mobile: { ...mobile, admitted: true } } }, now, [
    { type: 'mobile-admitted', by: 'agent', mobile: refOf(mobile) },
  ]);
}

/** The phone leaves, or the agent puts it out. */
export function mobileRemoved(
  consult: Consult,
  { mobileId, reason }: CommandOf<'remove-mobile'>,
  clock: Clock,
): Outcomes {
  if (consult.facts.mobile?.id !== mobileId) return unchanged(consult);
  return mobileGone(consult, reason, clock);
}

/** The server has started anew: the phone is away. */
export function mobileAway(
  { mobile }: ConsultFacts,
  clock: Clock,
): { readonly mobile: Mobile | null; readonly happened: readonly Happening[] } {
  if (mobile === null || mobile.place === null) return { mobile, happened: [] };
  const absentUntil = after(clock, clock.timing.mobileGraceMs);
  return {
    mobile: { ...mobile, place: { ...mobile.place, absentUntil } },
    happened: lossOf('mobile', mobile.place),
  };
}

/** Whether the call is elsewhere than on the TV alone, or about to be, or on its way back there. */
export function isOffTv({ patientAt, shift }: ConsultFacts): boolean {
  return patientAt !== 'tv' || shift !== null;
}

/** Whether the phone has been away for as long as its place is kept. */
export function isMobileGivenUp({ facts }: Consult, now: Date): boolean {
  const place = facts.mobile?.place ?? null;
  return place !== null && isGivenUp(place, now);
}

/**
 * The phone is gone for good. What it did, the TV does again; a call that was on the phone alone
 * waits for the patient to take it at the TV, since nobody else may open a camera there.
 */
export function mobileGone(
  consult: Consult,
  reason: 'left' | 'refused' | 'lost' | 'check-failed',
  clock: Clock,
): Outcomes {
  const { mobile, patientAt, shift } = consult.facts;
  if (mobile === null) return unchanged(consult);
  const facts: Partial<ConsultFacts> = { mobile: null };
  const by = {
    left: 'patient',
    refused: 'agent',
    lost: 'system',
    'check-failed': 'system',
  } as const;
  const happened: Happening[] = [
    { type: 'mobile-left', by: by[reason], mobile: refOf(mobile), reason },
  ];
  const staysOnTv = patientAt === 'both' || (patientAt === 'mobile' && !isAnswered(consult));
  const lostShift = shift !== null && shift.to !== 'tv' ? shift : null;
  if (lostShift !== null) {
    happened.push({
      type: 'shift-failed',
      by: 'system',
      to: lostShift.to,
      reason: 'mobile-gone',
    });
  }
  if (staysOnTv) {
    happened.push({ type: 'shifted', by: 'system', from: patientAt, to: 'tv' });
  }
  const isAdrift = patientAt === 'mobile' && !staysOnTv && shift === null;
  return changed(
    consult,
    {
      facts: {
        ...facts,
        ...(lostShift !== null && { shift: null }),
        ...(staysOnTv && { patientAt: 'tv' as const, shift: null }),
        ...(isAdrift && { adriftUntil: after(clock, clock.timing.adriftMs) }),
      },
    },
    clock.now,
    happened,
  );
}

function refOf({ id, model, browser, address, nearTv, way }: Mobile): MobileRef {
  return { id, model, browser, address, nearTv, way };
}

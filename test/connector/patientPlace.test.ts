import { describe, expect, it } from 'vitest';
import { isAside, partOf, patientPlace } from '../../clients/connector/patientPlace.ts';
import { standingOf } from '../../clients/connector/standing.ts';
import type { ConsultView, MobilePlace, PatientAt } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { registration } from './support/demo.ts';
import { linkedPhone, nobody } from './support/scriptedConsult.ts';

const id = '019a0000-0000-7000-8000-000000000001';
const expiresAt = '2026-01-01T00:00:15.000Z';

function consultAt(
  patientAt: PatientAt,
  to: PatientAt | null,
  more: Partial<ConsultView> = {},
): ConsultView {
  return {
    ...plainConsult,
    id,
    state: 'active',
    patient: { id, name: 'Maria Example' },
    device: { id, ...registration },
    serviceRequest: careRequest,
    policy: 'relay',
    path: { kind: 'relay', epoch: 1, reason: 'policy' },
    offeredTo: [],
    places: { tv: nobody, agent: nobody },
    mobile: linkedPhone,
    patientAt,
    shift: to && { to, expiresAt },
    outcome: null,
    requestedAt: expiresAt,
    acceptedAt: expiresAt,
    endedAt: null,
    deadlineAt: null,
    lastSeq: 1,
    ...more,
  };
}

function standings(consult: ConsultView): readonly string[] {
  return (['tv', 'mobile'] as const).map((place) =>
    standingOf({ consult, place, holdsPlace: true, identity: null }),
  );
}

describe('TV and phone', () => {
  it.each([
    ['tv', null, 'sends', 'prepares'],
    ['tv', 'both', 'sends', 'sends'],
    ['tv', 'mobile', 'sends', 'sends'],
    ['both', null, 'shows', 'sends'],
    ['both', 'tv', 'sends', 'sends'],
    ['mobile', null, 'rests', 'sends'],
    ['mobile', 'tv', 'sends', 'sends'],
  ] as const)('at %s, on the way to %s: the TV %s, the phone %s', (at, to, tv, phone) => {
    expect(standings(consultAt(at, to))).toEqual([tv, phone]);
  });

  it('are set up while it rings, by whom the patient is to be seen', () => {
    expect(standings(consultAt('tv', null, { state: 'queued' }))).toEqual(['prepares', 'rests']);
  });

  it('have no part in the media without their place', () => {
    const consult = consultAt('both', null);
    const place = 'mobile';
    expect(standingOf({ consult, place, holdsPlace: false, identity: null })).toBe('out');
  });

  const phone = (more: Partial<MobilePlace>): Partial<ConsultView> => ({
    mobile: { ...linkedPhone, ...more },
  });
  it.each([
    ['that was let in, so that the move is quick', phone({ admitted: true }), 'prepares'],
    ['that is to be let in yet', phone({ admitted: false }), 'rests'],
    ['that is for writing alone', phone({ use: 'add' }), 'rests'],
    ['beside a direct call', { path: { kind: 'direct', epoch: 1, reason: 'policy' } }, 'rests'],
  ] as const)('a phone %s', (_, more, expected) => {
    expect(standings(consultAt('tv', null, more))[1]).toBe(expected);
  });
});

describe('the patient', () => {
  it.each([
    ['tv', 'tv'],
    ['both', 'mobile'],
    ['mobile', 'mobile'],
  ] as const)('at %s is seen by the %s', (at, place) => {
    expect(patientPlace(consultAt(at, null))).toBe(place);
    const other = place === 'tv' ? 'mobile' : 'tv';
    expect(isAside(other, consultAt(at, null))).toBe(true);
    expect(isAside(place, consultAt(at, null))).toBe(false);
    expect(isAside('agent', consultAt(at, null))).toBe(false);
  });

  it('is seen where they were until the way to another device is done', () => {
    const consult = consultAt('tv', 'mobile');
    expect(patientPlace(consult)).toBe('tv');
    expect(partOf('mobile', consult)).toBe('films');
  });
});

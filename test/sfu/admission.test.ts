import { describe, expect, it } from 'vitest';
import { type Admission, flows, mayEnter, mayTell, mustLeave } from '../../src/sfu/admission.ts';

const tv = { id: 'tv', side: 'tv', party: 'tv' };
const phone = { id: 'phone', side: 'mobile', party: 'phone' };
const guest = { id: 'guest', side: 'guest:1', party: 'guest' };
const ada = { id: 'ada’s window', side: 'agent', party: 'ada' };
const adaToo = { id: 'ada’s other window', side: 'agent', party: 'ada' };
const ben = { id: 'ben’s window', side: 'agent', party: 'ben' };
const everybody = [tv, phone, guest, ada, adaToo, ben];

function ringing(callers: string[], rung: string[], waiting: string[] = []): Admission {
  return {
    state: 'ringing',
    callers: new Set(callers),
    rung: new Set(rung),
    waitingSides: new Set(waiting),
  };
}

function given(peerIds: string[]): Admission {
  return { state: 'given', peerIds: new Set(peerIds), waitingSides: new Set() };
}

/** Who receives from whom, each pair as `from → to`. */
function flowing(admission: Admission, rule: typeof flows): string[] {
  return everybody.flatMap((from) =>
    everybody.filter((to) => rule(admission, from, to)).map((to) => `${from.id} → ${to.id}`),
  );
}

describe('before anybody rings', () => {
  it('nothing flows', () => {
    expect(flowing({ state: 'open' }, flows)).toEqual([]);
  });
});

describe('while a TV rings at an agent', () => {
  const admission = ringing([tv.id], [ada.party], ['mobile', guest.side]);

  it('what the two send in place of camera and microphone reaches the other, and nobody else', () => {
    expect(flowing(admission, flows).sort()).toEqual(
      [
        'tv → ada’s window',
        'tv → ada’s other window',
        'ada’s window → tv',
        'ada’s other window → tv',
      ].sort(),
    );
  });

  it('no message passes', () => {
    expect(flowing(admission, mayTell)).toEqual([]);
  });

  it('an agent at whom it does not ring is kept out, and who may wait is not', () => {
    expect(everybody.filter((peer) => !mayEnter(admission, peer))).toEqual([ben]);
  });

  it('an agent who says no has to leave', () => {
    const after = ringing([tv.id], [ben.party], ['mobile', guest.side]);
    expect(everybody.filter((peer) => mustLeave(admission, after, peer))).toEqual([ada, adaToo]);
  });

  it('nobody receives anything once it rings nowhere', () => {
    expect(flowing(ringing([tv.id], []), flows)).toEqual([]);
  });

  it('all but those who are in the call have to leave when one accepts', () => {
    const after = given([tv.id, ada.id]);
    const leaving = everybody.filter((peer) => mustLeave(admission, after, peer));
    expect(leaving).toEqual([phone, guest, adaToo, ben]);
    expect(flowing(after, flows)).toEqual(['tv → ada’s window', 'ada’s window → tv']);
  });
});

describe('while an agent calls a TV', () => {
  it('the two receive each other, by the sessions that the call knows', () => {
    const admission = ringing([ada.id], [tv.party]);
    expect(flowing(admission, flows).sort()).toEqual(['ada’s window → tv', 'tv → ada’s window']);
    expect(mayEnter(admission, adaToo)).toBe(false);
  });
});

describe('where the TV and the phone of one patient ring together', () => {
  it('they do not receive each other', () => {
    const admission = ringing([tv.id, phone.id], [ada.party]);
    expect(flows(admission, tv, phone)).toBe(false);
    expect(flows(admission, phone, ada)).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import type { Consults } from '../../src/consult/consults.ts';
import type { Actor } from '../../src/consult/ports.ts';
import type { ErrorCode } from '../../src/protocol/index.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { ada, agent, ben, cleo, clinic, homeTv, idOf, otherClinic, person, tv } from './people.ts';
import { ask, openWorld, outcomeOf } from './world.ts';

/** Everybody who might try: Ada and Ben may answer, Cleo may not. */
const actors: readonly (readonly [string, Actor])[] = [
  ['the TV', homeTv],
  ['its second session', tv('home TV', 'second run')],
  ['another TV', tv('ward TV')],
  ['Ada', ada],
  ["Ada's second tab", agent('Ada', 'physician', clinic, 'second tab')],
  ['Ben', ben],
  ['Cleo', cleo],
  ['staff', agent('Finn', 'staff')],
  ['admin', agent('Grete', 'admin')],
  ['a physician elsewhere', agent('Hugo', 'physician', otherClinic)],
  ['staff elsewhere', agent('Ida', 'staff', otherClinic)],
];

const devices = { camera: 'on', microphone: 'on' } as const;
const methods = {
  cancel: (consults, actor, id) => consults.cancel(actor, id),
  accept: (consults, actor, id) => consults.accept(actor, id),
  decline: (consults, actor, id) => consults.decline(actor, id),
  end: (consults, actor, id) => consults.end(actor, id),
  join: (consults, actor, id) => consults.join(actor, id),
  setPolicy: (consults, actor, id) => consults.media.setPolicy(actor, id, 'auto'),
  reportMedia: (consults, actor, consultId) =>
    consults.media.report(actor, { consultId, epoch: 1, outcome: 'connected', detail: '' }),
  reportDevices: (consults, actor, id) => consults.media.reportDevices(actor, id, devices),
  timeline: (consults, actor, id) => consults.timeline(actor.identity, id, 0),
  peerOf: (consults, actor, id) => consults.media.peerOf(actor, id, 1),
  relayPlace: (consults, actor, id) => consults.media.relayPlace(actor, id, 1),
} satisfies Record<string, (consults: Consults, actor: Actor, id: string) => Promise<unknown>>;

const ok = 'ok';
const none = 'not_found';
const no = 'forbidden';
const away = 'not_joined';
const when = 'wrong_state';
const late = 'already_accepted';

type Row = readonly ('ok' | ErrorCode)[];
type Matrix = Record<keyof typeof methods, Row>;

// biome-ignore format: a table reads by its columns
const offered: Matrix = {
  //             TV    TV 2  other Ada   Ada 2 Ben   Cleo  staff admin else  else
  cancel:        [ok,   away, none, when, when, when, none, no, none, none, none],
  accept:        [when, away, none, ok,   ok,   ok,   none, no, none, none, none],
  decline:       [when, away, none, ok,   ok,   ok,   none, no, none, none, none],
  end:           [when, away, none, when, when, when, none, no, none, none, none],
  join:          [ok,   ok,   none, when, when, when, none, no, none, none, none],
  setPolicy:     [no,   away, none, when, when, when, none, no, none, none, none],
  reportMedia:   [when, away, none, when, when, when, none, no, none, none, none],
  reportDevices: [ok,   away, none, when, when, when, none, no, none, none, none],
  timeline:      [ok,   ok,   none, ok,   ok,   ok,   none, ok, none, none, none],
  peerOf:        [when, away, none, when, when, when, none, no, none, none, none],
  relayPlace:    [ok,   away, none, ok,   ok,   ok,   none, no, none, none, none],
};

// biome-ignore format: a table reads by its columns
const acceptedByAda: Matrix = {
  //             TV    TV 2  other Ada   Ada 2 Ben   Cleo  staff admin else  else
  cancel:        [when, away, none, when, away, no,   none, no, none, none, none],
  accept:        [ok,   away, none, ok,   away, late, none, no, none, none, none],
  decline:       [when, away, none, when, when, ok,   none, no, none, none, none],
  end:           [ok,   away, none, ok,   away, no,   none, no, none, none, none],
  join:          [ok,   ok,   none, ok,   ok,   no,   none, no, none, none, none],
  setPolicy:     [no,   away, none, ok,   away, no,   none, no, none, none, none],
  reportMedia:   [ok,   away, none, ok,   away, no,   none, no, none, none, none],
  reportDevices: [ok,   away, none, ok,   away, no,   none, no, none, none, none],
  timeline:      [ok,   ok,   none, ok,   ok,   no,   none, ok, none, none, none],
  peerOf:        [when, away, none, when, away, no,   none, no, none, none, none],
  relayPlace:    [ok,   away, none, ok,   away, no,   none, no, none, none, none],
};

// biome-ignore format: a table reads by its columns
const ended: Matrix = {
  //             TV    TV 2  other Ada   Ada 2 Ben   Cleo  staff admin else  else
  cancel:        [ok,   ok,   none, when, when, no,   none, no, none, none, none],
  accept:        [when, when, none, when, when, when, none, no, none, none, none],
  decline:       [ok,   ok,   none, ok,   ok,   ok,   none, no, none, none, none],
  end:           [ok,   ok,   none, ok,   ok,   no,   none, no, none, none, none],
  join:          [when, when, none, when, when, no,   none, no, none, none, none],
  setPolicy:     [no,   no,   none, when, when, no,   none, no, none, none, none],
  reportMedia:   [when, when, none, when, when, no,   none, no, none, none, none],
  reportDevices: [when, when, none, when, when, no,   none, no, none, none, none],
  timeline:      [ok,   ok,   none, ok,   ok,   no,   none, ok, none, none, none],
  peerOf:        [when, when, none, when, when, no,   none, no, none, none, none],
  relayPlace:    [when, when, none, when, when, no,   none, no, none, none, none],
};

const names = Object.keys(methods).filter((name): name is keyof Matrix => name in methods);

describe.each([
  ['offered to Ada and Ben', offered],
  ['accepted by Ada', acceptedByAda],
  ['ended', ended],
] as const)('of a consult %s', (stage, matrix) => {
  test.each(names)('%s is for those alone who may', async (name) => {
    const outcomes: string[] = [];
    for (const [, actor] of actors) {
      const world = await openWorld();
      world.policy = 'relay';
      world.linked = [person('Ada'), person('Ben')];
      await world.arrive(ada, ben);
      const id = await ask(world, homeTv);
      if (stage !== 'offered to Ada and Ben') await world.consults.accept(ada, id);
      if (stage === 'ended') await world.consults.end(ada, id);
      world.connected.add(actor.sessionId);
      await world.consults.settled();
      const told = world.changes.length;
      const outcome = await outcomeOf(methods[name](world.consults, actor, id));
      await world.consults.settled();
      if (outcome !== 'ok') expect(world.changes).toHaveLength(told);
      outcomes.push(outcome);
      await world.database.destroy();
    }
    const named = (row: Row) => row.map((outcome, index) => `${actors[index]?.[0]}: ${outcome}`);
    expect(outcomes.map((outcome, index) => `${actors[index]?.[0]}: ${outcome}`)).toEqual(
      named(matrix[name]),
    );
  });
});

test('a consult that does not exist is not found by anybody', async () => {
  const world = await openWorld();
  for (const name of names) {
    for (const [, actor] of actors) {
      const outcome = await outcomeOf(methods[name](world.consults, actor, idOf('nothing')));
      expect(outcome).toBe('not_found');
    }
  }
});

test('only a TV may request', async () => {
  const world = await openWorld();
  const asked = world.consults.request(ada, {
    consultId: idOf('by Ada'),
    serviceRequest: careRequest,
  });
  expect(await outcomeOf(asked)).toBe('forbidden');
});

describe('the direct path', () => {
  test('leads from each place to the session in the other', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    expect(await world.consults.media.peerOf(ada, id, 1)).toBe(homeTv.sessionId);
    expect(await world.consults.media.peerOf(homeTv, id, 1)).toBe(ada.sessionId);
    expect(await outcomeOf(world.consults.media.peerOf(ada, id, 2))).toBe('stale_epoch');
    await world.leave(homeTv);
    expect(await outcomeOf(world.consults.media.peerOf(ada, id, 1))).toBe('endpoint_absent');
    await world.consults.media.setPolicy(ada, id, 'relay');
    expect(await outcomeOf(world.consults.media.peerOf(ada, id, 1))).toBe('stale_epoch');
    expect(await outcomeOf(world.consults.media.peerOf(ada, id, 2))).toBe('wrong_state');
  });
});

describe('the relay', () => {
  test('takes both sides in while it rings, and lets media flow once it is accepted', async () => {
    const world = await openWorld();
    world.policy = 'relay';
    await world.arrive(ada, ben);
    const id = await ask(world, homeTv);
    const roomId = `${id}:1`;
    const place = (actor: Actor) => world.consults.media.relayPlace(actor, id, 1);
    expect(await place(homeTv)).toEqual({ roomId, seat: 'tv', admitted: false });
    expect(await place(ben)).toEqual({ roomId, seat: 'agent', admitted: false });
    await world.consults.accept(ada, id);
    expect(await place(homeTv)).toEqual({ roomId, seat: 'tv', admitted: true });
    expect(await place(ada)).toEqual({ roomId, seat: 'agent', admitted: true });
    expect(await outcomeOf(place(ben))).toBe('forbidden');
    expect(await outcomeOf(world.consults.media.relayPlace(ada, id, 2))).toBe('stale_epoch');
  });

  test('takes nobody in while media is to go directly', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    expect(await outcomeOf(world.consults.media.relayPlace(homeTv, id, 1))).toBe('wrong_state');
  });
});

test('who follows a consult finds it when opening a session; nobody else does', async () => {
  const world = await openWorld();
  world.linked = [person('Ada'), person('Ben')];
  await world.arrive(ada, ben);
  await ask(world, homeTv);
  const follow = async () => {
    const found = await Promise.all(
      actors.map(async ([name, { identity }]) => {
        const updates = await world.consults.followed(identity, {});
        return updates.length > 0 ? [name] : [];
      }),
    );
    return found.flat();
  };
  const tvs = ['the TV', 'its second session'];
  expect(await follow()).toEqual([...tvs, 'Ada', "Ada's second tab", 'Ben', 'staff']);
  const [id] = await world.store.openIds();
  await world.consults.accept(ada, id ?? '');
  expect(await follow()).toEqual([...tvs, 'Ada', "Ada's second tab", 'staff']);
});

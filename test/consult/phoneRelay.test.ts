import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/consult/ports.ts';
import { ada, ben, homeTv } from './people.ts';
import {
  admitted,
  adrift,
  begin,
  comeBack,
  confirm,
  linked,
  moved,
  type PhoneScene,
  phoneIn,
} from './phones.ts';
import { eventsIn, flows, typesIn } from './situations.ts';
import { outcomeOf } from './world.ts';

/** What the relay is told when these are let in. */
function admits(
  { id }: PhoneScene,
  actors: readonly Actor[],
  waiting: readonly string[] = [],
  epoch = 1,
): string {
  const sessions = actors.map(({ sessionId }) => sessionId).sort();
  return [
    `admit ${id}:${epoch} ${sessions.join(' ')}`,
    ...waiting.map((seat) => `and who waits as ${seat}`),
  ].join(' ');
}

function lastTold({ world }: PhoneScene): string | undefined {
  return world.relay.told.at(-1);
}

describe('into the relay room', () => {
  test('a phone that nobody has let in may not come at all', async () => {
    const scene = await linked();
    const { world, id, phone } = scene;
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada]));
    expect(await outcomeOf(world.consults.media.relayPlace(phone, id, 1))).toBe(
      'phone_not_admitted',
    );
  });

  test('a phone that was let in may come and set up, and nothing flows to it', async () => {
    const scene = await admitted();
    const { world, id, phone } = scene;
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada], ['mobile']));
    expect(await world.consults.media.relayPlace(phone, id, 1)).toEqual({
      roomId: `${id}:1`,
      seat: 'mobile',
      admitted: false,
    });
  });

  test.each(['mobile', 'both'] as const)(
    'TV and phone are let in together while the call goes over (%s)',
    async (to) => {
      const scene = await admitted();
      const { world, id, phone } = scene;
      await begin(scene, to);
      expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada, phone]));
      for (const actor of [homeTv, phone]) {
        expect(await world.consults.media.relayPlace(actor, id, 1)).toMatchObject({
          admitted: true,
        });
      }
    },
  );

  test('the TV is let no more once the call is on the phone, and has a place for the way back', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    expect(lastTold(scene)).toBe(admits(scene, [ada, phone]));
    expect(await world.consults.media.relayPlace(homeTv, id, 1)).toMatchObject({
      seat: 'tv',
      admitted: false,
    });
    await comeBack(scene);
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada, phone]));
    await confirm(scene, 'tv');
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada], ['mobile']));
  });

  test('nobody is told of a move before the relay has followed it', async () => {
    const scene = await admitted();
    const { world } = scene;
    await begin(scene, 'mobile');
    const gate = Promise.withResolvers<void>();
    world.relay.trouble = () => gate.promise;
    const confirmed = confirm(scene, 'mobile');
    await expect.poll(() => lastTold(scene)).toBe(admits(scene, [ada, scene.phone]));
    expect(world.changes.at(-1)?.after.facts.patientAt).toBe('tv');
    gate.resolve();
    await confirmed;
    expect(world.changes.at(-1)?.after.facts.patientAt).toBe('mobile');
  });

  test('both are let while both are in the call', async () => {
    const scene = await moved('both');
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada, scene.phone]));
    await begin(scene, 'mobile');
    expect(lastTold(scene)).toBe(admits(scene, [ada, scene.phone]));
  });

  test('the phone is let no more when the move fails, and the TV stays', async () => {
    const scene = await admitted();
    await begin(scene, 'mobile');
    await scene.world.pass(15_000);
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada], ['mobile']));
  });

  test('the TV is let no more when the move back fails, and the phone stays', async () => {
    const scene = await moved('mobile');
    await comeBack(scene);
    await scene.world.pass(15_000);
    expect(lastTold(scene)).toBe(admits(scene, [ada, scene.phone]));
  });

  test('a phone that is put out is let no more', async () => {
    const scene = await moved('both');
    const { world, id, phone } = scene;
    await world.consults.mobiles.refuse(ada, id, phone.identity.mobileId);
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada]));
    expect(await outcomeOf(world.consults.media.relayPlace(phone, id, 1))).toBe('not_found');
  });

  test('nobody of the patient’s is let while no device has the call, until the TV takes it', async () => {
    const scene = await adrift();
    expect(lastTold(scene)).toBe(admits(scene, [ada]));
    await comeBack(scene);
    expect(lastTold(scene)).toBe(admits(scene, [homeTv, ada]));
  });

  test('the phone’s new session is let instead of the old one', async () => {
    const scene = await moved('mobile');
    const { world, id } = scene;
    const reloaded = phoneIn(id, 'phone', 'reloaded');
    await world.arrive(reloaded);
    await world.consults.join(reloaded, id);
    expect(lastTold(scene)).toBe(admits(scene, [ada, reloaded]));
  });

  test('a colleague who is rung may come besides the phone', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    await world.consults.handover.transfer(ada, id, { to: ben.identity.personId, note: '' });
    expect(lastTold(scene)).toBe(admits(scene, [ada, phone], ['agent']));
    await world.consults.accept(ben, id);
    expect(lastTold(scene)).toBe(admits(scene, [ben, phone]));
  });

  test('all who take part are let when it is the next one', async () => {
    const scene = await moved('both');
    const { world, id, phone } = scene;
    await world.consults.roomLost(`${id}:1`);
    expect(world.relay.told).toContain(admits(scene, [homeTv, ada, phone], [], 2));
  });

  test('nobody is let of a direct path, until a phone joins', async () => {
    const scene = await admitted({ policy: 'direct' });
    expect(scene.world.relay.told).toEqual([]);
    await begin(scene, 'both');
    expect(scene.world.relay.told).toEqual([admits(scene, [homeTv, ada, scene.phone], [], 2)]);
  });
});

describe('a room in which the phone has media', () => {
  test('stays until the phone has the media of the next one', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    await world.consults.roomLost(`${id}:1`);
    world.relay.told.length = 0;
    await flows(world, ada, id);
    expect(world.relay.told).toEqual([]);
    await flows(world, phone, id);
    expect(world.relay.told).toEqual([`close ${id}:1`]);
  });

  test('goes with the consult', async () => {
    const { world, id, phone } = await moved('mobile');
    world.relay.told.length = 0;
    await world.consults.end(phone, id);
    expect(world.relay.told).toEqual([`close ${id}:1`]);
  });
});

test('a TV whose call has gone on to the phone tells nothing of media', async () => {
  const { world, id } = await moved('mobile');
  const before = await eventsIn(world, id);
  await flows(world, homeTv, id);
  expect(await eventsIn(world, id)).toEqual(before);
  expect((await typesIn(world, id)).at(-1)).toBe('shifted');
});

test('on the direct path a phone has nobody to signal to', async () => {
  const { world, id, phone } = await admitted({ policy: 'direct' });
  expect(await outcomeOf(world.consults.media.peerOf(phone, id, 1))).toBe('wrong_state');
  expect(await outcomeOf(world.consults.media.peerOf(homeTv, id, 1))).toBe('ok');
});

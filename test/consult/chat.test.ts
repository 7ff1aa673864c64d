import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/consult/ports.ts';
import { transition } from '../../src/consult/transition.ts';
import { Refusal } from '../../src/protocol/index.ts';
import { ada, agent, ben, clinic, homeTv, idOf, tv } from './people.ts';
import { admitted } from './phones.ts';
import { accepted, active, eventsIn, typesIn, viewIn } from './situations.ts';
import { applied, at, consultIn } from './stages.ts';
import { ask, openWorld, outcomeOf, type World } from './world.ts';

const finn = agent('Finn', 'staff');

let said = 0;

/** Says something that nobody has said before. */
async function say(world: World, actor: Actor, id: string, text: string): Promise<void> {
  await world.consults.chat.say(actor, id, { messageId: idOf(`message ${++said}`), text });
}

async function messagesIn(world: World, id: string) {
  const events = await eventsIn(world, id);
  return events.flatMap((event) =>
    event.type === 'said' ? [{ by: event.by, place: event.place, text: event.text }] : [],
  );
}

const photo = { id: idOf('photo'), width: 1_200, height: 900, sizeBytes: 300_000 };

describe('what is written in a consult', () => {
  test('is in the timeline in the order of its coming, with who wrote it and where', async () => {
    const { world, id, phone } = await admitted();
    await say(world, homeTv, id, 'My knee hurts.');
    await say(world, ada, id, 'Which one?');
    await say(world, phone, id, 'The left one.');
    expect(await messagesIn(world, id)).toEqual([
      { by: 'patient', place: 'tv', text: 'My knee hurts.' },
      { by: 'agent', place: 'agent', text: 'Which one?' },
      { by: 'patient', place: 'mobile', text: 'The left one.' },
    ]);
    const seqs = (await eventsIn(world, id)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  test('by several at the same moment is all there, without a gap', async () => {
    const { world, id, phone } = await admitted();
    const other = world.another();
    await Promise.all(
      [homeTv, ada, phone].flatMap((actor, writer) =>
        [0, 1, 2].map((line) =>
          (line === 1 ? other : world.consults).chat.say(actor, id, {
            messageId: idOf(`${writer} ${line}`),
            text: `${writer} ${line}`,
          }),
        ),
      ),
    );
    expect(await messagesIn(world, id)).toHaveLength(9);
    const seqs = (await eventsIn(world, id)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  test('is there once, however often it is told', async () => {
    const { world, id } = await active();
    const message = { messageId: idOf('once'), text: 'Hello?' };
    for (let times = 0; times < 3; times++) await world.consults.chat.say(homeTv, id, message);
    await world.another().chat.say(homeTv, id, message);
    expect(await messagesIn(world, id)).toHaveLength(1);
  });

  test('is there while the patient waits, too', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    await say(world, homeTv, id, 'Is anybody there?');
    expect(await messagesIn(world, id)).toHaveLength(1);
  });

  test('is for those who take part to write', async () => {
    const { world, id } = await active();
    const message = { messageId: idOf('theirs'), text: 'Hello.' };
    const { chat } = world.consults;
    expect(await outcomeOf(chat.say(ben, id, message))).toBe('forbidden');
    expect(await outcomeOf(chat.say(finn, id, message))).toBe('forbidden');
    expect(await outcomeOf(chat.say(tv('ward TV'), id, message))).toBe('not_found');
    const { token } = await world.consults.guests.invite(ada, id, {
      name: 'Irma',
      relation: 'interpreter',
    });
    const irma = {
      identity: await world.consults.guests.guestByToken(token),
      sessionId: idOf('Irma'),
    };
    await world.arrive(irma);
    await world.consults.join(irma, id);
    expect(await outcomeOf(chat.say(irma, id, message))).toBe('forbidden');
    expect(await messagesIn(world, id)).toEqual([]);
  });

  test('comes too late once the consult is over', async () => {
    const { world, id } = await active();
    await world.consults.end(ada, id);
    const { chat } = world.consults;
    const message = { messageId: idOf('late'), text: 'Wait!' };
    expect(await outcomeOf(chat.say(homeTv, id, message))).toBe('wrong_state');
    expect(await outcomeOf(chat.photoSent(ada, id, photo))).toBe('wrong_state');
  });

  test('is bounded: a timeline of five thousand events takes no more', () => {
    const consult = consultIn('active');
    const full = { ...consult, facts: { ...consult.facts, lastSeq: 5_000 } };
    const words = [
      { type: 'say', seat: 'tv', messageId: idOf('more'), text: 'More.' },
      { type: 'send-photo', seat: 'mobile', photo },
      { type: 'give-number', number: '+41441234567' },
      { type: 'send-mail', to: 'm…@example.org', text: 'More.' },
      { type: 'receive-mail', text: 'More.' },
    ] as const;
    for (const command of words) {
      const result = transition(full, command, at(0));
      expect([command.type, result instanceof Refusal && result.code]).toEqual([
        command.type,
        'rate_limited',
      ]);
    }
    const nearly = { ...consult, facts: { ...consult.facts, lastSeq: 4_999 } };
    expect(applied(nearly, [words[0]]).events).toMatchObject([{ type: 'said', seq: 5_000 }]);
  });
});

describe('a photo', () => {
  test('of the phone’s or the agent’s is in the timeline once', async () => {
    const { world, id, phone } = await admitted();
    await world.consults.chat.photoSent(phone, id, photo);
    await world.consults.chat.photoSent(phone, id, photo);
    await world.consults.chat.photoSent(ada, id, { ...photo, id: idOf('another photo') });
    const photos = (await eventsIn(world, id)).filter(({ type }) => type === 'photo-sent');
    expect(photos).toMatchObject([
      { by: 'patient', place: 'mobile', photo },
      { by: 'agent', place: 'agent', photo: { id: idOf('another photo') } },
    ]);
  });
});

describe('the telephone', () => {
  const number = '+41441234567';

  test('is wanted, dialled, and dialled again', async () => {
    const { world, id } = await active();
    const { chat, mobiles } = world.consults;
    expect((await viewIn(world, id)).telephone).toBeNull();
    await mobiles.numberGiven(homeTv, id, number);
    expect((await viewIn(world, id)).telephone).toEqual({ state: 'wanted', number });
    await chat.dialled(ada, id);
    expect((await viewIn(world, id)).telephone).toEqual({ state: 'dialled', number });
    await chat.dialled(ada, id);
    expect((await typesIn(world, id)).slice(-3)).toEqual(['number-given', 'dialled', 'dialled']);
  });

  test('is wanted once, however often the number is told, and under another number anew', async () => {
    const { world, id, phone } = await admitted();
    const { mobiles } = world.consults;
    for (const actor of [homeTv, phone]) await mobiles.numberGiven(actor, id, number);
    expect((await typesIn(world, id)).filter((type) => type === 'number-given')).toHaveLength(1);
    await mobiles.numberGiven(phone, id, '+41446681800');
    expect((await viewIn(world, id)).telephone?.number).toBe('+41446681800');
  });

  test('cannot be dialled where no number was given', async () => {
    const { world, id } = await active();
    expect(await outcomeOf(world.consults.chat.dialled(ada, id))).toBe('wrong_state');
  });

  test('is connected by whoever sees the consult, once', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    const { chat } = world.consults;
    expect(await outcomeOf(chat.telephoneConnected(homeTv, id))).toBe('forbidden');
    expect(await outcomeOf(chat.telephoneConnected(agent('Otto'), id))).toBe('not_found');
    const admin = agent('Grete', 'admin');
    expect(await outcomeOf(chat.telephoneConnected(admin, id))).toBe('not_found');
    await chat.telephoneConnected(finn, id);
    await chat.telephoneConnected(finn, id);
    expect((await viewIn(world, id)).telephone).toEqual({ state: 'connected', number: null });
    const connected = (await eventsIn(world, id)).filter(
      ({ type }) => type === 'telephone-connected',
    );
    expect(connected).toMatchObject([{ by: 'agent', person: { name: 'Finn' } }]);
  });

  test('number is the patient’s to give', async () => {
    const { world, id } = await active();
    expect(await outcomeOf(world.consults.mobiles.numberGiven(ada, id, number))).toBe('forbidden');
  });
});

describe('links and e-mails', () => {
  test('that are sent are in the timeline, by whoever sent them', async () => {
    const { world, id, phone } = await admitted();
    const { chat, mobiles } = world.consults;
    await mobiles.linkSent(homeTv, id, { way: 'sms', to: '…34' });
    await mobiles.linkSent(ada, id, { way: 'email', to: 'm…@example.org' });
    await chat.mailSent(ada, id, { to: 'm…@example.org', text: 'How are you?' });
    await chat.mailReceived(id, 'Better.');
    expect((await eventsIn(world, id)).slice(-4)).toMatchObject([
      { type: 'phone-link-sent', by: 'patient', way: 'sms', to: '…34' },
      { type: 'phone-link-sent', by: 'agent', way: 'email' },
      { type: 'mail-sent', by: 'agent', text: 'How are you?' },
      { type: 'mail-received', by: 'patient', text: 'Better.' },
    ]);
    const link = { way: 'sms', to: '…34' } as const;
    expect(await outcomeOf(mobiles.linkSent(phone, id, link))).toBe('forbidden');
    expect(await outcomeOf(chat.mailSent(homeTv, id, { to: '…', text: '…' }))).toBe('forbidden');
  });

  test('that come after the end change nothing', async () => {
    const { world, id } = await accepted();
    await world.consults.end(homeTv, id);
    await world.consults.settled();
    const before = await eventsIn(world, id);
    expect(await outcomeOf(world.consults.chat.mailReceived(id, 'Too late.'))).toBe('ok');
    expect(await eventsIn(world, id)).toEqual(before);
    expect(await outcomeOf(world.consults.chat.mailReceived(idOf('nothing'), '…'))).toBe(
      'not_found',
    );
  });

  test('are for the session that has the consult to send', async () => {
    const { world, id } = await active();
    const elsewhere = agent('Ada', 'physician', clinic, 'second tab');
    const mail = { to: 'm…@example.org', text: 'How are you?' };
    expect(await outcomeOf(world.consults.chat.mailSent(elsewhere, id, mail))).toBe('not_joined');
    expect(await outcomeOf(world.consults.chat.mailSent(ben, id, mail))).toBe('forbidden');
  });
});

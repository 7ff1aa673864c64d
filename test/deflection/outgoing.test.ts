import { describe, expect, test } from 'vitest';
import { ada, homeTv } from '../consult/people.ts';
import { eventsIn, typesIn, viewIn } from '../consult/situations.ts';
import { outcomeOf } from '../consult/world.ts';
import { linked, openPhones, type Phones, show } from './support.ts';

const bySms = { way: 'sms', number: '0171 2345678' } as const;
const byMail = { way: 'email', email: 'ada.quist@example.org' } as const;
type To = typeof byMail | { readonly way: 'sms'; readonly number: string };

const sendLink = ({ deflection, id }: Phones, to: To, from = homeTv) =>
  deflection.sendLink(from, { consultId: id, use: 'add', to });

function linkIn(text: string | undefined): string {
  const code = /https:\/\/clinic\.example\/m\/#([A-Z]+)/.exec(text ?? '')?.[1];
  if (code === undefined) throw new Error(`There is no link in «${text}».`);
  return code;
}

describe('a link to the phone', () => {
  test('goes by SMS in E.164, works once, for a quarter of an hour', async () => {
    const phones = await openPhones();
    expect(await sendLink(phones, bySms)).toEqual({ to: '+49 ··· 5678' });
    expect(phones.sms).toMatchObject([{ number: '+491712345678' }]);
    const code = linkIn(phones.sms[0]?.text);
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{16}$/);
    await phones.world.pass(14 * 60_000);
    await show(phones, code);
    expect((await viewIn(phones.world, phones.id)).mobile).toMatchObject({
      way: 'sms',
      use: 'add',
    });
    expect(await outcomeOf(show(phones, code))).toBe('phone_code_used');
  });

  test('goes by e-mail, from the agent, too', async () => {
    const phones = await openPhones();
    expect(await sendLink(phones, byMail, ada)).toEqual({ to: 'a···@example.org' });
    expect(phones.mails).toMatchObject([
      { email: 'ada.quist@example.org', fromName: 'Practice on the Square' },
    ]);
    await show(phones, linkIn(phones.mails[0]?.text));
    expect((await viewIn(phones.world, phones.id)).mobile?.way).toBe('email');
  });

  test('is void after a quarter of an hour, and once there is a newer one', async () => {
    const phones = await openPhones();
    await sendLink(phones, bySms);
    const first = linkIn(phones.sms[0]?.text);
    await sendLink(phones, byMail);
    expect(await outcomeOf(show(phones, first))).toBe('phone_code_void');
    await phones.world.pass(15 * 60_000);
    const second = linkIn(phones.mails[0]?.text);
    expect(await outcomeOf(show(phones, second))).toBe('phone_code_void');
  });

  test('leaves the code on the screen as it is', async () => {
    const phones = await openPhones();
    const { code } = await phones.deflection.openCode(homeTv, phones.id, 'move');
    await sendLink(phones, bySms);
    expect(await outcomeOf(show(phones, code))).toBe('ok');
  });

  test('is told of in the timeline, to whom mostly hidden', async () => {
    const phones = await openPhones();
    await sendLink(phones, bySms);
    const last = (await eventsIn(phones.world, phones.id)).at(-1);
    expect(last).toMatchObject({ type: 'phone-link-sent', by: 'patient', to: '+49 ··· 5678' });
    expect(JSON.stringify(phones.log)).not.toContain('2345678');
  });

  test('is one of three in a consult; what was not sent does not count', async () => {
    const phones = await openPhones();
    phones.delivery = 'fails';
    for (let count = 0; count < 4; count += 1) {
      expect(await outcomeOf(sendLink(phones, bySms))).toBe('message_not_sent');
    }
    expect(await typesIn(phones.world, phones.id)).not.toContain('phone-link-sent');
    phones.delivery = 'works';
    for (const to of [bySms, byMail, bySms]) await sendLink(phones, to);
    expect(await outcomeOf(sendLink(phones, byMail))).toBe('rate_limited');
    expect(phones.sms.length + phones.mails.length).toBe(3);
  });

  test('of many at once goes three times', async () => {
    const phones = await openPhones();
    await Promise.all(Array.from({ length: 8 }, () => outcomeOf(sendLink(phones, bySms))));
    expect(phones.sms).toHaveLength(3);
  });

  test('is one of so many in an hour and clinic', async () => {
    const phones = await openPhones();
    const deflection = phones.another({ limits: { linksPerClinic: { points: 1, seconds: 60 } } });
    expect(await outcomeOf(sendLink({ ...phones, deflection }, bySms))).toBe('ok');
    expect(await outcomeOf(sendLink({ ...phones, deflection }, bySms))).toBe('rate_limited');
  });

  test.each(['0900 1 234567', '030 901820', '110', 'nobody'])(
    'goes by SMS to no «%s»',
    async (number) => {
      const phones = await openPhones();
      expect(await outcomeOf(sendLink(phones, { way: 'sms', number }))).toBe('number_invalid');
      expect(phones.sms).toEqual([]);
    },
  );

  test('goes no way that the deployment does not have', async () => {
    const phones = await openPhones();
    const deflection = phones.another({ senders: 'none' });
    for (const to of [bySms, byMail]) {
      expect(await outcomeOf(sendLink({ ...phones, deflection }, to))).toBe('way_unavailable');
    }
    expect(await deflection.ways(homeTv, phones.id)).toMatchObject({ sms: false, email: false });
  });

  test('is not sent from a phone, or once the consult is over', async () => {
    const phones = await openPhones();
    const phone = await linked(phones);
    expect(await outcomeOf(sendLink(phones, bySms, phone))).toBe('forbidden');
    await phones.world.consults.end(ada, phones.id);
    expect(await outcomeOf(sendLink(phones, bySms))).toBe('wrong_state');
  });
});

describe('the ways to a phone', () => {
  test('are told to the TV and to the agent', async () => {
    const { deflection, id } = await openPhones();
    for (const actor of [homeTv, ada]) {
      expect(await deflection.ways(actor, id)).toEqual({
        address: 'clinic.example/m',
        sms: true,
        email: true,
        callIn: '030 901820',
        country: 'DE',
      });
    }
  });
});

describe('an e-mail of the agent’s', () => {
  const write = ({ deflection, id }: Phones, text = 'How do you feel today?') =>
    deflection.sendMail(ada, { consultId: id, email: byMail.email, text });
  const tokenOf = ({ mails }: Phones, index = 0) => {
    const replyTo = mails[index]?.replyTo ?? '';
    expect(replyTo).toMatch(/^consult\+[0-9a-f]{32}@clinic\.example$/);
    return replyTo.slice('consult+'.length, replyTo.indexOf('@'));
  };
  const answers = async ({ id, world }: Phones) =>
    (await eventsIn(world, id)).flatMap((event) =>
      event.type === 'mail-received' ? [event.text] : [],
    );
  const receive = ({ deflection }: Phones, token: string, text: string, messageId = 'mail-1') =>
    deflection.receiveMail({ token, messageId, text });

  test('is in the timeline, and so is the answer', async () => {
    const phones = await openPhones();
    await write(phones);
    expect(phones.mails[0]?.text).toContain('How do you feel today?');
    const sent = (await eventsIn(phones.world, phones.id)).at(-1);
    expect(sent).toMatchObject({
      type: 'mail-sent',
      to: 'a···@example.org',
      text: 'How do you feel today?',
    });
    await receive(phones, tokenOf(phones), ' Better, thank you.\r\n');
    expect(await answers(phones)).toEqual(['Better, thank you.']);
  });

  test('is answered to a secret address that lies in the database as a hash', async () => {
    const phones = await openPhones();
    await write(phones);
    await write(phones);
    expect(tokenOf(phones, 0)).not.toBe(tokenOf(phones, 1));
    const rows = await phones.world.database.selectFrom('mail_threads').selectAll().execute();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(tokenOf(phones));
  });

  test('is answered whatever mail systems make of the address’s case', async () => {
    const phones = await openPhones();
    await write(phones);
    await receive(phones, tokenOf(phones).toUpperCase(), 'YES');
    expect(await answers(phones)).toEqual(['YES']);
  });

  test('has an answer that counts once, however often it is brought', async () => {
    const phones = await openPhones();
    await write(phones);
    const token = tokenOf(phones);
    await Promise.all([1, 2, 3].map(() => receive(phones, token, 'Better')));
    await receive(phones, token, 'Much better', 'mail-2');
    expect(await answers(phones)).toEqual(['Better', 'Much better']);
  });

  test('has an answer that is cut where it is too long, and says so', async () => {
    const phones = await openPhones();
    await write(phones);
    await receive(phones, tokenOf(phones), `${'🙂'.repeat(1_500)} end`);
    const [text = ''] = await answers(phones);
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toMatch(/🙂\n\[The rest of this e-mail was cut off\.\]$/u);
  });

  test('has an answer that may hold no text', async () => {
    const phones = await openPhones();
    await write(phones);
    await receive(phones, tokenOf(phones), ' \n ');
    expect(await answers(phones)).toEqual(['[This e-mail held no text.]']);
  });

  test('has no answer to another address, or once the consult is over', async () => {
    const phones = await openPhones();
    await write(phones);
    for (const token of ['', 'made up', '0'.repeat(32)]) await receive(phones, token, 'Hello');
    await phones.world.consults.end(ada, phones.id);
    await receive(phones, tokenOf(phones), 'Hello');
    expect(await answers(phones)).toEqual([]);
    expect(phones.log.join('')).not.toContain(tokenOf(phones));
  });

  test('says that it cannot be answered where nobody brings answers', async () => {
    const phones = await openPhones();
    await write({ ...phones, deflection: phones.another({ replyTo: null }) });
    expect(phones.mails[0]?.replyTo).toBeUndefined();
    expect(phones.mails[0]?.text).toContain('cannot be answered');
  });

  test('is one of twenty in a consult', async () => {
    const phones = await openPhones();
    for (let count = 0; count < 20; count += 1) await write(phones);
    expect(await outcomeOf(write(phones))).toBe('rate_limited');
  });

  test('is the agent’s alone', async () => {
    const { deflection, id } = await openPhones();
    const mail = { consultId: id, email: byMail.email, text: 'Hello' };
    expect(await outcomeOf(deflection.sendMail(homeTv, mail))).toBe('forbidden');
  });
});

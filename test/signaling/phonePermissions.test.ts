import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MethodName, methods } from '../../src/protocol/index.ts';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type PairedTv, type SignedIn } from './support/house.ts';
import { methodNames, paramsOf, rowsOf } from './support/methodTable.ts';

/*
 * What a patient's phone may call: «in» was let in beside a call on the TV, «carrying» has the call,
 * «waiting» was not let in yet, «seatless» has opened a session and not joined yet, «out» was put
 * out, «over» was in a consult that is over, «elsewhere» asks about a consult that is not its own.
 * Whatever is not in the table is forbidden.
 */
const standings = ['in', 'carrying', 'waiting', 'seatless', 'out', 'over', 'elsewhere'] as const;
type Standing = (typeof standings)[number];

const table = `
method                      in                  carrying            waiting             seatless            out                 over                elsewhere
session.open                already_open        already_open        already_open        already_open        already_open        already_open        already_open
session.close               ok                  ok                  ok                  ok                  ok                  ok                  ok
consult.cancel              wrong_state         wrong_state         phone_not_admitted  not_joined          not_found           ok                  not_found
consult.end                 ok                  ok                  phone_not_admitted  not_joined          not_found           ok                  not_found
consult.join                ok                  ok                  ok                  ok                  not_found           wrong_state         not_found
consult.timeline            ok                  ok                  phone_not_admitted  phone_not_admitted  not_found           ok                  not_found
consult.reportMedia         ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
consult.reportDevices       ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
consult.reportEvent         ok                  ok                  phone_not_admitted  not_joined          not_found           ok                  not_found
consult.answerTask          not_found           not_found           phone_not_admitted  not_joined          not_found           ok                  not_found
deflection.giveNumber       ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
deflection.prove            wrong_state         wrong_state         wrong_state         not_joined          not_found           wrong_state         not_found
deflection.begin            ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
deflection.abandon          ok                  ok                  phone_not_admitted  not_joined          not_found           ok                  not_found
deflection.openReturn       wrong_state         ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
deflection.return           wrong_state         phone_code_void     phone_not_admitted  not_joined          not_found           wrong_state         not_found
deflection.leave            ok                  ok                  ok                  not_joined          not_found           ok                  not_found
chat.say                    ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
chat.sendPhoto              photo_refused       photo_refused       phone_not_admitted  not_joined          not_found           wrong_state         not_found
chat.readPhoto              not_found           not_found           phone_not_admitted  not_joined          not_found           not_found           not_found
peer.iceServers             ok                  ok                  phone_not_admitted  phone_not_admitted  not_found           wrong_state         not_found
relay.join                  ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.connect               ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.restartIce            ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.produce               media_refused       media_refused       phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.produceData           ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.receive               ok                  ok                  phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.resume                not_found           not_found           phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.prefer                not_found           not_found           phone_not_admitted  not_joined          not_found           wrong_state         not_found
relay.leave                 ok                  ok                  phone_not_admitted  not_joined          not_found           ok                  not_found`;

let house: House;
beforeAll(async () => {
  const frames = { perSecond: 10_000, burst: 10_000, refusals: 10_000 };
  house = await House.open({ relay: true, limits: { frames } });
});
afterAll(() => house.close());

let clinic: Clinic;
let physician: SignedIn;
let paired: PairedTv;
let tv: Endpoint;
let agent: Endpoint;
beforeEach(async () => {
  clinic = await house.clinic('relay');
  physician = await clinic.person();
  paired = await clinic.tv(physician);
  tv = await house.tv(paired);
  agent = await house.agent(physician);
});

/** A call that the agent has accepted. */
async function call(): Promise<string> {
  const consultId = newId();
  await tv.ask(consultId);
  await agent.rings(consultId, physician.identity.personId);
  await agent.request('consult.accept', { consultId });
  return consultId;
}

/** A phone that stands so in the consult, and the transport it has at the relay, if any. */
async function phoneIn(consultId: string, standing: Standing) {
  const { code } = await tv.request('deflection.openCode', { consultId, use: 'move' });
  const phone = await house.connect();
  const claim = `the secret of ${newId()}`;
  const { identity } = await phone.open({ endpoint: 'mobile', token: code, claim });
  const mobileId = identity.kind === 'mobile' ? identity.mobileId : '';
  let transportId = 'none';
  if (standing === 'seatless') return { phone, transportId };
  await phone.request('consult.join', { consultId });
  if (standing === 'waiting') return { phone, transportId };
  if (standing === 'out') {
    await agent.request('deflection.refuse', { consultId, mobileId });
    return { phone, transportId };
  }
  await agent.request('deflection.admit', { consultId, mobileId });
  if (standing === 'carrying') {
    await phone.request('deflection.begin', { consultId, use: 'move', media: 'video' });
    await agent.request('deflection.confirm', { consultId, to: 'mobile' });
  }
  const { send } = await phone.request('relay.join', { consultId, epoch: 1 });
  transportId = send.id;
  if (standing === 'over') await agent.request('consult.end', { consultId });
  return { phone, transportId };
}

/** The consult that an «elsewhere» phone asks about: another clinic's. */
async function elsewhere(): Promise<string> {
  const another = await house.clinic('relay');
  const otherTv = await house.tv(await another.tv(await another.person()));
  const { consult } = await otherTv.ask();
  return consult.id;
}

/** How many events a consult has. */
async function lengthOf(consultId: string): Promise<number> {
  const { count } = await house.database
    .selectFrom('timeline')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('consult_id', '=', consultId)
    .executeTakeFirstOrThrow();
  return count;
}

interface Scene {
  readonly phone: Endpoint;
  readonly transportId: string;
  /** The consult that the phone asks about. */
  readonly consultId: string;
  end(): Promise<void>;
}

async function begin(standing: Standing): Promise<Scene> {
  const own = await call();
  const { phone, transportId } = await phoneIn(own, standing);
  const consultId = standing === 'elsewhere' ? await elsewhere() : own;
  await house.consults.settled();
  return {
    phone,
    transportId,
    consultId,
    async end() {
      await agent.attempt('consult.end', { consultId: own });
      await tv.sees(own, 'ended');
      phone.terminate();
    },
  };
}

/**
 * What each call comes to by a phone that stands so. What is refused leaves no trace; after what is
 * not, the scene begins anew.
 */
async function codesOf(
  calls: readonly MethodName[],
  standing: Standing,
): Promise<(readonly [MethodName, string])[]> {
  const found: (readonly [MethodName, string])[] = [];
  let scene = await begin(standing);
  for (const method of calls) {
    const { phone, consultId, transportId } = scene;
    const { patientId } = paired;
    const about = { patientId, colleagueId: physician.identity.personId, consultId, transportId };
    const before = await lengthOf(consultId);
    const { code } = await phone.attempt(method, paramsOf(method, about));
    found.push([method, code ?? 'ok']);
    if (code === undefined) {
      await scene.end();
      scene = await begin(standing);
    } else {
      expect(await lengthOf(consultId), `${method}, ${standing}`).toEqual(before);
    }
  }
  await scene.end();
  return found;
}

const forPhones = methodNames.filter((method) =>
  methods[method].callers.some((kind) => kind === 'mobile'),
);

describe('what a phone may call', () => {
  test('is written down for every method', () => {
    expect(rowsOf(table).map(({ method }) => method)).toEqual(forPhones);
  });

  test.each(standings)('is what the table says: %s', async (standing) => {
    const column = standings.indexOf(standing);
    expect(await codesOf(forPhones, standing)).toEqual(
      rowsOf(table).map(({ method, expected }) => [method, expected[column]]),
    );
  });

  test('is nothing else, not even where it has the call', async () => {
    const others = methodNames.filter((method) => !forPhones.includes(method));
    expect(await codesOf(others, 'carrying')).toEqual(
      others.map((method) => [method, 'forbidden']),
    );
  });
});

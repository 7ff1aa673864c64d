import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MethodName, PathPolicy } from '../../src/protocol/index.ts';
import type { Endpoint } from './support/endpoint.ts';
import { House, type PairedTv, type SignedIn } from './support/house.ts';
import { methodNames, paramsOf, rowsOf } from './support/methodTable.ts';

/*
 * Who may call what: every method by every kind of caller. Each is either `ok` or refused with the
 * code that stands in the table, and what is refused leaves no trace in the timeline. `acceptor`
 * and `colleague` are linked with the patient; `unlinked` is a physician of the same clinic.
 */
const callers = [
  'notOpen',
  'otherTv',
  'tv',
  'acceptor',
  'colleague',
  'unlinked',
  'staff',
  'admin',
  'foreign',
] as const;
type Caller = (typeof callers)[number];

interface Cast {
  readonly house: House;
  readonly people: { readonly [C in Exclude<Caller, 'notOpen' | 'otherTv' | 'tv'>]: SignedIn };
  readonly tvs: { readonly tv: PairedTv; readonly otherTv: PairedTv };
  readonly endpoints: Map<Caller, Endpoint>;
}

async function gather(house: House, policy: PathPolicy): Promise<Cast> {
  const clinic = await house.clinic(policy, 'mutual');
  const elsewhere = await house.clinic(policy);
  const people = {
    acceptor: await clinic.person(),
    colleague: await clinic.person(),
    unlinked: await clinic.person(),
    staff: await clinic.person('staff'),
    admin: await clinic.person('admin'),
    foreign: await elsewhere.person(),
  };
  const linked = [people.acceptor, people.colleague];
  const tv = await clinic.tv(
    people.acceptor,
    undefined,
    linked.map((person) => person.identity.personId),
  );
  await house.registration.patients.name(people.colleague.identity, tv.patientId);
  const otherTv = await clinic.tv(people.unlinked);
  return { house, people, tvs: { tv, otherTv }, endpoints: new Map() };
}

/** The caller's socket: open where it is to be, and opened anew where a call closed it. */
async function endpointOf(cast: Cast, caller: Caller): Promise<Endpoint> {
  const present = cast.endpoints.get(caller);
  if (present && present.socket.readyState === 1 && caller !== 'notOpen') return present;
  const endpoint = await connect(cast, caller);
  cast.endpoints.set(caller, endpoint);
  return endpoint;
}

function connect({ house, people, tvs }: Cast, caller: Caller): Promise<Endpoint> {
  if (caller === 'notOpen') return house.connect();
  return caller === 'tv' || caller === 'otherTv'
    ? house.tv(tvs[caller])
    : house.agent(people[caller]);
}

interface Scene {
  readonly consultId: string;
  /** Of its timeline. */
  readonly length: number;
  /** Of those who may join the relay's room. */
  readonly transportIds: ReadonlyMap<Caller, string>;
}

/** A new consult that rings at both linked physicians, or was accepted by the first. */
async function begin(cast: Cast, accepted: boolean): Promise<Scene> {
  for (const caller of callers) await endpointOf(cast, caller);
  const tv = await endpointOf(cast, 'tv');
  const acceptor = await endpointOf(cast, 'acceptor');
  const colleague = await endpointOf(cast, 'colleague');
  const consultId = newId();
  const { consult } = await tv.ask(consultId);
  for (const agent of [acceptor, colleague]) await agent.sees(consultId, 'offered');
  if (accepted) {
    await acceptor.request('consult.accept', { consultId });
    await tv.sees(consultId, 'accepted');
  }
  const transportIds = new Map<Caller, string>();
  if (consult.path.kind === 'relay') {
    const joining = accepted
      ? (['tv', 'acceptor'] as const)
      : (['tv', 'acceptor', 'colleague'] as const);
    for (const caller of joining) {
      const endpoint = await endpointOf(cast, caller);
      const { send } = await endpoint.request('relay.join', { consultId, epoch: 1 });
      transportIds.set(caller, send.id);
    }
  }
  await cast.house.consults.settled();
  return { consultId, length: await lengthOf(cast, consultId), transportIds };
}

/** How many events the consult has, as staff sees it. */
async function lengthOf({ house, people }: Cast, consultId: string): Promise<number> {
  return (await house.consults.timeline(people.staff.identity, consultId, 0)).length;
}

/** Ends whatever consults the TVs have, also where a call has just lost them their place. */
async function finish(cast: Cast, consultId: string): Promise<void> {
  for (const caller of ['tv', 'otherTv'] as const) {
    const tv = await endpointOf(cast, caller);
    const ids = tv.told('consult.changed').map((update) => update.consult.id);
    for (const id of new Set([consultId, ...ids.slice(-3)])) {
      await tv.attempt('consult.join', { consultId: id });
      await tv.attempt('consult.cancel', { consultId: id });
      await tv.attempt('consult.end', { consultId: id });
    }
  }
}

/** The consult rings at both linked physicians; relay. */
const whileItRings = `
method                    notOpen          otherTv          tv               acceptor         colleague        unlinked         staff            admin            foreign
session.open              unauthenticated  already_open     already_open     already_open     already_open     already_open     already_open     already_open     already_open
session.close             not_open         ok               ok               ok               ok               ok               ok               ok               ok
consult.request           not_open         ok               device_busy      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.cancel            not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.call              not_open         forbidden        forbidden        device_busy      device_busy      not_found        not_found        forbidden        not_found
consult.accept            not_open         not_found        wrong_state      ok               ok               not_found        forbidden        not_found        not_found
consult.decline           not_open         not_found        wrong_state      ok               ok               not_found        forbidden        not_found        not_found
consult.end               not_open         not_found        wrong_state      wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.return            not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.setPriority       not_open         forbidden        forbidden        ok               ok               not_found        ok               not_found        not_found
consult.transfer          not_open         forbidden        forbidden        wrong_state      not_found        not_found        forbidden        forbidden        not_found
consult.withdrawTransfer  not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.invite            not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.removeGuest       not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.leave             not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.join              not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.timeline          not_open         not_found        ok               ok               ok               not_found        ok               not_found        not_found
consult.setPolicy         not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.reportMedia       not_open         not_found        wrong_state      wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.reportTrial       not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.reportDevices     not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.reportEvent       not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
consult.suggestions       not_open         forbidden        forbidden        ok               ok               not_found        ok               not_found        not_found
consult.diagnose          not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        forbidden        not_found
consult.answerTask        not_open         not_found        not_found        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.askCallback       not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.closeCallback     not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        wrong_state      not_found        not_found
deflection.ways           not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.propose        not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.decline        not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.openCode       not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.sendLink       not_open         not_found        way_unavailable  wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.openReference  not_open         not_found        way_unavailable  forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.confirmReference not_open         forbidden        forbidden        phone_code_void  phone_code_void  phone_code_void  phone_code_void  phone_code_void  phone_code_void
deflection.giveNumber     not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.dial           not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        wrong_state      not_found        not_found
deflection.sendMail       not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.prove          not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.admit          not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.refuse         not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.begin          not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.confirm        not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
deflection.abandon        not_open         not_found        wrong_state      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.openReturn     not_open         not_found        wrong_state      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.return         not_open         not_found        wrong_state      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.leave          not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
chat.say                  not_open         not_found        ok               wrong_state      wrong_state      not_found        forbidden        not_found        not_found
chat.sendPhoto            not_open         forbidden        forbidden        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
chat.readPhoto            not_open         not_found        not_found        wrong_state      wrong_state      not_found        forbidden        not_found        not_found
agent.setPresence         not_open         forbidden        forbidden        ok               ok               ok               ok               forbidden        ok
agent.reportActivity      not_open         forbidden        forbidden        ok               ok               ok               ok               forbidden        ok
agent.colleagues          not_open         forbidden        forbidden        ok               ok               ok               ok               forbidden        ok
device.setAnswersItself   not_open         ok               ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
peer.iceServers           not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found
peer.signal               not_open         not_found        wrong_state      wrong_state      wrong_state      not_found        forbidden        not_found        not_found
relay.join                not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found
relay.connect             not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found
relay.restartIce          not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found
relay.produce             not_open         not_found        media_refused    media_refused    media_refused    not_found        forbidden        not_found        not_found
relay.produceData         not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found
relay.receive             not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found
relay.resume              not_open         not_found        not_found        not_found        not_found        not_found        forbidden        not_found        not_found
relay.prefer              not_open         not_found        not_found        not_found        not_found        not_found        forbidden        not_found        not_found
relay.leave               not_open         not_found        ok               ok               ok               not_found        forbidden        not_found        not_found`;

/** `acceptor` has accepted; relay. */
const onTheRelay = `
method                    notOpen          otherTv          tv               acceptor         colleague        unlinked         staff            admin            foreign
session.open              unauthenticated  already_open     already_open     already_open     already_open     already_open     already_open     already_open     already_open
session.close             not_open         ok               ok               ok               ok               ok               ok               ok               ok
consult.request           not_open         ok               device_busy      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.cancel            not_open         not_found        wrong_state      wrong_state      forbidden        not_found        forbidden        not_found        not_found
consult.call              not_open         forbidden        forbidden        device_busy      device_busy      not_found        not_found        forbidden        not_found
consult.accept            not_open         not_found        ok               ok               already_accepted not_found        forbidden        not_found        not_found
consult.decline           not_open         not_found        wrong_state      wrong_state      ok               not_found        forbidden        not_found        not_found
consult.end               not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
consult.return            not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
consult.setPriority       not_open         forbidden        forbidden        wrong_state      forbidden        not_found        wrong_state      not_found        not_found
consult.transfer          not_open         forbidden        forbidden        ok               not_found        not_found        forbidden        forbidden        not_found
consult.withdrawTransfer  not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
consult.invite            not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
consult.removeGuest       not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
consult.leave             not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.join              not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
consult.timeline          not_open         not_found        ok               ok               forbidden        not_found        ok               not_found        not_found
consult.setPolicy         not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
consult.reportMedia       not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
consult.reportTrial       not_open         forbidden        forbidden        stale_epoch      forbidden        not_found        forbidden        not_found        not_found
consult.reportDevices     not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
consult.reportEvent       not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
consult.suggestions       not_open         forbidden        forbidden        ok               forbidden        not_found        ok               not_found        not_found
consult.diagnose          not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        forbidden        not_found
consult.answerTask        not_open         not_found        not_found        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.askCallback       not_open         not_found        wrong_state      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
consult.closeCallback     not_open         forbidden        forbidden        wrong_state      forbidden        not_found        wrong_state      not_found        not_found
deflection.ways           not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
deflection.propose        not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
deflection.decline        not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.openCode       not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.sendLink       not_open         not_found        way_unavailable  way_unavailable  forbidden        not_found        forbidden        not_found        not_found
deflection.openReference  not_open         not_found        way_unavailable  forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.confirmReference not_open         forbidden        forbidden        phone_code_void  phone_code_void  phone_code_void  phone_code_void  phone_code_void  phone_code_void
deflection.giveNumber     not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.dial           not_open         forbidden        forbidden        wrong_state      forbidden        not_found        wrong_state      not_found        not_found
deflection.sendMail       not_open         forbidden        forbidden        way_unavailable  forbidden        not_found        forbidden        not_found        not_found
deflection.prove          not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.admit          not_open         forbidden        forbidden        not_found        forbidden        not_found        forbidden        not_found        not_found
deflection.refuse         not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
deflection.begin          not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.confirm        not_open         forbidden        forbidden        ok               forbidden        not_found        forbidden        not_found        not_found
deflection.abandon        not_open         not_found        ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.openReturn     not_open         not_found        wrong_state      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.return         not_open         not_found        wrong_state      forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
deflection.leave          not_open         forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
chat.say                  not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
chat.sendPhoto            not_open         forbidden        forbidden        photo_refused    forbidden        not_found        forbidden        not_found        not_found
chat.readPhoto            not_open         not_found        not_found        not_found        forbidden        not_found        forbidden        not_found        not_found
agent.setPresence         not_open         forbidden        forbidden        ok               ok               ok               ok               forbidden        ok
agent.reportActivity      not_open         forbidden        forbidden        ok               ok               ok               ok               forbidden        ok
agent.colleagues          not_open         forbidden        forbidden        ok               ok               ok               ok               forbidden        ok
device.setAnswersItself   not_open         ok               ok               forbidden        forbidden        forbidden        forbidden        forbidden        forbidden
peer.iceServers           not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
peer.signal               not_open         not_found        wrong_state      wrong_state      forbidden        not_found        forbidden        not_found        not_found
relay.join                not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
relay.connect             not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
relay.restartIce          not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
relay.produce             not_open         not_found        media_refused    media_refused    forbidden        not_found        forbidden        not_found        not_found
relay.produceData         not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
relay.receive             not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found
relay.resume              not_open         not_found        not_found        not_found        forbidden        not_found        forbidden        not_found        not_found
relay.prefer              not_open         not_found        not_found        not_found        forbidden        not_found        forbidden        not_found        not_found
relay.leave               not_open         not_found        ok               ok               forbidden        not_found        forbidden        not_found        not_found`;

/** `acceptor` has accepted; direct. Only what differs from the relay. */
const onTheDirectPath = `
                      notOpen         otherTv      tv            acceptor      colleague        unlinked     staff        admin        foreign
peer.iceServers       not_open        not_found    ok            ok            forbidden        not_found    forbidden    not_found    not_found
peer.signal           not_open        not_found    ok            ok            forbidden        not_found    forbidden    not_found    not_found
relay.join            not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.connect         not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.restartIce      not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.produce         not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.produceData     not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.receive         not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.resume          not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.prefer          not_open        not_found    wrong_state   wrong_state   forbidden        not_found    forbidden    not_found    not_found
relay.leave           not_open        not_found    ok            ok            forbidden        not_found    forbidden    not_found    not_found`;

/** What changes neither the consult nor what others may do next. */
const harmless: ReadonlySet<MethodName> = new Set([
  'consult.timeline',
  'consult.suggestions',
  'deflection.ways',
  'deflection.decline',
  'deflection.openCode',
  'deflection.refuse',
  'deflection.confirm',
  'deflection.abandon',
  'agent.setPresence',
  'agent.reportActivity',
  'agent.colleagues',
  'device.setAnswersItself',
  'peer.iceServers',
  'peer.signal',
  'relay.connect',
  'relay.restartIce',
  'relay.produceData',
  'relay.receive',
] as const);

describe('permissions', () => {
  let house: House;
  beforeAll(async () => {
    const frames = { perSecond: 10_000, burst: 10_000, refusals: 10_000 };
    house = await House.open({ relay: true, limits: { frames } });
  });
  afterAll(() => house.close());

  test('every method stands in the table', () => {
    for (const table of [whileItRings, onTheRelay]) {
      expect(rowsOf(table).map(({ method }) => method)).toEqual(methodNames);
    }
  });

  test.for([
    ['while it rings', whileItRings, 'relay', false],
    ['on the relay', onTheRelay, 'relay', true],
    ['on the direct path', onTheDirectPath, 'direct', true],
  ] as const)('%s, everybody may do what the table says', async ([, table, policy, accepted]) => {
    const cast = await gather(house, policy);
    let scene = await begin(cast, accepted);
    const found = [];
    for (const { method } of rowsOf(table)) {
      const row: string[] = [];
      for (const caller of callers) {
        const endpoint = await endpointOf(cast, caller);
        const transportId = scene.transportIds.get(caller) ?? 'none';
        const params = paramsOf(method, {
          patientId: cast.tvs.tv.patientId,
          colleagueId: cast.people.colleague.identity.personId,
          consultId: scene.consultId,
          transportId,
        });
        const { code } = await endpoint.attempt(method, params);
        row.push(code ?? 'ok');
        if (code === undefined && !harmless.has(method)) {
          await finish(cast, scene.consultId);
          scene = await begin(cast, accepted);
        } else {
          expect(await lengthOf(cast, scene.consultId), `${method} by ${caller}`).toBe(
            scene.length,
          );
        }
      }
      found.push({ method, expected: row });
    }
    expect(found).toEqual(rowsOf(table));
  });
});

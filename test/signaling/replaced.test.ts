import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MethodName } from '../../src/protocol/index.ts';
import { relayHandlers } from '../../src/signaling/handlers/relay.ts';
import type { Endpoint } from './support/endpoint.ts';
import { House } from './support/house.ts';

describe('a socket whose session another one has taken over', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open({ relay: true });
  });
  afterAll(() => house.close());

  async function waitingTv() {
    const clinic = await house.clinic('relay');
    const tv = await clinic.tv(await clinic.person());
    const endpoint = await house.tv(tv);
    const { consult } = await endpoint.ask();
    return { tv, endpoint, media: { consultId: consult.id, epoch: 1 } };
  }

  /** What the server does for a request of this endpoint's, from where it is known whose it is. */
  function onItsWay({ sessionId }: Endpoint, method: MethodName) {
    const session = house.sessions.get(sessionId);
    const connection = session?.connection ?? undefined;
    if (session === undefined || connection === undefined) throw new Error('it has no socket');
    return { session, call: { connection, method, params: {} } };
  }

  const handlers = () =>
    relayHandlers(house.consults, house.relay, {
      mint: () => ({ iceServers: [], expiresAt: new Date().toISOString() }),
    });

  test('joins no relay room any more, where it had asked to before', async () => {
    const { tv, endpoint, media } = await waitingTv();
    const { session, call } = onItsWay(endpoint, 'relay.join');
    const newer = await house.connect();
    await newer.open({ endpoint: 'tv', token: tv.token, resume: endpoint.resume });
    const joined = await newer.request('relay.join', media);

    await expect(handlers()['relay.join'](media, session, call)).rejects.toMatchObject({
      code: 'not_open',
    });
    // The newer one's transports are still the ones that there are.
    const { dataProducerId } = await newer.request('relay.produceData', {
      ...media,
      transportId: joined.send.id,
      label: 'diagnostics',
      sctpStreamParameters: { streamId: 0, ordered: true },
    });
    expect(dataProducerId).not.toBe('');
  });

  test('does not take the newer one out of the room either', async () => {
    const { tv, endpoint, media } = await waitingTv();
    const { session, call } = onItsWay(endpoint, 'relay.leave');
    const newer = await house.connect();
    await newer.open({ endpoint: 'tv', token: tv.token, resume: endpoint.resume });
    await newer.request('relay.join', media);

    await expect(handlers()['relay.leave'](media, session, call)).rejects.toMatchObject({
      code: 'not_open',
    });
    await newer.request('relay.restartIce', media);
  });
});

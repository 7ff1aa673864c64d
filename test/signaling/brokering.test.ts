import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clinic, House } from './support/house.ts';

describe('brokering', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open({ relay: true });
  });
  afterAll(() => house.close());

  async function call(clinic: Clinic) {
    const physician = await clinic.person();
    const agent = await house.agent(physician);
    const bystander = await house.agent(await clinic.person());
    const staff = await house.agent(await clinic.person('staff'));
    const tv = await house.tv(await clinic.tv(physician));
    const { consult } = await tv.ask();
    await agent.sees(consult.id, 'offered');
    return { agent, bystander, staff, tv, physician, consultId: consult.id };
  }

  test('offers, answers and candidates go to the other place and nowhere else, even garbage', async () => {
    const { agent, bystander, staff, tv, consultId } = await call(await house.clinic('direct'));
    await agent.request('consult.accept', { consultId });
    const signals = [
      { type: 'offer', sdp: 'not SDP at all \u0000\u202e' },
      { type: 'candidate', candidate: { candidate: 'rubbish', sdpMid: null } },
      { type: 'renegotiate', renegotiate: true },
      { type: 'transceiverRequest', transceiverRequest: { kind: 'video' } },
    ] as const;
    for (const signal of signals) {
      await agent.request('peer.signal', { consultId, epoch: 1, signal });
    }
    await tv.request('peer.signal', { consultId, epoch: 1, signal: { type: 'answer', sdp: '' } });
    await agent.hears('peer.signal');
    expect(tv.told('peer.signal')).toEqual(
      signals.map((signal) => ({ consultId, epoch: 1, signal })),
    );
    for (const endpoint of [bystander, staff]) {
      await endpoint.attempt('no.such', {});
      expect(endpoint.told('peer.signal')).toEqual([]);
    }
  });

  test('what is nested too deep to be written again goes no further', async () => {
    const { agent, tv, consultId } = await call(await house.clinic('direct'));
    await agent.request('consult.accept', { consultId });
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const signal = `{"type":"transceiverRequest","transceiverRequest":{"kind":"audio","init":{"a":${deep}}}}`;
    const params = `{"consultId":"${consultId}","epoch":1,"signal":${signal}}`;
    tv.send(`{"jsonrpc":"2.0","id":"deep","method":"peer.signal","params":${params}}`);
    expect(await tv.reply('deep')).toMatchObject({ result: {} });
    expect(await agent.hears('peer.signal')).toMatchObject({
      signal: { type: 'transceiverRequest', transceiverRequest: { kind: 'audio' } },
    });
  });

  test('signals of an epoch that was replaced are refused', async () => {
    const { agent, tv, consultId } = await call(await house.clinic('direct'));
    await agent.request('consult.accept', { consultId });
    await agent.request('consult.reportMedia', { consultId, epoch: 1, outcome: 'failed' });
    await tv.hears('consult.changed', ({ consult }) => consult.path.epoch === 2);
    const signal = { type: 'offer', sdp: '' } as const;
    expect((await tv.attempt('peer.signal', { consultId, epoch: 1, signal })).code).toBe(
      'stale_epoch',
    );
  });

  test('a signal to an endpoint that is away is refused', async () => {
    const { agent, tv, consultId } = await call(await house.clinic('direct'));
    await agent.request('consult.accept', { consultId });
    tv.terminate();
    await agent.hears('consult.changed', ({ consult }) => consult.places.tv.presence === 'absent');
    const signal = { type: 'offer', sdp: '' } as const;
    expect((await agent.attempt('peer.signal', { consultId, epoch: 1, signal })).code).toBe(
      'endpoint_absent',
    );
  });

  test('what a socket that was dead may have swallowed is signaled again to who resumes', async () => {
    const { agent, tv, physician, consultId } = await call(await house.clinic('direct'));
    await agent.request('consult.accept', { consultId });
    const answer = { type: 'answer', sdp: 'an answer' } as const;
    const candidate = {
      type: 'candidate',
      candidate: { candidate: 'a candidate', sdpMid: null },
    } as const;
    await tv.request('peer.signal', { consultId, epoch: 1, signal: answer });
    await agent.request('consult.reportMedia', { consultId, epoch: 1, outcome: 'failed' });
    for (const signal of [answer, candidate]) {
      await tv.request('peer.signal', { consultId, epoch: 2, signal });
    }
    const again = await house.connect({ cookie: physician.cookie });
    await again.open({ endpoint: 'agent', resume: agent.resume });
    await again.hears('peer.signal', ({ signal }) => signal.type === 'candidate');
    expect(again.told('peer.signal')).toEqual(
      [answer, candidate].map((signal) => ({ consultId, epoch: 2, signal })),
    );
  });

  test("TURN credentials are the session's own and follow coturn's scheme", async () => {
    const { tv, consultId } = await call(await house.clinic('direct'));
    const { iceServers, expiresAt } = await tv.request('peer.iceServers', { consultId });
    const expiry = Date.parse(expiresAt) / 1_000;
    const username = `${expiry}:${tv.sessionId}`;
    expect(iceServers).toEqual([
      { urls: ['stun:stun.clinic.example'] },
      {
        urls: ['turn:turn.clinic.example'],
        username,
        credential: createHmac('sha1', 'a shared secret').update(username).digest('base64'),
      },
    ]);
    expect(expiry - Date.now() / 1_000).toBeGreaterThan(3_590);
    expect(expiry - Date.now() / 1_000).toBeLessThanOrEqual(3_600);
  });

  test('TURN credentials are minted no more once the consult is over', async () => {
    const { agent, tv, consultId } = await call(await house.clinic('direct'));
    await agent.request('consult.accept', { consultId });
    await agent.request('consult.end', { consultId });
    for (const endpoint of [agent, tv]) {
      expect((await endpoint.attempt('peer.iceServers', { consultId })).code).toBe('wrong_state');
    }
  });

  test('data channels of the two ends meet in the relay, and their end is told', async () => {
    const { agent, tv, consultId } = await call(await house.clinic('relay'));
    const media = { consultId, epoch: 1 };
    const transports = await Promise.all(
      [tv, agent].map((endpoint) => endpoint.request('relay.join', media)),
    );
    const [tvTransports, agentTransports] = transports;
    expect(tvTransports?.iceServers[0]).toEqual({ urls: ['stun:stun.clinic.example'] });
    await tv.request('relay.receive', { ...media, rtpCapabilities: { codecs: [] } });
    await agent.request('relay.receive', { ...media, rtpCapabilities: { codecs: [] } });
    await agent.request('consult.accept', { consultId });
    const { dataProducerId } = await tv.request('relay.produceData', {
      ...media,
      transportId: tvTransports?.send.id ?? '',
      label: 'diagnostics',
      sctpStreamParameters: { streamId: 0, ordered: true },
    });
    const consumer = await agent.hears('relay.dataConsumer');
    expect(consumer).toMatchObject({ ...media, dataProducerId, label: 'diagnostics' });
    expect(agentTransports?.receive.id).not.toBe(tvTransports?.receive.id);
    await tv.request('relay.leave', media);
    expect(await agent.hears('relay.consumerClosed')).toEqual({
      ...media,
      consumerId: consumer.dataConsumerId,
    });
  });

  test.for([
    [
      'codecs that no engine has',
      { codecs: [{ mimeType: 'video/none', clockRate: 90_000, payloadType: 96 }] },
    ],
    ['no codec', { codecs: [] }],
    ['a mid that is too long for anybody', { mid: 'm'.repeat(32), codecs: [] }],
  ] as const)('RTP parameters with %s are refused and the consult goes on', async ([, rtp]) => {
    const { tv, agent, consultId } = await call(await house.clinic('relay'));
    const media = { consultId, epoch: 1 };
    const { send } = await tv.request('relay.join', media);
    const refused = await tv.attempt('relay.produce', {
      ...media,
      transportId: send.id,
      kind: 'video',
      source: 'camera',
      rtpParameters: rtp,
    });
    expect(refused.code).toBe('media_refused');
    await agent.request('consult.accept', { consultId });
  });
});

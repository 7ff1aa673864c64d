import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Chat } from '../../clients/connector/chat.ts';
import type { ChatEntry } from '../../clients/connector/chatEntries.ts';
import { Connector, type ConnectorOptions } from '../../clients/connector/connector.ts';
import { maxPhotoBytes, photoPartBytes } from '../../src/protocol/index.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { jpegSize, largeJpeg } from '../support/jpegs.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { SignedIn } from './support/demo.ts';
import { Line } from './support/line.ts';
import { until } from './support/until.ts';

let housecall: HousecallProcess;
let physician: SignedIn;
const toClose: Array<() => Promise<void> | void> = [];

beforeAll(async () => {
  housecall = await HousecallProcess.start({ HOUSECALL_DEMO_PATH_POLICY: 'direct' });
  physician = await SignedIn.at(housecall.url);
});
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});
afterAll(() => housecall?.close());

async function connect(options: ConnectorOptions): Promise<Connector> {
  const connector = new Connector(options);
  toClose.push(() => connector.leave());
  connector.start();
  await until(connector.connection, ({ name }) => name === 'open');
  return connector;
}

interface Talk {
  readonly tv: Chat;
  readonly agent: Chat;
  /** Between the agent and the server. */
  readonly line: Line;
}

/** A TV and an agent in a consult, each with its chat. */
async function talk(): Promise<Talk> {
  const line = await Line.to(housecall.url);
  toClose.push(() => line.close());
  const { token } = await physician.pairTv();
  const atTv = await connect({
    url: `${housecall.url.replace('http', 'ws')}/signaling`,
    endpoint: 'tv',
    token: () => token,
  });
  const atAgent = await connect({
    url: line.signalingUrl,
    endpoint: 'agent',
    WebSocket: physician.WebSocket,
  });
  const consultId = newId();
  await atTv.request('consult.request', { consultId, serviceRequest: careRequest });
  await until(atAgent.consults, () => atAgent.consult(consultId)?.consult.state === 'offered');
  await atAgent.request('consult.accept', { consultId });
  const [tv, agent] = [
    new Chat({ connector: atTv, consultId, place: 'tv' }),
    new Chat({ connector: atAgent, consultId, place: 'agent' }),
  ];
  toClose.push(async () => {
    tv.close();
    agent.close();
    // The next test needs a physician who is free.
    await atTv.request('consult.end', { consultId });
  });
  return { tv, agent, line };
}

const isDelivered = ({ delivery }: ChatEntry) => delivery.name === 'delivered';
const allDelivered = (count: number) => (entries: readonly ChatEntry[]) =>
  entries.length === count && entries.every(isDelivered);

function said(entries: readonly ChatEntry[]): readonly unknown[] {
  return entries.map(({ place, content }) => [
    place,
    content.type === 'text' ? content.text : content.photo.sizeBytes,
  ]);
}

function photoOf(sizeBytes: number) {
  return { data: new Blob([new Uint8Array(largeJpeg(sizeBytes))]), ...jpegSize };
}

describe('what is said', () => {
  it('is on the list at once, and delivered to both in the order of the timeline', async () => {
    const { tv, agent } = await talk();
    const id = agent.say('How do you do?');
    expect(agent.entries.value).toMatchObject([
      { id, place: 'agent', delivery: { name: 'sending' } },
    ]);
    await until(tv.entries, allDelivered(1));
    tv.say('Fine.');
    const entries = await until(agent.entries, allDelivered(2));
    expect(said(entries)).toEqual([
      ['agent', 'How do you do?'],
      ['tv', 'Fine.'],
    ]);
    expect(entries[0]?.id).toBe(id);
  });

  it('waits for a lost connection, and is there once', async () => {
    const { tv, agent, line } = await talk();
    line.swallowAnswers();
    agent.say('Are you there?');
    await until(tv.entries, allDelivered(1));
    line.cut();
    agent.say('Hello?');
    expect(agent.entries.value.some(isDelivered)).toBe(false);
    line.mend();
    await until(agent.entries, allDelivered(2), 20_000);
    expect(said(await until(tv.entries, allDelivered(2)))).toEqual([
      ['agent', 'Are you there?'],
      ['agent', 'Hello?'],
    ]);
  });

  it('stays with what was wrong where the server will not have it, until it is taken back', async () => {
    const { agent } = await talk();
    const id = agent.say(' ');
    const [entry] = await until(agent.entries, ([first]) => first?.delivery.name === 'failed');
    expect(entry?.delivery).toEqual({ name: 'failed', code: 'invalid_params' });
    agent.retry(id);
    expect(agent.entries.value[0]?.delivery.name).toBe('sending');
    await until(agent.entries, ([first]) => first?.delivery.name === 'failed');
    agent.discard(id);
    expect(agent.entries.value).toEqual([]);
  });
});

describe('a photo', () => {
  it('arrives part by part as it was, and is fetched once', async () => {
    const { tv, agent } = await talk();
    const photo = photoOf(photoPartBytes * 3 + 17);
    const progress: number[] = [];
    agent.entries.subscribe(([first]) => {
      if (first?.delivery.name === 'sending') progress.push(first.delivery.progress);
    });
    const id = agent.sendPhoto(photo);
    const [entry] = await until(tv.entries, allDelivered(1));
    expect(entry).toMatchObject({ id, place: 'agent', content: { type: 'photo' } });
    const read = await tv.readPhoto(id);
    expect(read.type).toBe('image/jpeg');
    expect(Buffer.from(await read.arrayBuffer())).toEqual(
      Buffer.from(await photo.data.arrayBuffer()),
    );
    expect(await tv.readPhoto(id)).toBe(read);
    expect(await agent.readPhoto(id)).toBe(photo.data);
    expect(progress).toEqual([...progress].sort());
    expect(progress).toEqual(expect.arrayContaining([0.25, 0.5, 0.75]));
  });

  it('goes on where the connection was lost on its way', async () => {
    const { tv, agent, line } = await talk();
    const isHalfWay = ([first]: readonly ChatEntry[]) =>
      first?.delivery.name === 'sending' && first.delivery.progress >= 0.25;
    const halfWay = until(agent.entries, isHalfWay);
    agent.sendPhoto(photoOf(photoPartBytes * 12));
    await halfWay;
    line.cut();
    line.mend();
    const [entry] = await until(tv.entries, allDelivered(1), 20_000);
    expect((await tv.readPhoto(entry?.id ?? '')).size).toBe(photoPartBytes * 12);
  });

  it('that is too large fails here, and one that is stopped is not on the list', async () => {
    const { tv, agent } = await talk();
    agent.sendPhoto({ ...jpegSize, data: new Blob([new Uint8Array(maxPhotoBytes + 1)]) });
    const [entry] = await until(agent.entries, ([first]) => first?.delivery.name === 'failed');
    expect(entry?.delivery).toEqual({ name: 'failed', code: 'photo_refused' });
    agent.discard(entry?.id ?? '');
    const stopped = agent.sendPhoto(photoOf(photoPartBytes * 20));
    agent.discard(stopped);
    expect(agent.entries.value).toEqual([]);
    agent.say('Never mind.');
    expect(said(await until(tv.entries, allDelivered(1)))).toEqual([['agent', 'Never mind.']]);
  });
});

import { type Description, type JanusEvent, JanusSignaling } from '../pages/janusSignaling.ts';
import type { Callers, IceCredentials } from './callers.ts';
import { Janus } from './janus.ts';

const own: IceCredentials = { usernameFragment: 'caller', password: 'a-password-of-22-chars' };

/** Calls over Janus's plugin `videocall`, between callers without browsers. */
export class JanusLoad {
  readonly #janus: Janus;
  readonly #callers: Callers;
  #calls = 0;

  private constructor(janus: Janus, callers: Callers) {
    this.#janus = janus;
    this.#callers = callers;
  }

  static async start(callers: Callers): Promise<JanusLoad> {
    return new JanusLoad(await Janus.start(), callers);
  }

  get pid(): number {
    return this.#janus.pid;
  }

  async addConsult(): Promise<void> {
    this.#calls += 1;
    const number = this.#calls * 10;
    const [caller, callee] = [await this.#signOn(`a${number}`), await this.#signOn(`b${number}`)];
    await caller.send({ request: 'call', username: `b${number}` }, this.#describe('offer', number));
    const offer = await callee.next('incomingcall');
    await callee.send({ request: 'accept' }, this.#describe('answer', number + 1));
    const answer = await caller.next('accepted');
    await this.#connect(offer, number + 1);
    await this.#connect(answer, number);
  }

  close(): Promise<void> {
    return this.#janus.stop();
  }

  async #signOn(username: string): Promise<Endpoint> {
    const endpoint = await Endpoint.open(this.#janus.url);
    await endpoint.send({ request: 'register', username });
    await endpoint.next('registered');
    return endpoint;
  }

  /** Connects where Janus's description says that it listens. */
  async #connect(description: string, number: number): Promise<void> {
    const read = (pattern: RegExp) => {
      const found = pattern.exec(description)?.[1];
      if (found === undefined) throw new Error(`no ${pattern} in ${description}`);
      return found;
    };
    const leg = await this.#callers.connect({
      address: read(/^a=candidate:\S+ 1 udp \d+ ([\d.]+) \d+ /im),
      port: Number(read(/^a=candidate:\S+ 1 udp \d+ [\d.]+ (\d+) /im)),
      usernameFragment: read(/^a=ice-ufrag:(\S+)/m),
      password: read(/^a=ice-pwd:(\S+)/m),
      own,
      ssrcs: ssrcsOf(number),
    });
    await this.#callers.send(leg);
  }

  /** The least that Janus takes for an offer or an answer of a camera and a microphone. */
  #describe(type: 'offer' | 'answer', number: number): Description {
    const { audio, video } = ssrcsOf(number);
    const transport = [
      'c=IN IP4 127.0.0.1',
      `a=ice-ufrag:${own.usernameFragment}`,
      `a=ice-pwd:${own.password}`,
      `a=fingerprint:sha-256 ${this.#callers.fingerprint}`,
      'a=setup:active',
      'a=sendrecv',
      'a=rtcp-mux',
    ];
    const lines = [
      'v=0',
      `o=- ${number} 1 IN IP4 127.0.0.1`,
      's=-',
      't=0 0',
      'a=group:BUNDLE 0 1',
      'a=msid-semantic: WMS *',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      ...transport,
      'a=mid:0',
      'a=rtpmap:111 opus/48000/2',
      `a=ssrc:${audio} cname:caller`,
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      ...transport,
      'a=mid:1',
      'a=rtpmap:96 VP8/90000',
      'a=rtcp-fb:96 nack',
      `a=ssrc:${video} cname:caller`,
    ];
    return { type, sdp: lines.map((line) => `${line}\r\n`).join('') };
  }
}

function ssrcsOf(number: number): { readonly video: number; readonly audio: number } {
  return { video: 1_000_000 + number, audio: 2_000_000 + number };
}

/** One signed-on at Janus, whose events are awaited by name. */
class Endpoint {
  readonly #told: JanusEvent[] = [];
  #signaling: JanusSignaling | undefined;
  #wake: () => void = () => {};

  static async open(url: string): Promise<Endpoint> {
    const endpoint = new Endpoint();
    endpoint.#signaling = await JanusSignaling.open(url, (told) => {
      endpoint.#told.push(told);
      endpoint.#wake();
    });
    return endpoint;
  }

  async send(body: object, jsep?: Description): Promise<void> {
    await this.#signaling?.send(body, jsep);
  }

  /** @returns the description that came with it, if any did */
  async next(event: string): Promise<string> {
    for (;;) {
      const found = this.#told.find((told) => told.event === event);
      if (found !== undefined) return found.jsep?.sdp ?? '';
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

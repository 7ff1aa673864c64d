import { createLogger } from '../../src/log.ts';
import type { RtpParameters } from '../../src/protocol/index.ts';
import { Relay } from '../../src/sfu/relay.ts';
import { camera, decodes, microphone } from '../../test/sfu/support.ts';
import type { Callers, IceCredentials } from './callers.ts';

const sides = ['tv', 'agent'] as const;
const own: IceCredentials = { usernameFragment: 'caller', password: 'a-password-of-22-chars' };

/** Consults on a relay of one worker, between callers without browsers. */
export class RelayLoad {
  readonly #relay: Relay;
  readonly #callers: Callers;
  readonly #resumed: Promise<void>[] = [];
  #consults = 0;

  private constructor(relay: Relay, callers: Callers) {
    this.#relay = relay;
    this.#callers = callers;
    relay.listen({
      onConsumer: (roomId, peerId, { consumerId }) => {
        this.#resumed.push(relay.resume(roomId, peerId, consumerId));
      },
    });
  }

  static async start(callers: Callers): Promise<RelayLoad> {
    const log = createLogger('warn');
    const relay = await Relay.start({ workers: 1, listenIp: '127.0.0.1', basePort: 0, log });
    return new RelayLoad(relay, callers);
  }

  /** The worker's process. */
  get pid(): number {
    const [worker] = this.#relay.stats().workers;
    if (worker === undefined) throw new Error('the worker does not run');
    return worker.pid;
  }

  /** Sets up one more consult: two transports, a camera and a microphone for each side. */
  async addConsult(): Promise<void> {
    this.#consults += 1;
    const room = `bench-${this.#consults}:1`;
    await this.#relay.admit(room, sides);
    for (const [i, side] of sides.entries()) await this.#join(room, side, this.#consults * 10 + i);
    await Promise.all(this.#resumed.splice(0));
  }

  close(): Promise<void> {
    return this.#relay.close();
  }

  async #join(room: string, side: (typeof sides)[number], number: number): Promise<void> {
    const ssrcs = { video: 1_000_000 + number, audio: 2_000_000 + number };
    const { send, receive } = await this.#relay.join(room, side, side);
    const fingerprints = [{ algorithm: 'sha-256' as const, value: this.#callers.fingerprint }];
    for (const transport of [send, receive]) {
      const dtlsParameters = { role: 'client' as const, fingerprints };
      await this.#relay.connect(room, side, transport.id, dtlsParameters);
      const candidate = transport.iceCandidates.find(({ protocol }) => protocol === 'udp');
      if (candidate === undefined) throw new Error('the relay offers no UDP');
      const leg = await this.#callers.connect({
        address: candidate.address ?? candidate.ip,
        port: candidate.port,
        usernameFragment: transport.iceParameters.usernameFragment,
        password: transport.iceParameters.password,
        own,
        ...(transport === send && { ssrcs }),
      });
      if (transport === send) await this.#callers.send(leg);
    }
    await this.#relay.receive(room, side, decodes);
    const tracks = [
      { kind: 'audio', source: 'microphone', rtpParameters: plain(microphone, ssrcs.audio) },
      { kind: 'video', source: 'camera', rtpParameters: plain(camera, ssrcs.video) },
    ] as const;
    for (const track of tracks) {
      await this.#relay.produce(room, side, { transportId: send.id, ...track });
    }
  }
}

/** A browser's parameters without what the callers do not send: header extensions and repairs. */
function plain(parameters: RtpParameters, ssrc: number): RtpParameters {
  const [codec] = parameters.codecs;
  if (codec === undefined) throw new Error('no codec');
  return {
    ...parameters,
    codecs: [{ ...codec, rtcpFeedback: [{ type: 'nack' }] }],
    headerExtensions: [],
    encodings: [{ ssrc }],
  };
}

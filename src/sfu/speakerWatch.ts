import type { types } from 'mediasoup';
import type { Peer } from './peer.ts';
import { closeIfLate } from './transport.ts';

/** With two, each knows who else speaks. */
const minVoices = 3;
/** How often the worker compares, in milliseconds. A screen that changes faster is restless. */
const intervalMs = 300;

/**
 * Who speaks in a room of three or more, by mediasoup's ActiveSpeakerObserver: dominant speaker
 * identification (Volfin and Cohen, 2012) over the audio levels that endpoints send along (RFC
 * 6464). It looks back over seconds, so that a cough changes nothing, and keeps the last speaker
 * in silence; an AudioLevelObserver would tell the loudest of the moment instead.
 */
export class SpeakerWatch {
  readonly #tell: (peerId: string, place: string) => void;
  readonly #voices = new Map<string, string>();
  #observer: types.ActiveSpeakerObserver | undefined;
  #audience: ReadonlySet<Peer> = new Set();
  #speaker: string | undefined;

  constructor(tell: (peerId: string, place: string) => void) {
    this.#tell = tell;
  }

  /**
   * Listens to the microphones of these peers from now on, if they are enough, and tells those who
   * receive. mediasoup itself takes out microphones that were closed.
   */
  async follow(router: types.Router, peers: readonly Peer[]): Promise<void> {
    const microphones = peers.flatMap((peer) => {
      const producer = peer.sent.tracks.get('microphone');
      return producer === undefined ? [] : [{ id: producer.id, place: peer.side }];
    });
    if (microphones.length < minVoices) {
      this.close();
      return;
    }
    const observer = this.#observer ?? (await this.#observe(router));
    this.#observer = observer;
    const ids = new Set(microphones.map(({ id }) => id));
    for (const id of this.#voices.keys()) if (!ids.has(id)) this.#voices.delete(id);
    for (const { id, place } of microphones) {
      if (this.#voices.has(id)) continue;
      await observer.addProducer({ producerId: id });
      this.#voices.set(id, place);
    }
    this.#address(new Set(peers.filter(({ received }) => received.hasBegun)));
  }

  /** Idempotent. A router's closing closes the observer, too. */
  close(): void {
    this.#observer?.close();
    this.#observer = undefined;
    this.#voices.clear();
    this.#audience = new Set();
    this.#speaker = undefined;
  }

  async #observe(router: types.Router): Promise<types.ActiveSpeakerObserver> {
    const observer = await router.createActiveSpeakerObserver({ interval: intervalMs });
    closeIfLate(router, observer);
    observer.on('dominantspeaker', ({ producer }) => {
      const place = this.#voices.get(producer.id);
      if (place === undefined || place === this.#speaker) return;
      this.#speaker = place;
      for (const { id } of this.#audience) this.#tell(id, place);
    });
    return observer;
  }

  /** Those who are new hear at once who speaks. */
  #address(audience: ReadonlySet<Peer>): void {
    const before = this.#audience;
    this.#audience = audience;
    for (const peer of audience) {
      if (this.#speaker !== undefined && !before.has(peer)) this.#tell(peer.id, this.#speaker);
    }
  }
}

import type { types } from 'mediasoup';
import { refusingMedia } from './mediaRefusal.ts';

/** So long after a picture began there was a frame of each of its layers. */
const knownAfterMs = 200;

/**
 * Which sizes of a picture one receiver is sent. It begins with the smallest and may become larger
 * once that flows: an engine whose line is narrow stops sending the larger ones without a word, and
 * mediasoup waits a second for a key frame of what it takes to be alive, so that whoever takes a
 * place would be black for that long.
 */
export class PictureLayers {
  readonly #consumer: types.Consumer;
  /** The largest that may be sent. The line may carry less, as mediasoup finds out. */
  #most: number;
  #isSeen = false;
  /** No placeholder: what flows is meant to be seen. */
  #isReal = false;

  constructor(consumer: types.Consumer, { rtpParameters }: types.Producer) {
    this.#consumer = consumer;
    this.#most = (rtpParameters.encodings?.length ?? 1) - 1;
    consumer.once('layerschange', () => {
      this.#isSeen = true;
      // It may find it closed.
      this.#apply().catch(() => undefined);
    });
  }

  /**
   * From now on the sender's own picture flows, rather than one in its place. Idempotent.
   *
   * The placeholder's few frames may have left mediasoup with the lowest temporal layer, which is
   * each fourth frame. A sender begins its pattern of layers anew with a key frame, and soon after
   * it a receiver may be sent the higher ones, too.
   */
  open(): void {
    if (this.#isReal) return;
    this.#isReal = true;
    this.#quicken();
    // It may find it closed.
    if (this.#isSeen) this.#consumer.requestKeyFrame().catch(() => undefined);
    setTimeout(() => this.#quicken(), knownAfterMs).unref();
  }

  /** The one that is sent now. */
  get present(): number | undefined {
    return this.#consumer.currentLayers?.spatialLayer;
  }

  /** The receiver has no use for larger ones than that. @throws Refusal `relay_unavailable` */
  async prefer(spatialLayer: number): Promise<void> {
    this.#most = spatialLayer;
    if (this.#isSeen) await refusingMedia(() => this.#apply());
  }

  /**
   * Where only the lowest temporal layer flows, has mediasoup weigh anew whether the line carries the
   * higher ones: by itself it does each second. It does when it is told to want what it did not.
   */
  #quicken(): void {
    if (!this.#isSeen || this.#consumer.currentLayers?.temporalLayer !== 0) return;
    const spatialLayer = this.#most;
    // Either may find it closed.
    this.#consumer.setPreferredLayers({ spatialLayer, temporalLayer: 0 }).catch(() => undefined);
    this.#apply().catch(() => undefined);
  }

  /** mediasoup takes the largest there is for one that is larger, and all temporal layers. */
  #apply(): Promise<void> {
    return this.#consumer.setPreferredLayers({ spatialLayer: this.#most });
  }
}

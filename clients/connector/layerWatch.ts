import { parseScalabilityMode, type types } from 'mediasoup-client';
import { judgeLayer, type LayerChoice, type LayerMemory, newLayerMemory } from './layerChoice.ts';
import { decodingBetween, type PictureCounts, pictureCountsOf } from './pictureCounts.ts';
import type { RelayRequest } from './relayTransports.ts';
import { RequestError } from './requestError.ts';
import { shownHeightOf } from './shownHeight.ts';
import { entriesOf } from './stats.ts';

const lookEveryMs = 1_000;
/** A page that was put to sleep has not seen what was counted meanwhile. */
const longestLookMs = 3_000;

interface WatchedPicture {
  readonly consumer: types.Consumer;
  readonly layers: number;
  memory: LayerMemory;
  counts: PictureCounts | undefined;
  /** The layer that the relay was told of last. */
  told: number | undefined;
  /** The one that it sends, where it has told so since the last look. */
  forwarded: number | undefined;
}

/**
 * Looks once a second at each picture that comes in several sizes, how large it is shown and whether
 * the decoder follows, and tells the relay the largest that there is a use for.
 */
export class LayerWatch {
  readonly #request: RelayRequest;
  readonly #pictures = new Map<string, WatchedPicture>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isLooking = false;

  constructor(request: RelayRequest) {
    this.#request = request;
  }

  /** From now on pictures are to be seen: what is not there before the accept says nothing. */
  start(): void {
    this.#timer ??= setInterval(() => void this.#look(), lookEveryMs);
  }

  /** Takes in what comes from the relay. Of what has one size there is nothing to choose. */
  follow(consumer: types.Consumer): void {
    const layers = layersOf(consumer);
    if (layers < 2) return;
    this.#pictures.set(consumer.id, {
      consumer,
      layers,
      memory: newLayerMemory(layers),
      counts: undefined,
      told: undefined,
      forwarded: undefined,
    });
  }

  leave(consumerId: string): void {
    this.#pictures.delete(consumerId);
  }

  /** @returns `undefined` where the track's picture has one size, or nothing is known yet */
  choiceOf(track: MediaStreamTrack): LayerChoice | undefined {
    const picture = [...this.#pictures.values()].find(({ consumer }) => consumer.track === track);
    return picture?.memory.fullHeight === undefined ? undefined : picture.memory.choice;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#pictures.clear();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await Promise.all([...this.#pictures.values()].map((picture) => this.#lookAt(picture)));
    } finally {
      this.#isLooking = false;
    }
  }

  /** Whatever goes wrong here, the picture is there all the same, in the size that the line carries. */
  async #lookAt(picture: WatchedPicture): Promise<void> {
    try {
      const entries = entriesOf(await picture.consumer.getStats());
      const counts = pictureCountsOf(entries, performance.now());
      const before = picture.counts;
      picture.counts = counts;
      if (before === undefined || counts.at - before.at > longestLookMs) return;
      picture.memory = judgeLayer(picture.memory, {
        ...decodingBetween(before, counts),
        layers: picture.layers,
        receivedHeight: counts.height,
        forwardedLayer: picture.forwarded,
        shownHeight: shownHeightOf(picture.consumer.track),
      });
      picture.forwarded = undefined;
      await this.#tell(picture);
    } catch {
      // An engine that answers otherwise than it should is not the call's trouble.
    }
  }

  async #tell(picture: WatchedPicture): Promise<void> {
    const { consumer, memory } = picture;
    const { choice, fullHeight } = memory;
    if (picture.told === choice.spatialLayer && fullHeight !== undefined) return;
    const { spatialLayer } = choice;
    picture.told = spatialLayer;
    try {
      const answer = await this.#request('relay.prefer', { consumerId: consumer.id, spatialLayer });
      if (fullHeight === undefined) picture.forwarded = answer.spatialLayer ?? undefined;
    } catch (error) {
      const isUntold =
        error instanceof RequestError &&
        (error.code === 'disconnected' || error.code === 'not-connected');
      if (isUntold) picture.told = undefined;
      // The relay has closed it, as it tells by itself, or knows of no layers.
      else this.#pictures.delete(consumer.id);
    }
  }
}

function layersOf({ kind, rtpParameters }: types.Consumer): number {
  if (kind !== 'video') return 1;
  const mode = rtpParameters.encodings?.[0]?.scalabilityMode;
  return mode === undefined ? 1 : parseScalabilityMode(mode).spatialLayers;
}

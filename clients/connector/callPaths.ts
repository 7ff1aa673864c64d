import type {
  ConsultView,
  NotificationParams,
  PeerSignal,
  PlaceName,
} from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import { DirectPath } from './directPath.ts';
import type { MediaPath } from './mediaPath.ts';
import { MintedIceServers } from './mintedIceServers.ts';
import { NetworkFrame } from './networkFrame.ts';
import { Placeholder } from './placeholder.ts';
import { RelayPath } from './relayPath.ts';

export interface CallPathsOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly place: PlaceName;
  readonly onDiagnostics: (message: string, from: PlaceName) => void;
}

/** Makes the paths of a call, and leads the other side's signals to them. */
export class CallPaths {
  readonly #options: CallPathsOptions;
  readonly #iceServers: MintedIceServers;
  readonly #placeholder = new Placeholder();
  readonly #unsubscribe: () => void;
  /** Signals that came ahead of the news of their epoch. */
  readonly #early = new Map<number, PeerSignal[]>();
  /** The newest of those that media was set up for. */
  #epoch = 0;
  #direct: DirectPath | undefined;

  constructor(options: CallPathsOptions) {
    this.#options = options;
    const { connector, consultId } = options;
    this.#iceServers = new MintedIceServers(connector, consultId);
    this.#unsubscribe = connector.onNotification('peer.signal', (params) => this.#signal(params));
  }

  /** @returns `undefined` where this place has no part in such a path: only TV and agent meet directly */
  open(consult: ConsultView): MediaPath | undefined {
    // The network may be another since; the first path need not wait for a frame to be made.
    const isAnother = this.#epoch > 0;
    this.#epoch = Math.max(this.#epoch, consult.path.epoch);
    return consult.path.kind === 'relay'
      ? this.#relay(consult, isAnother)
      : this.#openDirect(consult.path.epoch, { isAnother, beginsSmall: !isAnother });
  }

  /** The direct path of an epoch, to be tried beside the relay. Returns as `open` does. */
  openTrial(epoch: number): DirectPath | undefined {
    return this.#openDirect(epoch, { isAnother: false, beginsSmall: false });
  }

  close(): void {
    this.#unsubscribe();
    this.#placeholder.close();
  }

  #openDirect(
    epoch: number,
    { isAnother, beginsSmall }: { isAnother: boolean; beginsSmall: boolean },
  ): DirectPath | undefined {
    const { place } = this.#options;
    if (place !== 'tv' && place !== 'agent') return undefined;
    const path = new DirectPath({
      ...this.#options,
      place,
      epoch,
      placeholder: this.#placeholder,
      frame: isAnother ? new NetworkFrame() : undefined,
      iceServers: this.#iceServers.get(),
      beginsSmall,
    });
    this.#epoch = Math.max(this.#epoch, epoch);
    this.#direct = path;
    for (const signal of this.#early.get(epoch) ?? []) path.signal(signal);
    for (const known of [...this.#early.keys()]) if (known <= epoch) this.#early.delete(known);
    return path;
  }

  #relay(consult: ConsultView, isAnother: boolean): RelayPath {
    const { path, device } = consult;
    const { decodes, encodes } = device.capabilities;
    return new RelayPath({
      ...this.#options,
      epoch: path.epoch,
      placeholder: this.#placeholder,
      frame: isAnother ? new NetworkFrame() : undefined,
      codecs: codecsBetween(this.#options.place, encodes, decodes),
      beginsSmall: !isAnother,
    });
  }

  #signal({ consultId, epoch, signal }: NotificationParams<'peer.signal'>): void {
    if (consultId !== this.#options.consultId) return;
    if (this.#direct?.epoch === epoch) {
      this.#direct.signal(signal);
    } else if (epoch > this.#epoch) {
      this.#early.set(epoch, [...(this.#early.get(epoch) ?? []), signal]);
    }
  }
}

/** Browsers know all codecs of the relay; a TV may not, or not fast enough. No phone sends to one. */
function codecsBetween(
  place: PlaceName,
  encodes: readonly string[],
  decodes: readonly string[],
): readonly string[] {
  if (place === 'mobile') return [];
  return place === 'tv' ? encodes : decodes;
}

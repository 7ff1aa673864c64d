import type {
  MediaDevicesState,
  MediaTransport,
  PathPolicy,
  TrialOutcome,
} from '../protocol/index.ts';
import { actFrom, actOnceAdmitted, isAgent, isSeat } from './acting.ts';
import type { Ledger } from './ledger.ts';
import { peerIn, type RelayPlace, relayPlaceIn, requireMediaRightIn } from './mediaAccess.ts';
import type { Actor } from './ports.ts';
import type { ConsultReader } from './reader.ts';

/** A consult's media: where it is to flow, how it does, and who may use which way. */
export class ConsultMedia {
  readonly #ledger: Ledger;
  readonly #reader: ConsultReader;

  constructor(ledger: Ledger, reader: ConsultReader) {
    this.#ledger = ledger;
    this.#reader = reader;
  }

  /** Overrides the clinic's path policy for this consult. */
  async setPolicy(actor: Actor, consultId: string, policy: PathPolicy): Promise<void> {
    await actFrom(this.#ledger, actor, consultId, isAgent, () => ({ type: 'set-policy', policy }));
  }

  /**
   * This side's media of an epoch flows, or failed.
   * @throws Refusal `stale_epoch` where that epoch's media has been replaced
   */
  async report(
    actor: Actor,
    report: {
      readonly consultId: string;
      readonly epoch: number;
      readonly outcome: 'connected' | 'failed';
      readonly detail: string;
      readonly transport?: MediaTransport | undefined;
    },
  ): Promise<void> {
    const { consultId, epoch, outcome, detail, transport } = report;
    await actOnceAdmitted(this.#ledger, actor, consultId, isSeat, (seat) =>
      outcome === 'connected'
        ? { type: 'media-connected', seat, epoch, transport }
        : { type: 'media-failed', seat, epoch, detail },
    );
  }

  /**
   * How the direct path fared, that was tried beside the relay.
   * @throws Refusal `stale_epoch` where that trial has been given up
   */
  async reportTrial(
    actor: Actor,
    { consultId, ...trial }: { consultId: string; epoch: number; outcome: TrialOutcome },
  ): Promise<void> {
    await actFrom(this.#ledger, actor, consultId, isAgent, () => ({
      type: 'conclude-trial',
      ...trial,
    }));
  }

  /** Which camera and microphone this side has, and why not. */
  async reportDevices(actor: Actor, consultId: string, devices: MediaDevicesState): Promise<void> {
    await actOnceAdmitted(this.#ledger, actor, consultId, isSeat, (seat) => ({
      type: 'report-devices',
      seat,
      devices,
    }));
  }

  /**
   * The session in the other place, for `peer.signal` on the direct path of this epoch.
   * @throws Refusal `stale_epoch`, `endpoint_absent`
   */
  async peerOf(actor: Actor, consultId: string, epoch: number): Promise<string> {
    return peerIn(await this.#reader.find(consultId), actor, epoch);
  }

  /**
   * Whether the actor takes part in the consult, or may still accept it, and so may prepare media.
   * @throws Refusal `wrong_state` where it is over
   */
  async requireRight(actor: Actor, consultId: string): Promise<void> {
    requireMediaRightIn(await this.#reader.find(consultId), actor);
  }

  /**
   * The room that the actor may use with `relay.*`, from which seat, and whether media may flow.
   * @throws Refusal `stale_epoch` where media is elsewhere
   */
  async relayPlace(actor: Actor, consultId: string, epoch: number): Promise<RelayPlace> {
    return relayPlaceIn(await this.#reader.find(consultId), actor, epoch);
  }
}

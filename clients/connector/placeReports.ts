import type {
  ConsultView,
  MediaDevicesState,
  MethodName,
  ParamsInput,
  PlaceName,
} from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import type { DirectTrial } from './directTrial.ts';
import type { EpochMedia } from './epochMedia.ts';
import { isAside } from './patientPlace.ts';
import { counterpartStatus, statusOf } from './placeStatus.ts';
import { isPassing, RequestError } from './requestError.ts';

export interface PlaceReportsOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly place: PlaceName;
  /** A report did not get through, and it is time to try again. */
  readonly onRetry: () => void;
}

const retryMs = 1_000;

type About = 'join' | 'devices' | 'media' | 'shift' | 'trial';

/**
 * What a place has to tell the server of itself: that it is back, which devices it has, whether
 * media flows. Each is told until the consult, as the server shows it, says the same; a report
 * that is lost with its socket is made again.
 */
export class PlaceReports {
  readonly #options: PlaceReportsOptions;
  /** What is being told, or was told and is not in the consult yet, by what it is about. */
  readonly #told = new Map<About, string>();
  readonly #unsubscribe: () => void;
  #hadPlace = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PlaceReportsOptions) {
    this.#options = options;
    // What a lost socket carried may or may not have arrived: tell it again.
    this.#unsubscribe = options.connector.connection.subscribe(({ name }) => {
      if (name === 'open') this.#told.clear();
    });
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#retryTimer);
  }

  /**
   * Takes the place back that this endpoint had, where its session could not be resumed.
   * @returns whether this session has the place, or had it and may get it back
   */
  join({ places }: ConsultView): 'held' | 'returning' | 'not-ours' {
    const { connector, consultId, place } = this.#options;
    if (connector.holdsPlace(consultId)) {
      this.#hadPlace = true;
      return 'held';
    }
    // Another window of the same physician may have it by now, or a colleague; nobody else has the
    // place of a TV, a phone or a guest.
    const free = place !== 'agent' || places.agent.presence === 'absent';
    if (!this.#hadPlace || !free) return 'not-ours';
    this.#tell('join', '', 'consult.join', { consultId });
    return 'returning';
  }

  devices(consult: ConsultView, devices: MediaDevicesState): void {
    const { connector, consultId, place } = this.#options;
    const known = statusOf(consult, place)?.devices;
    if (!connector.holdsPlace(consultId)) return;
    if (known?.camera === devices.camera && known.microphone === devices.microphone) return;
    const said = `${devices.camera} ${devices.microphone}`;
    this.#tell('devices', said, 'consult.reportDevices', { consultId, devices });
  }

  media(consult: ConsultView, present: EpochMedia | undefined): void {
    const { connector, consultId, place } = this.#options;
    const { epoch } = consult.path;
    const answered = consult.state === 'accepted' || consult.state === 'active';
    if (!answered || !connector.holdsPlace(consultId) || present?.path.epoch !== epoch) return;
    const { state } = present;
    if (state.name === 'flowing') {
      if (statusOf(consult, place)?.connected === true) return;
      this.#tell('media', `${epoch} connected`, 'consult.reportMedia', {
        consultId,
        epoch,
        outcome: 'connected',
        ...(present.transport !== undefined && { transport: present.transport }),
      });
    } else if (state.name === 'failed' && present.isSending && !isAside(place, consult)) {
      // While the other side is away, a new epoch would fail like this one.
      if (counterpartStatus(consult, place).presence !== 'present') return;
      this.#tell('media', `${epoch} failed`, 'consult.reportMedia', {
        consultId,
        epoch,
        outcome: 'failed',
        detail: state.detail,
      });
    }
  }

  /** The patient is on this agent's screen by the device to which the call was to go over. */
  shift({ to, expiresAt }: NonNullable<ConsultView['shift']>): void {
    const { connector, consultId } = this.#options;
    if (!connector.holdsPlace(consultId)) return;
    this.#tell('shift', `${to} ${expiresAt}`, 'deflection.confirm', { consultId, to });
  }

  /** How the direct path fared at this agent's end, that was tried beside the relay. */
  trial({ epoch, outcome }: Pick<DirectTrial, 'epoch' | 'outcome'>): void {
    const { connector, consultId, place } = this.#options;
    if (outcome === undefined || place !== 'agent' || !connector.holdsPlace(consultId)) return;
    this.#tell('trial', `${epoch} ${outcome}`, 'consult.reportTrial', {
      consultId,
      epoch,
      outcome,
    });
  }

  #tell<M extends MethodName>(about: About, said: string, method: M, params: ParamsInput<M>): void {
    const { connector } = this.#options;
    if (connector.connection.value.name !== 'open' || this.#told.get(about) === said) return;
    this.#told.set(about, said);
    connector.request(method, params).then(
      () => {
        if (about === 'join') this.#told.delete(about);
      },
      (error: unknown) => {
        if (!(error instanceof RequestError)) throw error;
        if (!isPassing(error)) {
          if (about === 'join' && !wasLost(error)) {
            this.#hadPlace = false;
            this.#options.onRetry();
          }
          return;
        }
        this.#retryTimer = setTimeout(() => {
          if (this.#told.get(about) === said) this.#told.delete(about);
          this.#options.onRetry();
        }, retryMs);
      },
    );
  }
}

function wasLost({ code }: RequestError): boolean {
  return code === 'disconnected' || code === 'not-connected';
}

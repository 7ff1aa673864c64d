import type {
  ConsultView,
  MediaDeviceState,
  MediaDevicesState,
  ParamsInput,
  TimelineEvent,
} from '../../../../src/protocol/index.ts';
import type { Quality } from '../consultScreens.ts';

export type Proposed = Omit<ParamsInput<'deflection.propose'>, 'consultId'>;

/** For how long it must be so: what passes is no reason to be asked something. */
const standsForMs = { camera: 3_000, quality: 20_000 } as const;

/** Why a camera will not come by waiting. Off by choice is no reason. */
const camerasLost: ReadonlySet<MediaDeviceState> = new Set<MediaDeviceState>([
  'missing',
  'refused',
  'in-use',
  'unplugged',
]);

export interface CallConditions {
  readonly consult: ConsultView;
  readonly timeline: readonly TimelineEvent[];
  /** The TV's own. */
  readonly devices: MediaDevicesState;
  readonly quality: Quality;
}

/** Why the TV would propose to go on with the phone: once for each reason, never after a no. */
export function reasonToPropose(conditions: CallConditions): 'camera' | 'quality' | null {
  const { consult, timeline, devices, quality } = conditions;
  const isAnswered = consult.state === 'accepted' || consult.state === 'active';
  if (!isAnswered || consult.serviceRequest.kind !== 'care') return null;
  if (consult.patientAt !== 'tv' || consult.shift !== null) return null;
  if (consult.mobile !== null || consult.proposal !== null) return null;
  if (timeline.some(({ type }) => type === 'phone-declined')) return null;
  const wasProposed = (reason: 'camera' | 'quality') =>
    timeline.some((event) => event.type === 'phone-proposed' && event.proposal.reason === reason);
  if (camerasLost.has(devices.camera) && !wasProposed('camera')) return 'camera';
  return quality === 'poor' && !wasProposed('quality') ? 'quality' : null;
}

/** Proposes the phone when there has been a reason for long enough. */
export class PhoneProposer {
  readonly #propose: (proposed: Proposed) => void;
  #reason: 'camera' | 'quality' | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(propose: (proposed: Proposed) => void) {
    this.#propose = propose;
  }

  look(conditions: CallConditions): void {
    const reason = reasonToPropose(conditions);
    if (reason === this.#reason) return;
    this.rest();
    this.#reason = reason;
    if (reason === null) return;
    const use = reason === 'camera' ? 'split' : 'move';
    this.#timer = setTimeout(() => this.#propose({ use, reason }), standsForMs[reason]);
  }

  /** Proposes nothing until it looks again. */
  rest(): void {
    this.#reason = null;
    clearTimeout(this.#timer);
  }
}

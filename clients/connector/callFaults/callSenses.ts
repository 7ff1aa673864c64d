import type { ConsultView, PlaceName } from '../../../src/protocol/index.ts';
import type { DiagnosticsExchange } from '../diagnosticsExchange.ts';
import type { MediaPath } from '../mediaPath.ts';
import type { OwnMedia } from '../ownMedia.ts';
import type { PatientPlace } from '../patientPlace.ts';
import { counterpartStatus } from '../placeStatus.ts';
import { counterpartOf } from '../remoteStreams.ts';
import type { CallMoment } from './callJudge.ts';
import { Ears } from './ears.ts';
import { ShownPicture } from './shownPicture.ts';

export interface CallSensesOptions {
  readonly place: PlaceName;
  readonly exchange: DiagnosticsExchange;
}

interface Surroundings {
  readonly path: MediaPath;
  readonly consult: ConsultView;
  /** By which device the patient is shown. */
  readonly patient: PatientPlace;
  readonly own: OwnMedia;
  /** Milliseconds, of a clock that only goes forward. */
  readonly at: number;
}

/** What a page sees and hears of a call, and what of that it should. */
export class CallSenses {
  readonly #options: CallSensesOptions;
  readonly #ears = new Ears();
  readonly #shown = new ShownPicture();
  #lastSample: object | undefined;

  constructor(options: CallSensesOptions) {
    this.#options = options;
  }

  measure({
    path,
    consult,
    patient,
    own: { given, tracks },
    at,
  }: Surroundings): Pick<CallMoment, 'picture' | 'sound' | 'levels'> {
    const { place } = this.#options;
    const { presence, devices } = counterpartStatus(consult, place, patient);
    const stream = counterpartOf(place, path.remotes.value, patient)?.stream;
    const picture = stream?.getVideoTracks()[0] ?? null;
    const heard = stream?.getAudioTracks()[0] ?? null;
    const spoken = tracks.microphone;
    const isThere = presence === 'present';
    const isVisible = document.visibilityState === 'visible';
    const isExpected = isThere && isVisible && devices.camera === 'on' && picture !== null;
    const isHeard = isThere && devices.microphone === 'on' && heard !== null;
    const isSpoken = given.microphone === 'on' && spoken !== null;
    const isTalk = isSpoken && isHeard;
    this.#ears.listen(isTalk ? spoken : null, isTalk ? heard : null);
    const { brightest, shape } = this.#shown.look(isExpected ? picture : null, at);
    return {
      picture: {
        isExpected,
        brightest,
        isCameraOn: given.camera === 'on',
        sentRatio: this.#sentRatio(path.epoch),
        stretched: shape === undefined ? [] : [shape],
      },
      sound: {
        sent: { isOn: isSpoken, muted: spoken?.muted ?? false },
        received: { isOn: isHeard, muted: heard?.muted ?? false },
      },
      levels: this.#ears.levels,
    };
  }

  close(): void {
    this.#ears.close();
  }

  /** Width by height of the patient's picture, if it has said so since the last look. */
  #sentRatio(epoch: number): number | undefined {
    if (this.#options.place !== 'agent') return undefined;
    const { value } = this.#options.exchange.series.samples;
    const sample = value[value.length - 1];
    if (sample === undefined || sample === this.#lastSample) return undefined;
    this.#lastSample = sample;
    const { frameWidth, frameHeight } = sample.outbound.video ?? {};
    const isKnown = frameWidth && frameHeight && sample.epoch === epoch;
    return isKnown ? frameWidth / frameHeight : undefined;
  }
}

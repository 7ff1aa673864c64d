import { openGuidance } from '../../clients/tv/model/openTask.ts';
import { qualityOf } from '../../clients/tv/model/quality.ts';
import { type Situation, screenOf } from '../../clients/tv/model/screenOf.ts';
import { pinnedAfter, stageOf } from '../../clients/tv/model/stage.ts';
import { describeDevice } from '../../clients/tv/platform/registration.ts';
import { nearestInDirection } from '../../clients/tv/remote/spatialFocus.ts';
import { waiting } from '../../clients/tv/strings/waiting.ts';
import type { TvModel } from './tv-model-contract.ts';

const idle: Situation = {
  pairing: { name: 'paired', token: 'secret' },
  unpaired: false,
  connection: { name: 'open' },
  identity: {
    kind: 'tv',
    deviceId: '01900000-0000-7000-8000-000000000001',
    clinic: { id: '01900000-0000-7000-8000-000000000002', name: 'Lake Clinic' },
    patient: { id: '01900000-0000-7000-8000-000000000003', name: 'Maria' },
    physicians: [{ id: '01900000-0000-7000-8000-000000000004', name: 'Dr. Rossi' }],
    reception: { openingHours: '', emergency: '' },
    answersItself: null,
  },
  quiet: false,
  refused: null,
  own: null,
  record: undefined,
  place: null,
  overlay: null,
};

export const screenFor: TvModel['screenFor'] = (situation) => ({
  ...screenOf({ ...idle, ...situation }),
});

export const quality: TvModel['quality'] = (samples) =>
  qualityOf(
    samples.map(({ fractionLost, roundTrip }) => ({
      type: 'sample',
      version: 1,
      at: 0,
      path: 'direct',
      epoch: 1,
      currentRoundTripTime: roundTrip,
      inbound: { video: { bitrateBps: 0, packetsLost: 0, fractionLost } },
      outbound: {},
      device: { devices: { camera: 'on', microphone: 'on' }, visible: true },
    })),
  );

export const arrow: TvModel['arrow'] = (from, to, direction) => {
  if (direction !== 'up' && direction !== 'down' && direction !== 'left' && direction !== 'right') {
    throw new Error(`no direction: ${direction}`);
  }
  return nearestInDirection(box(from), to.map(box), direction);
};

export const stage: TvModel['stage'] = (places, speaker, pinned) =>
  stageOf(
    places.map((place) => ({ place, name: place, stream: null })),
    speaker,
    pinned,
  ).map(({ size, index }) => `${size} ${index}`);

export const pinned: TvModel['pinned'] = (before, pressed) => pinnedAfter(before, pressed);

export const openTask: TvModel['openTask'] = (consult, answered) => {
  const open = openGuidance(consult, { ids: new Set(answered) });
  if (open === null) return null;
  const { step, findings } = open;
  return step === null
    ? (findings[0]?.['en'] ?? '')
    : `${step.task.id}, ${step.number} of ${step.count}`;
};

export const estimate: TvModel['estimate'] = waiting.estimate;

export const place: TvModel['place'] = waiting.place;

function box([left = 0, top = 0, width = 0, height = 0]: readonly number[]) {
  return { left, top, right: left + width, bottom: top + height };
}

export const registration: TvModel['registration'] = () => {
  let made = 0;
  return describeDevice(localStorage, () => {
    made += 1;
    return `made-id-${made}-${performance.now()}`;
  });
};

export const becomeTizen: TvModel['becomeTizen'] = (serial, model) => {
  const productinfo = { getDuid: () => serial, getRealModel: () => model };
  Reflect.set(globalThis, 'webapis', { productinfo });
};

export const becomeWebos: TvModel['becomeWebos'] = (id, model) => {
  /** As webOS has it: one question per bridge, the answer is JSON text. */
  class PalmServiceBridge {
    onservicecallback: ((answer: string) => void) | undefined;

    call(uri: string): void {
      const answer = uri.endsWith('getIDs')
        ? { returnValue: true, idList: [{ idType: 'LGUDID', idValue: id }] }
        : { returnValue: true, modelName: model };
      setTimeout(() => this.onservicecallback?.(JSON.stringify(answer)));
    }
  }
  Reflect.set(globalThis, 'PalmServiceBridge', PalmServiceBridge);
};

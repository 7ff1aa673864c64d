import { chatOf } from '../../clients/connector/index.ts';
import { birthDateOf } from '../../clients/mobile/model/birthDate.ts';
import { newClaim as claim } from '../../clients/mobile/model/claim.ts';
import * as code from '../../clients/mobile/model/code.ts';
import { knownOf } from '../../clients/mobile/model/known.ts';
import { type Situation, screenOf } from '../../clients/mobile/model/screenOf.ts';
import { talkOf } from '../../clients/mobile/model/talk.ts';
import { shrinkPhoto } from '../../clients/mobile/photo/shrinkPhoto.ts';
import type { ConsultView, MobileIdentity, MobilePlace } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';
import type { MobileModel } from './mobile-model-contract.ts';

const identity: MobileIdentity = {
  kind: 'mobile',
  mobileId: '01900000-0000-7000-8000-000000000001',
  consultId: '01900000-0000-7000-8000-000000000002',
  clinic: { id: '01900000-0000-7000-8000-000000000003', name: 'Lake Clinic' },
};
const devices = { camera: 'on', microphone: 'on' } as const;
const present = { presence: 'present', devices, connected: true } as const;
const admitted: MobilePlace = {
  ...present,
  id: identity.mobileId,
  model: 'iPhone',
  browser: 'Safari 18',
  address: '10.0.0.5',
  nearTv: true,
  way: 'qr',
  use: 'add',
  admitted: true,
  check: null,
  media: null,
};
const active: ConsultView = {
  ...plainConsult,
  id: identity.consultId,
  state: 'active',
  patient: { id: '01900000-0000-7000-8000-000000000004', name: 'Maria' },
  device: {
    id: identity.consultId,
    model: 'QE55Q80C',
    platform: 'tizen',
    engineVersion: '94',
    capabilities: {
      camera: false,
      microphone: false,
      dataChannel: false,
      decodes: [],
      encodes: [],
      keys: [],
    },
  },
  serviceRequest: careRequest,
  policy: 'auto',
  path: { kind: 'relay', epoch: 1, reason: 'policy' },
  offeredTo: [],
  agent: { id: '01900000-0000-7000-8000-000000000005', name: 'Dr. Rossi' },
  places: { tv: present, agent: present },
  outcome: null,
  requestedAt: '2026-03-02T09:00:00.000Z',
  acceptedAt: '2026-03-02T09:00:10.000Z',
  endedAt: null,
  deadlineAt: null,
  lastSeq: 0,
};
const inside: Omit<Situation, 'record'> = {
  came: 'by-code',
  connection: { name: 'open' },
  identity,
  hasLeft: false,
  tab: 'chat',
  crossing: { wish: null, attempt: 'none', returning: null },
  asks: {
    check: 'none',
    triesLeft: null,
    number: { problem: null, busy: false },
    answering: new Set(),
  },
  own: { asked: 'done', stream: null, devices, facing: null },
  media: 'video',
  phase: 'connected',
  company: { remotes: [], speaker: null },
  talk: { entries: [], unread: 0, draft: '', photo: 'none' },
};

export const screenFor: MobileModel['screenFor'] = (situation, consult = {}, mobile, left) => ({
  ...screenOf({
    ...inside,
    record: {
      consult: { ...active, mobile: { ...admitted, ...mobile }, ...consult },
      timeline: [],
      left: left ?? null,
    },
    ...situation,
  }),
});

export const known: MobileModel['known'] = (consult, timeline) => ({
  ...knownOf({ consult: { ...active, ...consult }, timeline }, new Set()),
});

export const talk: MobileModel['talk'] = (timeline, read) => {
  const { entries, unread } = talkOf({
    entries: chatOf({ timeline }),
    timeline,
    photos: new Map(),
    read,
    draft: '',
    photo: 'none',
  });
  const lines = entries.map(({ from, content }) => {
    const who = from.name === 'clinic' ? from.person : from.name;
    return `${who}: ${content.type === 'text' ? content.text : `photo, ${content.view.name}`}`;
  });
  return { lines, unread };
};

export const takeLink: MobileModel['takeLink'] = () => ({
  link: { ...code.takeLink(window) },
  address: location.href,
});

export const formatCode: MobileModel['formatCode'] = code.formatCode;
export const judgeCode: MobileModel['judgeCode'] = code.judgeCode;

export const birthDate: MobileModel['birthDate'] = (day, month, year) =>
  birthDateOf({ day, month, year }, new Date('2026-03-02T12:00:00.000Z')) ?? null;

export const newClaim: MobileModel['newClaim'] = claim;

export const makePhoto: MobileModel['makePhoto'] = async (width, height, what) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  if (what === 'noise') {
    const noise = context.createImageData(width, height);
    // As random as a camera's in the dark, and the same each time.
    let state = 1;
    for (let i = 0; i < noise.data.length; i += 1) {
      state = (state * 48_271) % 2_147_483_647;
      noise.data[i] = i % 4 === 3 ? 255 : state % 256;
    }
    context.putImageData(noise, 0, 0);
  } else {
    context.fillStyle = 'red';
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = 'blue';
    context.fillRect(width / 2, 0, width / 2, height);
  }
  return base64Of(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }));
};

export const shrink: MobileModel['shrink'] = async (base64, type) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const photo = await shrinkPhoto(new Blob([bytes], { type }));
  if (photo === undefined) return null;
  const { data, width, height } = photo;
  const bitmap = await createImageBitmap(data);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  const colourAt = (share: number) => {
    const y = Math.floor(bitmap.height * share);
    return [...context.getImageData(Math.floor(bitmap.width / 2), y, 1, 1).data].slice(0, 3);
  };
  const seen = { upper: colourAt(0.25), lower: colourAt(0.75) };
  return { base64: await base64Of(data), type: data.type, width, height, ...seen };
};

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

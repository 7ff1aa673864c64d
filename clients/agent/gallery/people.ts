import type {
  AgentIdentity,
  Colleague,
  DeviceRef,
  PairingLookupResponse,
  Role,
} from '../../../src/protocol/index.ts';
import type { Patient } from '../patientChoice.ts';

/* People and devices to look at; the ids are of no meaning but that each is one of a kind. */

export function idOf(number: number): string {
  return `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** When the gallery's screens are looked at. */
export const nowMs = Date.parse('2026-03-02T09:20:00.000Z');

export function ago(seconds: number): string {
  return new Date(nowMs - seconds * 1000).toISOString();
}

const clinic = { id: idOf(1), name: 'Medical Practice at the Lake' };
export const rossi = { id: idOf(11), name: 'Dr. Elena Rossi' };
export const bianchi = { id: idOf(12), name: 'Dr. Paul Bianchi' };
export const keller = { id: idOf(14), name: 'Jonas Keller' };
export const okafor = { id: idOf(13), name: 'Dr. Adaeze Okafor' };

export function identityOf(role: Role): AgentIdentity {
  const names = { physician: rossi.name, staff: keller.name, admin: 'Mira Lindqvist' };
  return {
    kind: 'agent',
    personId: rossi.id,
    name: names[role],
    role,
    desks: role === 'admin' ? [] : [role === 'staff' ? 'support' : 'care'],
    clinic,
  };
}

export const colleagues: readonly Colleague[] = [
  { ...okafor, role: 'physician', presence: 'available' },
  { ...bianchi, role: 'physician', presence: 'busy' },
  { ...keller, role: 'staff', presence: 'away' },
  { id: idOf(15), name: 'Sofia Marchetti', role: 'staff', presence: 'offline' },
];

export const television: DeviceRef = {
  id: idOf(21),
  model: 'Samsung QE55Q80B',
  displayModel: '55" QLED, 3840 × 2160',
  platform: 'tizen',
  engineVersion: 'Chromium 94',
  capabilities: {
    camera: true,
    microphone: true,
    dataChannel: true,
    decodes: ['vp8', 'vp9', 'h264', 'opus'],
    encodes: ['vp8', 'h264', 'opus'],
    keys: ['ArrowUp', 'ArrowDown', 'Enter', 'Back'],
  },
};
const bedside: DeviceRef = {
  ...television,
  id: idOf(22),
  model: 'LG 32LX761H',
  displayModel: '32" hospital TV',
  platform: 'webos',
  engineVersion: 'Chromium 87',
};

export const found: PairingLookupResponse = {
  device: {
    hardwareId: '0AFD3HCT500127',
    model: television.model,
    displayModel: television.displayModel,
    platform: 'tizen',
    engineVersion: television.engineVersion,
    capabilities: television.capabilities,
    patientName: 'Maria Conti',
    physicianName: 'Rossi',
  },
  address: '203.0.113.27',
  requestedAt: '2026-03-02T09:12:30.000Z',
};

const pairedAt = '2026-01-14T10:00:00.000Z';

export const patients: readonly Patient[] = [
  {
    id: idOf(31),
    name: 'Maria Conti',
    devices: [{ ...television, pairedAt }],
    physicians: [rossi, bianchi],
    proofs: ['birth-date', 'pin'],
    namedByMe: true,
  },
  {
    id: idOf(32),
    name: 'Mario Conti',
    devices: [],
    physicians: [bianchi],
    proofs: [],
    namedByMe: false,
  },
  {
    id: idOf(33),
    name: 'Zoë Featherstonehaugh-Cholmondeley',
    devices: [
      { ...bedside, pairedAt },
      { ...television, id: idOf(23), pairedAt },
    ],
    physicians: [],
    proofs: ['birth-date'],
    namedByMe: true,
  },
  {
    id: idOf(34),
    name: 'Tadeusz Wójcik',
    devices: [{ ...bedside, id: idOf(24), pairedAt }],
    physicians: [rossi],
    proofs: [],
    namedByMe: true,
  },
];

import { createHash } from 'node:crypto';
import type { Actor } from '../../src/consult/ports.ts';
import type { AgentIdentity, DeviceRef, PersonRef, Role } from '../../src/protocol/index.ts';

/** A UUID that is the same for the same name, so that failures read the same twice. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const clinic = { id: idOf('clinic'), name: 'Practice on the Square' };
export const otherClinic = { id: idOf('other clinic'), name: 'Practice by the River' };

export function person(name: string): PersonRef {
  return { id: idOf(name), name };
}

/** An agent's session; `tab` tells several of one person apart. */
export function agent(
  name: string,
  role: Role = 'physician',
  at: { readonly id: string; readonly name: string } = clinic,
  tab = 'tab',
): Actor & { readonly identity: AgentIdentity } {
  return {
    sessionId: idOf(`${name} ${tab}`),
    identity: {
      kind: 'agent',
      personId: idOf(name),
      name,
      role,
      desks: role === 'staff' ? ['support'] : ['care'],
      clinic: at,
    },
  };
}

export const ada = agent('Ada');
export const ben = agent('Ben');
export const cleo = agent('Cleo');

/** A TV's session; its patient bears the TV's name. */
export function tv(name: string, run = 'first run'): Actor {
  return {
    sessionId: idOf(`${name} ${run}`),
    identity: {
      kind: 'tv',
      deviceId: idOf(`${name} device`),
      clinic,
      patient: { id: idOf(`${name} patient`), name: `Patient at ${name}` },
      physicians: [],
      reception: { openingHours: '', emergency: '' },
      answersItself: null,
    },
  };
}

export const homeTv = tv('home TV');

export function device(id: string): DeviceRef {
  return {
    id,
    model: 'QE55',
    platform: 'tizen',
    engineVersion: '76',
    capabilities: {
      camera: true,
      microphone: true,
      dataChannel: true,
      decodes: ['h264'],
      encodes: ['h264'],
      keys: [],
    },
  };
}

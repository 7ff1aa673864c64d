import type { CallScreen } from '../model/consultScreens.ts';
import { restartBox } from './taskSamples.ts';

/** Calls of three and more, a transfer, and tasks beside the picture. */
export function callSamples(
  call: CallScreen,
  interpreter: MediaStream,
): Readonly<Record<string, CallScreen>> {
  const anna = { place: 'guest:1', name: 'Anna Keller', stream: interpreter };
  const paolo = { place: 'guest:2', name: 'Paolo', stream: null };
  const others = [3, 4].map((id) => ({
    ...anna,
    place: `guest:${id}`,
    name: `Dr. Konstantin ${id}`,
  }));
  return {
    'call-guest': { ...call, guests: [anna] },
    'call-guest-speaks': { ...call, guests: [anna], speaker: 'guest:1' },
    'call-guest-joined': { ...call, guests: [anna], news: { what: 'joined', name: anna.name } },
    'call-four-guests': { ...call, guests: [anna, paolo, ...others] },
    'call-transfer': { ...call, transferTo: 'Dr. Bianchi' },
    'call-taken-over': {
      ...call,
      physician: 'Dr. Bianchi',
      news: { what: 'taken-over', name: 'Dr. Bianchi' },
    },
    'call-task': { ...call, guidance: restartBox },
    'call-task-guest': { ...call, guests: [anna], guidance: restartBox },
    'call-task-checked': { ...call, guidance: { ...restartBox, phase: 'works' } },
    'call-finding': { ...call, guidance: { ...restartBox, step: null } },
  };
}

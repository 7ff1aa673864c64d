import type { LocalizedText, Outcome } from '../../../src/protocol/index.ts';
import type { EndedScreen } from '../model/consultScreens.ts';
import type { Screen } from '../model/screen.ts';
import { people, reception } from './people.ts';

const callbacks: Partial<Record<Outcome, EndedScreen['callback']>> = {
  'nobody-came': 'possible',
  'all-declined': 'possible',
  'callback-asked': 'asked',
};
const verdict: readonly LocalizedText[] = [
  { en: 'The hospital’s firewall blocked UDP; the call went over TCP.' },
  { en: 'At the TV: the internet was slow or unsteady, for a while.' },
];

/** Every end of a consult. */
export function endings(): Record<string, EndedScreen> {
  const states: Record<Outcome, EndedScreen['state']> = {
    'ended-by-patient': 'ended',
    'ended-by-agent': 'ended',
    solved: 'ended',
    'cancelled-by-agent': 'cancelled',
    'declined-by-patient': 'cancelled',
    'patient-did-not-answer': 'expired',
    'callback-asked': 'cancelled',
    'given-up': 'expired',
    'cancelled-by-patient': 'cancelled',
    'tv-lost': 'ended',
    'mobile-lost': 'ended',
    'agent-lost': 'ended',
    'nobody-came': 'expired',
    'all-declined': 'expired',
    'device-unpaired': 'ended',
  };
  const screens: Record<string, EndedScreen> = {};
  for (const outcome of Object.keys(states) as Outcome[]) {
    const isCalled = outcome === 'patient-did-not-answer' || outcome === 'cancelled-by-agent';
    const physician = states[outcome] === 'ended' || isCalled ? 'Dr. Rossi' : null;
    screens[`ended-${outcome}`] = {
      ...people,
      name: 'ended',
      state: states[outcome],
      outcome,
      physician,
      verdict: [],
      callback: callbacks[outcome] ?? 'none',
      reception,
    };
  }
  const { 'ended-ended-by-agent': over } = screens;
  if (over !== undefined) screens['ended-with-verdict'] = { ...over, verdict };
  return screens;
}

export function refusals(): Record<string, Screen> {
  const screens: Record<string, Screen> = {};
  const codes = [
    'nobody_linked',
    'device_busy',
    'store_unavailable',
    'shutting_down',
    'rate_limited',
    'invalid_params',
  ] as const;
  for (const code of codes) screens[`refused-${code}`] = { ...people, name: 'refused', code };
  return screens;
}

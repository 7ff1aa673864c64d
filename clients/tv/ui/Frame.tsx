import type { ComponentChildren } from 'preact';
import type { StateWord } from '../model/screen.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

interface FrameProps {
  readonly children: ComponentChildren;
  readonly clinic?: string | null;
  /** The consult's state, where the TV is connected to a clinic. */
  readonly state?: StateWord;
  /** Which keys to name below: where there is a choice, where there is one button, or none. */
  readonly keys?: 'choose' | 'press' | 'none';
  /** What stands at the side, and has the keys. */
  readonly panel?: ComponentChildren;
}

/** What every screen but the call has around it: whose it is, how it stands, which keys work. */
export function Frame({ children, clinic, state, keys = 'choose', panel = null }: FrameProps) {
  const words = useWords();
  return (
    <div class={panel === null ? 'frame' : 'frame frame-beside'}>
      <header class="frame-head">
        <p class="brand">
          <Icon name="house" />
          <span>{clinic ?? words.appName}</span>
        </p>
        {state !== undefined && <StateChip state={state} />}
      </header>
      <main class="frame-body">{children}</main>
      <footer class="frame-foot">
        {keys !== 'none' && <p class="keys">{words.keys[keys]}</p>}
      </footer>
      {panel}
    </div>
  );
}

/** The consult's state in a word, for people and for tests. */
export function StateChip({ state }: { readonly state: StateWord }) {
  const words = useWords();
  return (
    <p class={`state state-${state}`} data-testid="consult-state" data-value={state} role="status">
      {words.states[state]}
    </p>
  );
}

import type { ComponentChildren } from 'preact';
import type { ConsultView } from '../../../src/protocol/index.ts';
import { words } from '../strings/words.ts';

interface ConsultHeaderProps {
  readonly consult: ConsultView;
  /** What to say of a consult that is interrupted, instead of its state. */
  readonly stateWord?: string;
  /** How long it lasts, or lasted. */
  readonly duration: string | null;
  readonly children?: ComponentChildren;
}

/** Whose consult it is and how it is. */
export function ConsultHeader({ consult, stateWord, duration, children }: ConsultHeaderProps) {
  return (
    <header class="consult-header">
      <h1>{consult.patient.name}</h1>
      <p
        class={`consult-state consult-state-${stateWord === undefined ? consult.state : 'interrupted'}`}
        data-testid="consult-state"
        data-value={consult.state}
      >
        {stateWord ?? words.consultState(consult.state)}
      </p>
      {duration !== null && <p class="number soft">{duration}</p>}
      {children}
    </header>
  );
}

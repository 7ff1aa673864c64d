import type { ConsultRecord } from '../../connector/index.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { telephone as strings } from '../strings/phone.ts';
import { ReferenceForm } from './ReferenceForm.tsx';

interface CallerPanelProps extends Pick<PhoneActions, 'onConfirmReference'> {
  readonly records: readonly ConsultRecord[];
}

/** Finds out who calls, by the six digits that they say. */
export function CallerPanel({ records, onConfirmReference }: CallerPanelProps) {
  const nameOf = (consultId: string) => {
    const record = records.find(({ consult }) => consult.id === consultId);
    return record === undefined
      ? strings.confirmedUnknown
      : strings.confirmed(record.consult.patient.name);
  };
  return (
    <section class="panel" aria-labelledby="caller-heading" data-testid="caller">
      <header class="panel-header">
        <h2 id="caller-heading">{strings.caller}</h2>
      </header>
      <ReferenceForm onConfirmReference={onConfirmReference} onConfirmed={nameOf} />
    </section>
  );
}

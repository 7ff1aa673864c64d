import type { Telephone } from '../../../src/protocol/index.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { errorSentence } from '../strings/errors.ts';
import { telephone as strings } from '../strings/phone.ts';
import { useAsk } from '../useAsk.ts';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';

interface TelephoneCardProps extends Pick<PhoneActions, 'onDial'> {
  readonly telephone: Telephone;
  readonly patientName: string;
}

/** The number that the patient gave: to be called by the clinic's telephony or by one's own. */
export function TelephoneCard({ telephone, patientName, onDial }: TelephoneCardProps) {
  const { busy, problem, run } = useAsk();
  const { state, number } = telephone;
  if (number === null || state === 'connected') return null;
  return (
    <div data-testid="telephone" data-value={state}>
      <Notice tone="neutral" role="status" icon="phone">
        <span>
          {state === 'wanted' ? strings.wanted(patientName) : strings.dialled}{' '}
          <a class="number" href={`tel:${number}`} aria-label={strings.linkNamed(number)}>
            {number}
          </a>
        </span>
        {state === 'wanted' && (
          <button
            class="button button-small"
            type="button"
            data-testid="dial"
            aria-label={strings.callNamed(number)}
            aria-disabled={busy}
            onClick={busy ? undefined : () => void run(onDial())}
          >
            <Icon name="phone" />
            {busy ? strings.calling : strings.call}
          </button>
        )}
        {problem !== null && <p role="alert">{errorSentence(problem)}</p>}
      </Notice>
    </div>
  );
}

import type { ConsultView } from '../../../src/protocol/index.ts';
import { phoneWords, telephone } from '../strings/phone.ts';
import { Icon } from './Icon.tsx';

/** On which of their devices the patient is in the call, and on the telephone. */
export function WherePatientIs({ consult }: { readonly consult: ConsultView }) {
  const { patientAt } = consult;
  return (
    <>
      <p class="where" data-testid="patient-at" data-value={patientAt}>
        {patientAt !== 'mobile' && <Icon name="tv" />}
        {patientAt !== 'tv' && <Icon name="mobile" />}
        {phoneWords.where(patientAt)}
      </p>
      {consult.telephone?.state === 'connected' && (
        <p class="where" data-testid="on-telephone">
          <Icon name="phone" />
          {telephone.states.connected}
        </p>
      )}
    </>
  );
}

import { useState } from 'preact/hooks';
import type { ConsultView, PhoneUse } from '../../../src/protocol/index.ts';
import type { PhoneDesk } from '../phoneActions.ts';
import { errorSentence } from '../strings/errors.ts';
import { mail, phonePanel as strings, telephone } from '../strings/phone.ts';
import { useAsk } from '../useAsk.ts';
import { LinkForm } from './LinkForm.tsx';
import { MailButton } from './MailButton.tsx';
import { Notice } from './Notice.tsx';
import { PhoneFacts } from './PhoneFacts.tsx';
import { ReferenceForm } from './ReferenceForm.tsx';
import { UseChoice } from './UseChoice.tsx';

interface PhonePanelProps {
  readonly consult: ConsultView;
  readonly desk: PhoneDesk;
}

/** The patient's phone, or the ways to it; and what there is besides a screen. */
export function PhonePanel({ consult, desk }: PhonePanelProps) {
  const { patient, mobile } = consult;
  const { ways } = desk;
  return (
    <div class="request" data-testid="phone-panel">
      {ways.problem !== null && (
        <Notice tone="warn" role="status">
          <span>{strings.failed}</span>
          <button class="button button-small" type="button" onClick={ways.reload}>
            {strings.again}
          </button>
        </Notice>
      )}
      {mobile === null ? (
        <WayToPhone consult={consult} desk={desk} />
      ) : (
        <PhoneFacts mobile={mobile} />
      )}
      <section class="request-part" aria-labelledby="telephone-heading">
        <h2 id="telephone-heading">{telephone.heading}</h2>
        {consult.telephone?.state === 'connected' ? (
          <p class="good-text" data-testid="telephone-connected">
            {telephone.connected}
          </p>
        ) : (
          <>
            {ways.value !== null && ways.value.callIn !== null && (
              <p class="soft">{telephone.callIn(ways.value.callIn)}</p>
            )}
            <ReferenceForm
              onConfirmReference={desk.onConfirmReference}
              onConfirmed={(consultId) =>
                consultId === consult.id
                  ? telephone.confirmed(patient.name)
                  : telephone.confirmedUnknown
              }
            />
          </>
        )}
      </section>
      {ways.value?.email === true && (
        <section class="request-part" aria-labelledby="mail-heading">
          <h2 id="mail-heading">{mail.heading}</h2>
          <p>
            <MailButton patientName={patient.name} words={mail.open} onSendMail={desk.onSendMail} />
          </p>
        </section>
      )}
    </div>
  );
}

/** What the phone is to do, and then: the TV asks, or a link goes there. */
function WayToPhone({ consult, desk }: PhonePanelProps) {
  const [use, setUse] = useState<PhoneUse>('move');
  const { busy, problem, run } = useAsk();
  const { proposal } = consult;
  const { ways } = desk;
  return (
    <section class="request-part" aria-labelledby="phone-heading">
      <h2 id="phone-heading">{strings.heading}</h2>
      <UseChoice use={use} onUse={setUse} />
      {proposal === null ? (
        <button
          class="button button-primary"
          type="button"
          data-testid="propose"
          aria-disabled={busy}
          onClick={busy ? undefined : () => void run(desk.onPropose(use))}
        >
          {busy ? strings.proposing : strings.propose}
        </button>
      ) : (
        <p class="proposed" role="status" data-testid="proposed">
          {strings.proposed(proposal.use)}
        </p>
      )}
      {problem !== null && (
        <p class="danger-text" role="alert">
          {errorSentence(problem)}
        </p>
      )}
      {ways.value === null ? (
        ways.problem === null && <p class="soft">{strings.loading}</p>
      ) : (
        <LinkForm ways={ways.value} use={use} onSendLink={desk.onSendLink} />
      )}
    </section>
  );
}

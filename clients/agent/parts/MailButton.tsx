import { useState } from 'preact/hooks';
import { isEmail } from '../linkTarget.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { errorSentence } from '../strings/errors.ts';
import { mail as strings } from '../strings/phone.ts';
import { useAsk } from '../useAsk.ts';
import { Dialog } from './Dialog.tsx';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';
import { TextAreaField } from './TextAreaField.tsx';
import { TextField } from './TextField.tsx';

interface MailButtonProps extends Pick<PhoneActions, 'onSendMail'> {
  readonly patientName: string;
  readonly words: string;
}

/** Opens an e-mail to the patient. */
export function MailButton({ patientName, words, onSendMail }: MailButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        class="button button-small"
        type="button"
        data-testid="mail"
        onClick={() => setIsOpen(true)}
      >
        <Icon name="mail" />
        {words}
      </button>
      {isOpen && (
        <MailDialog
          patientName={patientName}
          onSendMail={onSendMail}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

interface MailDialogProps extends Pick<PhoneActions, 'onSendMail'> {
  readonly patientName: string;
  readonly onClose: () => void;
}

/** An e-mail, whose answer comes into the timeline. */
export function MailDialog({ patientName, onSendMail, onClose }: MailDialogProps) {
  const [address, setAddress] = useState('');
  const [text, setText] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const { busy, problem, run } = useAsk();
  const isComplete = address.trim() !== '' && text.trim() !== '';
  const submit = async (event: Event) => {
    event.preventDefault();
    setIsWrong(!isEmail(address));
    if (busy || !isComplete || !isEmail(address)) return;
    if (await run(onSendMail(address.trim(), text.trim()))) onClose();
  };
  return (
    <Dialog heading={strings.dialog(patientName)} onClose={onClose}>
      <form class="stack-small" onSubmit={(event) => void submit(event)}>
        <p class="soft">{strings.lead}</p>
        <TextField
          label={strings.address}
          problem={isWrong ? strings.addressWrong : null}
          testId="mail-address"
          inputMode="email"
          value={address}
          onInput={(typed) => {
            setIsWrong(false);
            setAddress(typed);
          }}
        />
        <TextAreaField
          label={strings.text}
          hint={strings.textHint}
          testId="mail-text"
          rows={6}
          maxLength={2_000}
          value={text}
          onInput={setText}
        />
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {errorSentence(problem)}
          </Notice>
        )}
        <div class="actions">
          <button
            class="button button-primary"
            type="submit"
            data-testid="mail-send"
            disabled={!isComplete}
            aria-disabled={busy}
          >
            {busy ? strings.sending : strings.send}
          </button>
          <button class="button" type="button" onClick={onClose}>
            {strings.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

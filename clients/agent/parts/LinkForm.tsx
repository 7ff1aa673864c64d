import { useState } from 'preact/hooks';
import type { PhoneUse, PhoneWays } from '../../../src/protocol/index.ts';
import { linkTarget } from '../linkTarget.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { countryName } from '../phoneSettings.ts';
import { errorSentence } from '../strings/errors.ts';
import { phonePanel as strings } from '../strings/phone.ts';
import { useAsk } from '../useAsk.ts';
import { TextField } from './TextField.tsx';

interface LinkFormProps extends Pick<PhoneActions, 'onSendLink'> {
  readonly ways: PhoneWays;
  readonly use: PhoneUse;
}

/** Sends a link to the phone by SMS or e-mail, whichever was typed. */
export function LinkForm({ ways, use, onSendLink }: LinkFormProps) {
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { busy, problem, run, forget } = useAsk();
  if (!ways.sms && !ways.email) return <p class="soft">{strings.noLinks}</p>;
  const kind = ways.sms && ways.email ? 'both' : ways.sms ? 'sms' : 'email';
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const target = linkTarget(typed, ways);
    setIsWrong(target === null);
    if (target === null) return;
    const asked = onSendLink(use, target).then(({ to }) => {
      setSentTo(to);
      setTyped('');
    });
    await run(asked);
  };
  const refused = problem === null ? null : errorSentence(problem);
  return (
    <form class="beside" onSubmit={(event) => void submit(event)}>
      <TextField
        label={labels[kind]}
        hint={
          ways.sms
            ? strings.linkHint(countryName(ways.country) ?? ways.country)
            : strings.linkHintEmail
        }
        problem={isWrong ? strings.linkWrong[kind] : refused}
        success={sentTo === null ? '' : strings.sent(sentTo)}
        testId="link-to"
        inputMode={kind === 'sms' ? 'tel' : 'email'}
        value={typed}
        onInput={(text) => {
          forget();
          setIsWrong(false);
          setSentTo(null);
          setTyped(text);
        }}
      />
      <button
        class="button"
        type="submit"
        data-testid="link-send"
        disabled={typed.trim() === ''}
        aria-disabled={busy}
      >
        {busy ? strings.sending : strings.send}
      </button>
    </form>
  );
}

const labels = {
  both: strings.linkBoth,
  sms: strings.linkSms,
  email: strings.linkEmail,
} as const;

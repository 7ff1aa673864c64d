import { useId } from 'preact/hooks';
import type { CheckStatus, MobilePlace } from '../../../src/protocol/index.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { errorSentence } from '../strings/errors.ts';
import { phoneWords, phoneCard as strings } from '../strings/phone.ts';
import { useAsk } from '../useAsk.ts';
import { Fact } from './DeviceCard.tsx';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';

interface PhoneCardProps extends Pick<PhoneActions, 'onAdmit' | 'onRefuse'> {
  readonly mobile: MobilePlace;
}

/** A phone that wants to join: nothing personal goes there before somebody lets it in. */
export function PhoneCard({ mobile, onAdmit, onRefuse }: PhoneCardProps) {
  const { busy, problem, run } = useAsk();
  const checkId = useId();
  const phone = phoneWords.phone(mobile);
  const isBarred = mobile.check?.state === 'open';
  return (
    <section class="phone-card" aria-label={strings.heading} data-testid="phone-card">
      <header class="phone-card-head">
        <Icon name="mobile" />
        <p role="alert">
          <span class="strong">{strings.heading}:</span> {phone}
        </p>
      </header>
      <dl class="phone-card-facts">
        <Fact name={strings.from}>
          <PhoneOrigin mobile={mobile} />
        </Fact>
        <Fact name={strings.came}>{phoneWords.way(mobile.way)}</Fact>
        <Fact name={strings.use}>{phoneWords.use(mobile.use)}</Fact>
        {mobile.check !== null && (
          <Fact name={strings.check}>
            <span
              id={checkId}
              class={checkTone[mobile.check.state]}
              role="status"
              data-testid="phone-check"
              data-value={mobile.check.state}
            >
              {checkSentence(mobile.check)}
            </span>
          </Fact>
        )}
      </dl>
      <div class="phone-card-actions">
        <button
          class="button button-primary"
          type="button"
          data-testid="admit-phone"
          aria-label={strings.letInNamed(phone)}
          {...(mobile.check === null ? {} : { 'aria-describedby': checkId })}
          disabled={isBarred}
          aria-disabled={busy}
          onClick={busy ? undefined : () => void run(onAdmit(mobile.id))}
        >
          <Icon name="accept" />
          {strings.letIn}
        </button>
        <button
          class="button"
          type="button"
          data-testid="refuse-phone"
          aria-label={strings.refuseNamed(phone)}
          aria-disabled={busy}
          onClick={busy ? undefined : () => void run(onRefuse(mobile.id))}
        >
          {strings.refuse}
        </button>
      </div>
      {problem !== null && (
        <Notice tone="danger" role="alert">
          {errorSentence(problem)}
        </Notice>
      )}
    </section>
  );
}

/** From where a phone speaks, and whether that is where the TV is. */
export function PhoneOrigin({ mobile }: { readonly mobile: MobilePlace }) {
  const { address, nearTv } = mobile;
  return (
    <>
      {address} ·{' '}
      <span
        class={nearTv ? 'good-text' : 'warn-text'}
        data-testid="phone-near"
        data-value={nearTv ? 'near' : 'far'}
      >
        {nearTv ? strings.near : strings.far}
      </span>
    </>
  );
}

const checkTone: Record<CheckStatus['state'], string> = {
  open: '',
  passed: 'good-text',
  'not-on-record': 'warn-text',
};

function checkSentence({ kind, state, triesLeft }: CheckStatus): string {
  switch (state) {
    case 'open':
      return strings.checking(kind, triesLeft);
    case 'passed':
      return strings.passed(kind);
    case 'not-on-record':
      return strings.notOnRecord(kind);
  }
}

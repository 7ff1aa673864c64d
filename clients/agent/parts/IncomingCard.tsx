import type { ConsultView } from '../../../src/protocol/index.ts';
import type { Attempt } from '../callDesk.ts';
import { elapsed } from '../format.ts';
import { errorSentence, isKnown, incoming as strings, words } from '../strings.ts';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';

interface IncomingCardProps {
  readonly consult: ConsultView;
  readonly personId: string;
  readonly nowMs: number;
  readonly attempt: Attempt | undefined;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** A patient asks for a consult: who, why, how long, on what device. */
export function IncomingCard(props: IncomingCardProps) {
  const { consult, personId, nowMs, attempt, onAccept, onDecline } = props;
  const { patient, device, places, serviceRequest, requestedAt, deadlineAt } = consult;
  const headingId = `incoming-${consult.id}`;
  const others = consult.offeredTo.filter((person) => person.id !== personId);
  const accepting = attempt?.name === 'busy';
  return (
    <article class="incoming" data-testid="incoming" aria-labelledby={headingId}>
      <div class="incoming-who">
        <div class="incoming-times">
          <p class="consult-state" data-testid="consult-state" data-value={consult.state}>
            {words.consultState(consult.state)}
          </p>
          <span>
            {strings.waitingFor} <b>{elapsed(Date.parse(requestedAt), nowMs)}</b>
          </span>
          {deadlineAt !== null && (
            <span>
              {strings.ringsFor} <b>{elapsed(nowMs, Date.parse(deadlineAt))}</b>
            </span>
          )}
        </div>
        <h2 id={headingId}>
          {patient.name} <span class="incoming-asks">{strings.heading}</span>
        </h2>
        <p class="soft">{strings.fromTv}</p>
      </div>
      <dl class="facts facts-wide">
        <div class="fact">
          <dt>{strings.tv}</dt>
          <dd>
            {words.device(device)}
            {isKnown(device.model) && (
              <span class="soft"> · {words.platform(device.platform)}</span>
            )}
          </dd>
        </div>
        <div class="fact">
          <dt>{strings.devices}</dt>
          <dd>{strings.devicesSentence(places.tv.devices)}</dd>
        </div>
        <div class="fact">
          <dt>{strings.alsoAsked}</dt>
          <dd>
            {others.length === 0 ? strings.onlyYou : others.map(({ name }) => name).join(', ')}
          </dd>
        </div>
        <div class="fact">
          <dt>{strings.language}</dt>
          <dd>{languageName(serviceRequest.context.language)}</dd>
        </div>
      </dl>
      {attempt?.name === 'failed' && (
        <Notice tone="danger" role="alert">
          {errorSentence(attempt.code)}
        </Notice>
      )}
      <div class="incoming-actions">
        <button
          class="button button-primary button-large"
          type="button"
          data-testid="accept"
          aria-disabled={accepting}
          aria-describedby={headingId}
          onClick={accepting ? undefined : onAccept}
        >
          <Icon name="accept" />
          {accepting ? strings.accepting : strings.accept}
        </button>
        <button
          class="button button-large"
          type="button"
          data-testid="decline"
          aria-describedby={headingId}
          onClick={onDecline}
        >
          {strings.decline}
        </button>
      </div>
    </article>
  );
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** A BCP 47 tag in words; a TV may send a tag that is none. */
function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

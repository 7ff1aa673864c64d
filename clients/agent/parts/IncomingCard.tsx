import type { ConsultRecord } from '../../connector/index.ts';
import type { Attempt } from '../callDesk.ts';
import { isTransferTo } from '../consultsView.ts';
import { elapsed, languageName } from '../format.ts';
import { incoming as strings } from '../strings/consults.ts';
import { errorSentence } from '../strings/errors.ts';
import { contextWords, reasonSentence } from '../strings/request.ts';
import { isKnown, words } from '../strings/words.ts';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';
import { PriorityWord } from './PriorityWord.tsx';

interface IncomingCardProps {
  readonly record: ConsultRecord;
  readonly personId: string;
  readonly nowMs: number;
  readonly attempt: Attempt | undefined;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** A patient asks for a consult: who, why, how long, on what device. */
export function IncomingCard(props: IncomingCardProps) {
  const { record, personId, nowMs, attempt, onAccept, onDecline } = props;
  const { consult } = record;
  const { patient, device, places, serviceRequest, requestedAt } = consult;
  const transfer = isTransferTo(record, personId) ? consult.transfer : null;
  const ringsUntil = transfer === null ? consult.deadlineAt : transfer.expiresAt;
  const headingId = `incoming-${consult.id}`;
  const others = consult.offeredTo.filter((person) => person.id !== personId);
  const accepting = attempt?.name === 'busy';
  return (
    <article class="incoming" data-testid="incoming" aria-labelledby={headingId}>
      <div class="incoming-who">
        <div class="incoming-times">
          <p class="consult-state" data-testid="consult-state" data-value={consult.state}>
            {transfer === null ? words.consultState(consult.state) : strings.handover}
          </p>
          <PriorityWord priority={consult.priority} />
          {transfer === null && (
            <span>
              {strings.waitingFor} <b>{elapsed(Date.parse(requestedAt), nowMs)}</b>
            </span>
          )}
          {ringsUntil !== null && (
            <span>
              {strings.ringsFor} <b>{elapsed(nowMs, Date.parse(ringsUntil))}</b>
            </span>
          )}
        </div>
        <h2 id={headingId}>
          {patient.name}{' '}
          <span class="incoming-asks">
            {transfer === null
              ? strings.asks[serviceRequest.kind]
              : strings.inCallWith(consult.agent?.name ?? '')}
          </span>
        </h2>
        <p>{reasonSentence(serviceRequest)}</p>
        <p class="soft">{contextWords(serviceRequest.context).join(' · ')}</p>
        {transfer !== null && (
          <blockquote class="handover" data-testid="transfer-note">
            <p class="strong">{strings.handsOver(consult.agent?.name ?? '')}</p>
            {transfer.note !== '' && <p>{transfer.note}</p>}
          </blockquote>
        )}
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
        {transfer === null && (
          <div class="fact">
            <dt>{strings.alsoAsked}</dt>
            <dd>
              {others.length === 0 ? strings.onlyYou : others.map(({ name }) => name).join(', ')}
            </dd>
          </div>
        )}
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

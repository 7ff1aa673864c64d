import {
  type ConsultView,
  type RequestPriority,
  requestPriority,
  textIn,
} from '../../../src/protocol/index.ts';
import type { Attempt } from '../callDesk.ts';
import { elapsed } from '../format.ts';
import { waitingRoom as strings } from '../strings/consults.ts';
import { errorSentence } from '../strings/errors.ts';
import { telephone as phone } from '../strings/phone.ts';
import { contextWords, kindName, reasonSentence } from '../strings/request.ts';
import { words } from '../strings/words.ts';
import { guidanceOf } from '../waitingRoom.ts';
import { PriorityWord } from './PriorityWord.tsx';
import { TelephoneCard } from './TelephoneCard.tsx';

interface WaitingCardProps {
  readonly consult: ConsultView;
  readonly nowMs: number;
  readonly attempt: Attempt | undefined;
  readonly mayAdmit: boolean;
  readonly onAdmit: () => void;
  /** Rejects with `RequestError`. */
  readonly onDial: () => Promise<unknown>;
  readonly onPriority: (priority: RequestPriority) => void;
}

/** A patient who waits: why, since when, who is asked, and what was answered already. */
export function WaitingCard(props: WaitingCardProps) {
  const { consult, nowMs, attempt, mayAdmit, onAdmit, onPriority, onDial } = props;
  const { patient, serviceRequest, requestedAt, telephone } = consult;
  const admitting = attempt?.name === 'busy';
  return (
    <li class="waiting-card" data-testid="waiting" data-state={consult.state}>
      <div class="waiting-who">
        <p class="waiting-head">
          <span class="waiting-patient">{patient.name}</span>
          <PriorityWord priority={consult.priority} />
          <span class="tag">{kindName(serviceRequest.kind)}</span>
          {telephone?.state === 'connected' && (
            <span class="tag" data-testid="on-telephone">
              {phone.states.connected}
            </span>
          )}
          <span class="soft number">
            {strings.waited} {elapsed(Date.parse(requestedAt), nowMs)}
          </span>
        </p>
        <p>{reasonSentence(serviceRequest)}</p>
        <p class="soft">{contextWords(serviceRequest.context).join(' · ')}</p>
        <p class={isForsaken(consult) ? 'warn-text' : 'soft'}>{whereItRings(consult)}</p>
        <Guided consult={consult} />
        {telephone !== null && (
          <TelephoneCard telephone={telephone} patientName={patient.name} onDial={onDial} />
        )}
        {attempt?.name === 'failed' && (
          <p class="danger-text" role="alert">
            {errorSentence(attempt.code)}
          </p>
        )}
      </div>
      <div class="waiting-actions">
        {mayAdmit && (
          <button
            class="button button-primary"
            type="button"
            data-testid="admit"
            aria-label={strings.admitNamed(patient.name)}
            aria-disabled={admitting}
            onClick={admitting ? undefined : onAdmit}
          >
            {admitting ? strings.admitting : strings.admit}
          </button>
        )}
        <select
          class="select select-small"
          data-testid="priority"
          aria-label={strings.priorityOf(patient.name)}
          value={consult.priority}
          onChange={(event) => {
            const { data } = requestPriority.safeParse(event.currentTarget.value);
            if (data !== undefined) onPriority(data);
          }}
        >
          {requestPriority.options.map((priority) => (
            <option key={priority} value={priority}>
              {words.priority(priority)}
            </option>
          ))}
        </select>
      </div>
    </li>
  );
}

/** What the playbook answered, and how far the patient is with it. */
function Guided({ consult }: { readonly consult: ConsultView }) {
  const guidance = guidanceOf(consult);
  if (guidance === null) return null;
  const { diagnostic } = guidance.status;
  const [said] = [...diagnostic.findings, ...diagnostic.tasks.map(({ text }) => text)];
  return (
    <p class="waiting-guided" data-testid="guided">
      {strings.answered} «{said === undefined ? '' : textIn(said, ['en'])}»{' '}
      <span class="soft">{strings.tasks(guidance.done, guidance.tasks)}</span>
    </p>
  );
}

function isForsaken({ state, attended }: ConsultView): boolean {
  return state === 'queued' && !attended;
}

function whereItRings({ state, offeredTo, attended }: ConsultView): string {
  switch (state) {
    case 'requested':
      return strings.requested;
    case 'guided':
      return strings.guided;
    case 'queued':
      return attended ? strings.nobodyFree : strings.nobodyThere;
    default:
      return strings.ringsAt(offeredTo.map(({ name }) => name).join(', '));
  }
}

import type { ComponentChildren } from 'preact';
import type { AgentIdentity, PresenceSetting } from '../../../src/protocol/index.ts';
import type { ConnectionState, ConsultRecord } from '../../connector/index.ts';
import { ringsFor } from '../consultsView.ts';
import { elapsed } from '../format.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PresenceField } from '../parts/PresenceField.tsx';
import { Wordmark } from '../parts/Wordmark.tsx';
import type { PresenceState } from '../presenceBoard.ts';
import { type Route, routesOf } from '../route.ts';
import { connection as connectionStrings, shell as strings } from '../strings/session.ts';
import { words } from '../strings/words.ts';

interface ShellProps {
  readonly identity: AgentIdentity;
  readonly connection: ConnectionState;
  readonly route: Route;
  readonly waiting: readonly ConsultRecord[];
  readonly inCall: boolean;
  /** `null` for who is never rung. */
  readonly presence: PresenceState | null;
  readonly nowMs: number;
  readonly onDecline: (consultId: string) => void;
  readonly onConnectAgain: () => void;
  readonly onSignOut: () => void;
  readonly onPresence: (setting: PresenceSetting) => void;
  readonly children: ComponentChildren;
}

const icons: Readonly<Record<Route, IconName>> = {
  consults: 'consults',
  pair: 'pair',
  patients: 'patients',
  people: 'patients',
  clinic: 'clinic',
  playbook: 'playbook',
  integrations: 'integrations',
};

/** What stays: where one is, who waits, how the connection is, who one is. */
export function Shell(props: ShellProps) {
  const { identity, connection, route, waiting, inCall, children } = props;
  return (
    <div class={`shell ${inCall ? 'shell-in-call' : ''}`}>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place in the page; fragments are routes here. */}
      <a class="skip" href="#main" onClick={focusMain}>
        {strings.skip}
      </a>
      <header class="rail">
        <div class="rail-brand">
          <Wordmark />
          <p class="rail-clinic">{identity.clinic.name}</p>
        </div>
        <nav class="rail-nav" aria-label={strings.main}>
          {routesOf[identity.role].map((page) => (
            <a
              key={page}
              href={`#${page}`}
              class="rail-link"
              {...(page === route ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon name={icons[page]} />
              <span>{strings[page]}</span>
              {page === 'consults' && inCall && <span class="rail-tag">{strings.inCall}</span>}
            </a>
          ))}
        </nav>
        {identity.role !== 'admin' && <Waiting {...props} waiting={waiting} />}
        <div class="rail-foot">
          {props.presence !== null && (
            <PresenceField state={props.presence} onSet={props.onPresence} />
          )}
          <p class="connection" role="status" data-testid="connection" data-value={connection.name}>
            <span class={`dot dot-${connection.name}`} aria-hidden="true" />
            {connectionStrings[connection.name]}
          </p>
          <div class="rail-person">
            <div>
              <p class="rail-name">{identity.name}</p>
              <p class="soft">{words.role(identity.role)}</p>
            </div>
            <button class="button button-quiet" type="button" onClick={props.onSignOut}>
              {strings.signOut}
            </button>
          </div>
        </div>
      </header>
      <main class="main" id="main" tabIndex={-1}>
        <ConnectionNotice connection={connection} onAgain={props.onConnectAgain} />
        {children}
      </main>
    </div>
  );
}

function focusMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Waiting({ identity, waiting, inCall, nowMs, onDecline }: ShellProps) {
  return (
    <section class="rail-waiting" aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">
        {strings.waiting}
        {waiting.length > 0 && <span class="count">{waiting.length}</span>}
      </h2>
      {waiting.length === 0 && <p class="soft">{inCall ? strings.laterInCall : strings.nobody}</p>}
      <ul>
        {waiting.map((record) => {
          const { consult } = record;
          const rings = ringsFor(record, identity.personId);
          return (
            <li key={consult.id} class={`waiting-item ${rings ? 'waiting-rings' : ''}`}>
              <p class="waiting-name">{consult.patient.name}</p>
              <p class="waiting-state">
                <span>{stateWords(consult)}</span>
                <time class="waiting-time">
                  <span class="visually-hidden">{strings.waitedLabel}</span>
                  {elapsed(Date.parse(consult.requestedAt), nowMs)}
                </time>
              </p>
              {inCall && rings && (
                <div class="waiting-busy">
                  <p class="soft">{strings.busyHint}</p>
                  <button
                    class="button button-small"
                    type="button"
                    aria-label={strings.declineNamed(consult.patient.name)}
                    onClick={() => onDecline(consult.id)}
                  >
                    {strings.decline}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function stateWords({ state, attended }: ConsultRecord['consult']): string {
  if (state === 'queued' && !attended) return strings.unattended;
  if (state === 'requested' || state === 'guided' || state === 'queued') return strings[state];
  return strings.ringing;
}

interface ConnectionNoticeProps {
  readonly connection: ConnectionState;
  readonly onAgain: () => void;
}

function ConnectionNotice({ connection, onAgain }: ConnectionNoticeProps) {
  if (connection.name === 'reconnecting') {
    return (
      <Notice tone="warn" role="alert">
        {connectionStrings.reconnectingLong}
      </Notice>
    );
  }
  if (connection.name !== 'closed') return null;
  const why =
    connection.reason === 'replaced' ? connectionStrings.replaced : connectionStrings.closedLong;
  return (
    <Notice tone="danger" role="alert">
      <span>{why}</span>
      <button class="button button-small" type="button" onClick={onAgain}>
        {connectionStrings.again}
      </button>
    </Notice>
  );
}

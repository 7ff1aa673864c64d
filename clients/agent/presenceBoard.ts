import type { AgentPresence, Colleague, PresenceSetting } from '../../src/protocol/index.ts';
import { type Connector, type Observable, Settable } from '../connector/index.ts';

export interface PresenceState {
  /** What this person set for themselves. */
  readonly setting: PresenceSetting;
  /** What the server says of this person; `null` before it has said anything. */
  readonly own: AgentPresence | null;
  /** In the order of their names. */
  readonly colleagues: readonly Colleague[];
}

type PresenceConnector = Pick<Connector, 'connection' | 'onNotification' | 'request'>;

/** Who can be reached, oneself included. It asks anew each time the session is open again. */
export class PresenceBoard {
  readonly #connector: PresenceConnector;
  readonly #personId: string;
  readonly #state = new Settable<PresenceState>({
    setting: 'available',
    own: null,
    colleagues: [],
  });
  readonly #stops: readonly (() => void)[];
  /** Grows with each question, so that a late answer to an earlier one is dropped. */
  #asked = 0;

  constructor(connector: PresenceConnector, personId: string) {
    this.#connector = connector;
    this.#personId = personId;
    this.#stops = [
      connector.connection.subscribe(({ name }) => {
        if (name === 'open') void this.#ask();
      }),
      connector.onNotification('agent.presence', (change) => this.#take(change)),
    ];
    if (connector.connection.value.name === 'open') void this.#ask();
  }

  get state(): Observable<PresenceState> {
    return this.#state;
  }

  /** Shows the setting at once; what the server makes of it follows. @throws RequestError */
  async set(setting: PresenceSetting): Promise<void> {
    const before = this.#state.value.setting;
    this.#change({ setting });
    try {
      await this.#connector.request('agent.setPresence', { setting });
    } catch (error) {
      this.#change({ setting: before });
      throw error;
    }
  }

  /** What cannot be told now is told with the next sign, or after the next open. */
  async reportActivity(active: boolean): Promise<void> {
    await this.#connector.request('agent.reportActivity', { active }).catch(() => undefined);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  async #ask(): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    const answer = await this.#connector.request('agent.colleagues', {}).catch(() => null);
    if (answer === null || question !== this.#asked) return;
    const colleagues = [...answer.colleagues].sort((a, b) => a.name.localeCompare(b.name));
    this.#change({ setting: answer.setting, colleagues });
  }

  #take({ personId, presence }: { readonly personId: string; readonly presence: AgentPresence }) {
    if (personId === this.#personId) {
      this.#change({ own: presence });
      return;
    }
    const { colleagues } = this.#state.value;
    if (!colleagues.some(({ id }) => id === personId)) void this.#ask();
    this.#change({
      colleagues: colleagues.map((each) => (each.id === personId ? { ...each, presence } : each)),
    });
  }

  #change(change: Partial<PresenceState>): void {
    this.#state.set({ ...this.#state.value, ...change });
  }
}

/** What is shown of oneself: what the server says, else what follows from the setting. */
export function shownPresence({ setting, own }: PresenceState): AgentPresence {
  return own === null || own === 'offline' ? setting : own;
}

import {
  type AgentPresence,
  type Colleague,
  type Identity,
  type PresenceSetting,
  Refusal,
} from '../protocol/index.ts';
import { asAgent } from './acting.ts';
import type { CareDirectory, ConsultStore, Presence, PresenceSettings } from './ports.ts';

export interface AgentPresencesParts {
  readonly presence: Presence;
  readonly settings: PresenceSettings;
  readonly store: Pick<ConsultStore, 'busyAmong'>;
  readonly directory: Pick<CareDirectory, 'peopleOf'>;
  /** The presence of one of the clinic's people may be another now. */
  readonly onChange: (clinicId: string) => void;
}

/** Whether agents can be rung: by their own setting, by what they do, and by what they left undone. */
export class AgentPresences {
  readonly #parts: AgentPresencesParts;
  /** Ids of those who did not answer the last time it rang, until they are seen again. */
  readonly #unresponsive = new Set<string>();

  constructor(parts: AgentPresencesParts) {
    this.#parts = parts;
  }

  /** Of everybody in the clinic whose app is open. */
  async of(clinicId: string): Promise<ReadonlyMap<string, AgentPresence>> {
    const { presence, settings, store } = this.#parts;
    const agents = await presence.agentsOf(clinicId);
    const ids = [...agents.keys()];
    const [busy, set] = await Promise.all([store.busyAmong(ids), settings.of(ids)]);
    return new Map(
      [...agents].map(([id, { active }]): [string, AgentPresence] => {
        if (busy.has(id)) return [id, 'busy'];
        const setting = set.get(id) ?? 'available';
        if (setting !== 'available') return [id, setting];
        return [id, active && !this.#unresponsive.has(id) ? 'available' : 'away'];
      }),
    );
  }

  /** An agent's own setting. @throws Refusal `forbidden` for whoever answers nobody */
  async set(identity: Identity, setting: PresenceSetting): Promise<void> {
    const { personId, clinic } = asAgent(identity);
    await this.#parts.settings.set(personId, setting);
    this.#unresponsive.delete(personId);
    this.#parts.onChange(clinic.id);
  }

  /** The same by the clinic's own system, for one of its people. @throws Refusal `not_found` */
  async setFor(clinicId: string, personId: string, setting: PresenceSetting): Promise<void> {
    const people = await this.#parts.directory.peopleOf(clinicId);
    if (!people.some(({ id, role }) => id === personId && role !== 'admin')) {
      throw new Refusal('not_found');
    }
    await this.#parts.settings.set(personId, setting);
    this.#unresponsive.delete(personId);
    this.#parts.onChange(clinicId);
  }

  /** Somebody is at the screen again, or did what only a person does. */
  seen(clinicId: string, personId: string): void {
    if (this.#unresponsive.delete(personId)) this.#parts.onChange(clinicId);
  }

  /** It rang at these people, and they did not answer. */
  missed(clinicId: string, personIds: readonly string[]): void {
    for (const id of personIds) this.#unresponsive.add(id);
    this.#parts.onChange(clinicId);
  }

  /** Colleagues who take part in consults, and the asker's own setting. */
  async colleagues(
    identity: Identity,
  ): Promise<{ readonly colleagues: Colleague[]; readonly setting: PresenceSetting }> {
    const { personId, clinic } = asAgent(identity);
    const { directory, settings } = this.#parts;
    const [people, presences, set] = await Promise.all([
      directory.peopleOf(clinic.id),
      this.of(clinic.id),
      settings.of([personId]),
    ]);
    const colleagues = people
      .filter(({ id, role }) => id !== personId && role !== 'admin')
      .map(({ id, name, role }) => ({ id, name, role, presence: presences.get(id) ?? 'offline' }));
    return { colleagues, setting: set.get(personId) ?? 'available' };
  }
}

import { type AgentIdentity, type PhotoRef, Refusal } from '../protocol/index.ts';
import { follows } from './access.ts';
import {
  actFrom,
  actOnceAdmitted,
  asAgent,
  isAgent,
  isPatientsOrAgent,
  refOf,
  refusalOf,
} from './acting.ts';
import type { Ledger } from './ledger.ts';
import type { Actor } from './ports.ts';
import type { Consult } from './state.ts';

/** What is written, shown and said beside the call. */
export class Chat {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** A message of the patient's or the agent's. Told twice, it is there once. */
  async say(
    actor: Actor,
    consultId: string,
    { messageId, text }: { readonly messageId: string; readonly text: string },
  ): Promise<void> {
    await actOnceAdmitted(this.#ledger, actor, consultId, isPatientsOrAgent, (seat) => ({
      type: 'say',
      seat,
      messageId,
      text,
    }));
  }

  /** A photo is there. Told twice, it is there once. */
  async photoSent(actor: Actor, consultId: string, photo: PhotoRef): Promise<void> {
    await actOnceAdmitted(this.#ledger, actor, consultId, isPatientsOrAgent, (seat) => ({
      type: 'send-photo',
      seat,
      photo,
    }));
  }

  /**
   * An agent calls the number that the patient gave.
   * @throws Refusal `wrong_state` where there is none
   */
  async dialled(actor: Actor, consultId: string): Promise<void> {
    await this.#asFollower(actor, consultId, () => ({ type: 'dial' }));
  }

  /** The patient is on the telephone with an agent, and has said the reference. */
  async telephoneConnected(actor: Actor, consultId: string): Promise<void> {
    await this.#asFollower(actor, consultId, (agent) => ({
      type: 'connect-telephone',
      person: refOf(agent),
    }));
  }

  /** @param mail its `to` mostly hidden */
  async mailSent(
    actor: Actor,
    consultId: string,
    mail: { readonly to: string; readonly text: string },
  ): Promise<void> {
    await actFrom(this.#ledger, actor, consultId, isAgent, () => ({ type: 'send-mail', ...mail }));
  }

  /** The patient's answer by e-mail; it changes nothing where the consult is over. */
  async mailReceived(consultId: string, text: string): Promise<void> {
    await this.#ledger.apply(consultId, async () => ({ type: 'receive-mail', text }));
  }

  /** For agents who see the consult, in it or not: a patient may call while they wait. */
  async #asFollower(
    { identity }: Actor,
    consultId: string,
    command: (agent: AgentIdentity) => { type: 'dial' } | ConnectTelephone,
  ): Promise<Consult> {
    return await this.#ledger.apply(consultId, async (before) => {
      if (!before) throw new Refusal('not_found');
      if (!follows(identity, before)) throw refusalOf(identity, before);
      return command(asAgent(identity));
    });
  }
}

interface ConnectTelephone {
  readonly type: 'connect-telephone';
  readonly person: ReturnType<typeof refOf>;
}

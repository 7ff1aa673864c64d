import { Refusal } from '../protocol/index.ts';
import { actFrom, isAgent } from './acting.ts';
import type { AgentPresences } from './agentPresences.ts';
import type { Ledger } from './ledger.ts';
import type { Actor } from './ports.ts';

/** How whoever has a consult gives it away: to a colleague, or back to the waiting room. */
export class Handover {
  readonly #ledger: Ledger;
  readonly #agents: AgentPresences;

  constructor(ledger: Ledger, agents: AgentPresences) {
    this.#ledger = ledger;
    this.#agents = agents;
  }

  /** Sends the patient back to the waiting room. */
  async returnToQueue(actor: Actor, consultId: string): Promise<void> {
    await actFrom(this.#ledger, actor, consultId, isAgent, () => ({ type: 'return' }));
  }

  /**
   * Rings at a colleague of the same clinic, who takes over by accepting.
   * @throws Refusal `not_found`, `endpoint_absent` where the colleague is not there, `agent_busy`,
   * `agent_ringing`
   */
  async transfer(
    actor: Actor,
    consultId: string,
    wished: { readonly to: string; readonly note: string },
  ): Promise<void> {
    const { colleagues } = await this.#agents.colleagues(actor.identity);
    const to = colleagues.find(({ id }) => id === wished.to);
    if (to === undefined) throw new Refusal('not_found');
    if (to.presence === 'offline') throw new Refusal('endpoint_absent');
    if (to.presence === 'busy') throw new Refusal('agent_busy');
    await actFrom(this.#ledger, actor, consultId, isAgent, () => ({
      type: 'transfer',
      to: { id: to.id, name: to.name },
      note: wished.note,
    }));
  }

  /** Stops ringing at the colleague. */
  async withdrawTransfer(actor: Actor, consultId: string): Promise<void> {
    await actFrom(this.#ledger, actor, consultId, isAgent, () => ({ type: 'withdraw-transfer' }));
  }
}

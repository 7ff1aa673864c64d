import type { SignalingClient } from './signalingClient.ts';

/** An agent who hears what rings, and answers one after the other where somebody says how. */
export class QueueAgent {
  readonly client: SignalingClient;
  readonly #personId: string;
  readonly #ringing = new Set<string>();
  readonly #awaitedRings = new Map<string, (atMs: number) => void>();
  readonly #awaitedQuiet = new Map<string, () => void>();
  #isAnswering = false;
  /** Answers a consult that rings; resolves once the agent is free again. */
  answer: ((consultId: string) => Promise<void>) | undefined;
  /** Told where an answer fails otherwise than by somebody else's being faster. */
  failed: (error: unknown) => void = () => {};

  private constructor(client: SignalingClient, personId: string) {
    this.client = client;
    this.#personId = personId;
  }

  static async open(client: SignalingClient): Promise<QueueAgent> {
    const { identity } = await client.request('session.open', { endpoint: 'agent' });
    if (identity.kind !== 'agent') throw new Error('not an agent');
    const agent = new QueueAgent(client, identity.personId);
    client.on('consult.changed', ({ consult }) => {
      const rings = consult.offeredTo.some(({ id }) => id === agent.#personId);
      if (rings) agent.#ring(consult.id);
      else agent.#hush(consult.id);
    });
    client.on('consult.left', ({ consultId }) => agent.#hush(consultId));
    return agent;
  }

  /** @returns when the consult rings here, on the clock of `performance.now` */
  rings(consultId: string): Promise<number> {
    return new Promise((resolve) => this.#awaitedRings.set(consultId, resolve));
  }

  /** Waits until the consult rings here no more. */
  isQuiet(consultId: string): Promise<void> {
    return new Promise((resolve) => this.#awaitedQuiet.set(consultId, resolve));
  }

  #ring(consultId: string): void {
    this.#ringing.add(consultId);
    this.#awaitedRings.get(consultId)?.(performance.now());
    this.#awaitedRings.delete(consultId);
    this.#next();
  }

  #hush(consultId: string): void {
    if (!this.#ringing.delete(consultId)) return;
    this.#awaitedQuiet.get(consultId)?.();
    this.#awaitedQuiet.delete(consultId);
  }

  #next(): void {
    const [consultId] = this.#ringing;
    if (this.#isAnswering || this.answer === undefined || consultId === undefined) return;
    this.#isAnswering = true;
    this.#ringing.delete(consultId);
    this.answer(consultId)
      .catch((error: unknown) => {
        // Where it rang at several, another was faster.
        if (!(error instanceof Error) || !error.message.includes('already_accepted')) {
          this.failed(error);
        }
      })
      .finally(() => {
        this.#isAnswering = false;
        this.#next();
      });
  }
}

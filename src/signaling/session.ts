import {
  type Identity,
  type NotificationParams,
  type QueuePlace,
  Refusal,
  type ServerNotificationName,
} from '../protocol/index.ts';
import type { Connection } from './connection.ts';

/** A session that is live on this node: who it speaks for, and the socket it has, if any. */
export class Session {
  readonly sessionId: string;
  /** The browser sign-in that an agent's session hangs on. */
  readonly signInId: string | null;
  identity: Identity;
  /** The open socket; `null` while the session waits for its endpoint to come back. */
  connection: Connection | null = null;
  /** The page that opened the socket, as it calls itself. */
  readonly pageId: string | undefined;
  /** When the socket was lost, on the clock that never jumps. */
  lostAtMs = 0;
  /** Whether somebody is at an agent's screen, as it says. */
  active = true;
  /** Where in the queue a TV was last told to stand. */
  toldPlace: QueuePlace | null = null;
  /** The last sequence number told, by consult that this session follows. */
  told: Map<string, number> | null = null;

  #holds = 0;
  #held: (() => void)[] | null = null;

  constructor(
    sessionId: string,
    identity: Identity,
    signInId: string | null,
    pageId: string | undefined,
  ) {
    this.sessionId = sessionId;
    this.identity = identity;
    this.signInId = signInId;
    this.pageId = pageId;
  }

  /**
   * Lets pass what came by the socket that the session has now. A request that was on its way when
   * another socket took the session over would undo what that one has asked for since.
   * @throws Refusal `not_open`
   */
  requireSocket(connection: Connection): void {
    if (this.connection !== connection) throw new Refusal('not_open');
  }

  /** Tells the endpoint something, in its order; nothing happens while it has no socket. */
  notify<N extends ServerNotificationName>(name: N, params: NotificationParams<N>): void {
    this.inOrder(() => this.connection?.notify(name, params));
  }

  /** Does something at once, or, while a reply is being put together, after that reply. */
  inOrder(action: () => void): void {
    if (this.#held) this.#held.push(action);
    else action();
  }

  /**
   * Holds back what is told, so that a reply and notifications about the same thing come in order.
   * @returns a function that lets it go on; to be called once
   */
  hold(): () => void {
    this.#holds += 1;
    this.#held ??= [];
    return () => {
      this.#holds -= 1;
      if (this.#holds > 0) return;
      const held = this.#held ?? [];
      this.#held = null;
      for (const action of held) this.inOrder(action);
    };
  }
}

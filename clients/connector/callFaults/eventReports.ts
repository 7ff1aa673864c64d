import type { DeviceEvent } from '../../../src/protocol/index.ts';
import type { Connector } from '../connector.ts';
import { isPassing, RequestError } from '../requestError.ts';

export interface EventReportsOptions {
  readonly connector: Pick<Connector, 'request' | 'holdsPlace'>;
  readonly consultId: string;
}

/** A server that was away for long is not told of every flicker: the oldest are given up. */
const keptEvents = 100;
const retryMs = 1_000;

/**
 * Tells the server of events until each is acknowledged, one after the other in their order, over
 * lost sockets, lost sessions and a server that fails. It may be told twice, and counts it once.
 */
export class EventReports {
  readonly #options: EventReportsOptions;
  #waiting: readonly DeviceEvent[] = [];
  #telling: DeviceEvent | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: EventReportsOptions) {
    this.#options = options;
  }

  report(event: DeviceEvent): void {
    this.#waiting = [...this.#waiting, event].slice(-keptEvents);
    this.flush();
  }

  /** Goes on telling, where that had to wait: the place in the consult may be held again. */
  flush(): void {
    const { connector, consultId } = this.#options;
    const [event] = this.#waiting;
    if (event === undefined || this.#telling !== null || this.#closed) return;
    if (!connector.holdsPlace(consultId)) return;
    this.#telling = event;
    // It waits for a lost connection by itself.
    connector.request('consult.reportEvent', { consultId, event }).then(
      () => this.#told(event),
      (error: unknown) => {
        if (!(error instanceof RequestError)) throw error;
        this.#failed(event, error);
      },
    );
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retryTimer);
    this.#waiting = [];
  }

  #told(event: DeviceEvent): void {
    this.#telling = null;
    this.#waiting = this.#waiting.filter(({ id }) => id !== event.id);
    this.flush();
  }

  #failed(event: DeviceEvent, error: RequestError): void {
    if (isPassing(error)) {
      this.#retryTimer = setTimeout(() => {
        this.#telling = null;
        this.flush();
      }, retryMs);
    } else if (error.code === 'not_joined' || error.code === 'not-connected') {
      // The call takes its place back, and flushes then.
      this.#telling = null;
    } else {
      // The server will not have it, now or later.
      this.#told(event);
    }
  }
}

import type {
  CloseName,
  ConsultView,
  Identity,
  MethodName,
  NotificationParams,
  ParamsInput,
  Result,
  ServerNotificationName,
  TimelineEvent,
} from '../../src/protocol/index.ts';
import { type Observable, Settable } from './observable.ts';
import { RequestError } from './requestError.ts';

/** How the session with the server is. Times are milliseconds since the epoch. */
export type ConnectionState =
  | { readonly name: 'idle' }
  | { readonly name: 'connecting' }
  | { readonly name: 'open' }
  | { readonly name: 'reconnecting'; readonly attempt: number; readonly since: number }
  | { readonly name: 'closed'; readonly reason: CloseName | 'left' };

/** A consult as this endpoint knows it. */
export interface ConsultRecord {
  readonly consult: ConsultView;
  readonly timeline: readonly TimelineEvent[];
  /** Why this endpoint has no more to do with it, if so. */
  readonly left: null | 'accepted-elsewhere' | 'over' | 'withdrawn';
}

export interface ConnectorOptions {
  /** `wss://…/signaling` */
  readonly url: string;
  readonly endpoint: 'tv' | 'agent';
  /** The device's access token; read anew at each connect. An agent needs none. */
  readonly token?: () => string | undefined;
  /** Keep the new token: the old one becomes void once the new one is used. */
  readonly onTokenRotated?: (token: string) => void;
  /** Another WebSocket implementation than the engine's. */
  readonly WebSocket?: typeof WebSocket;
}

/** One endpoint's session with Housecall. */
export class Connector {
  readonly connection: Observable<ConnectionState> = new Settable<ConnectionState>({
    name: 'idle',
  });
  readonly identity: Observable<Identity | null> = new Settable<Identity | null>(null);
  /** Newest last. Final ones stay until dismissed. */
  readonly consults: Observable<readonly ConsultRecord[]> = new Settable<readonly ConsultRecord[]>(
    [],
  );

  constructor(options: ConnectorOptions) {
    void options;
  }

  start(): void {}

  async leave(): Promise<void> {}

  /** @throws RequestError */
  async request<M extends MethodName>(_method: M, _params: ParamsInput<M>): Promise<Result<M>> {
    throw new RequestError('not-connected', 'There is no connection to the server.');
  }

  onNotification<N extends ServerNotificationName>(
    _name: N,
    _handler: (params: NotificationParams<N>) => void,
  ): () => void {
    return () => {};
  }

  dismiss(_consultId: string): void {}

  consult(consultId: string): ConsultRecord | undefined {
    return this.consults.value.find((record) => record.consult.id === consultId);
  }
}

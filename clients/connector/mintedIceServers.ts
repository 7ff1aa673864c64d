import type { IceServer } from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';

/** STUN and TURN servers of a consult. One set of credentials serves for as long as it is valid. */
export class MintedIceServers {
  readonly #connector: Connector;
  readonly #consultId: string;
  #minted: { readonly iceServers: Promise<readonly IceServer[]>; expiresAt: number } | undefined;

  constructor(connector: Connector, consultId: string) {
    this.#connector = connector;
    this.#consultId = consultId;
  }

  /** @throws RequestError */
  get(): Promise<readonly IceServer[]> {
    if (this.#minted === undefined || Date.now() >= this.#minted.expiresAt) {
      const asked = this.#connector.request('peer.iceServers', { consultId: this.#consultId });
      const minted = {
        iceServers: asked.then(({ iceServers }) => iceServers),
        expiresAt: Number.POSITIVE_INFINITY,
      };
      this.#minted = minted;
      asked.then(
        ({ expiresAt }) => {
          minted.expiresAt = Date.parse(expiresAt);
        },
        () => {
          minted.expiresAt = 0;
        },
      );
    }
    return this.#minted.iceServers;
  }
}

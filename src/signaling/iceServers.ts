import { createHmac } from 'node:crypto';
import type { IceServer } from '../protocol/index.ts';
import type { IceServers } from './ports.ts';

export interface IceServerOptions {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** coturn's `static-auth-secret`; TURN servers are given out only with it. */
  readonly turnSecret: string | undefined;
  /** How long a credential lets one begin a TURN allocation, in seconds. */
  readonly ttlSeconds: number;
  readonly now: () => Date;
}

/**
 * Mints credentials for TURN by the shared-secret scheme of coturn's `use-auth-secret`
 * (draft-uberti-behave-turn-rest-00, section 2.2): the user name is `expiry:session`, the expiry
 * in seconds since the epoch, and the password the base64 of its HMAC-SHA1.
 */
export function createIceServers(options: IceServerOptions): IceServers {
  const { stunUrls, turnUrls, turnSecret } = options;
  return {
    mint(sessionId) {
      const expiry = Math.floor(options.now().getTime() / 1_000) + options.ttlSeconds;
      const iceServers: IceServer[] = [];
      if (stunUrls.length > 0) iceServers.push({ urls: [...stunUrls] });
      if (turnUrls.length > 0 && turnSecret !== undefined) {
        const username = `${expiry}:${sessionId}`;
        const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
        iceServers.push({ urls: [...turnUrls], username, credential });
      }
      return { iceServers, expiresAt: new Date(expiry * 1_000).toISOString() };
    },
  };
}

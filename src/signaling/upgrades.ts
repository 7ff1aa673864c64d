import type { SignalingLimits } from './limits.ts';

interface AddressState {
  tokens: number;
  at: number;
  opening: number;
}

/** Counts new sockets per network address and those whose session is not open yet. */
export class UpgradeLimiter {
  readonly #limits: SignalingLimits;
  readonly #monotonicMs: () => number;
  readonly #byAddress = new Map<string, AddressState>();
  #opening = 0;

  constructor(limits: SignalingLimits, monotonicMs: () => number) {
    this.#limits = limits;
    this.#monotonicMs = monotonicMs;
  }

  /** @returns the HTTP status to refuse with, or `undefined` where the socket may be made */
  refusal(address: string): 429 | 503 | undefined {
    const { upgradesPerSecond, upgradeBurst, openingSockets, openingSocketsPerAddress } =
      this.#limits;
    const now = this.#monotonicMs();
    const state = this.#byAddress.get(address) ?? { tokens: upgradeBurst, at: now, opening: 0 };
    this.#byAddress.set(address, state);
    const refill = ((now - state.at) / 1_000) * upgradesPerSecond;
    state.tokens = Math.min(upgradeBurst, state.tokens + refill);
    state.at = now;
    if (state.tokens < 1 || state.opening >= openingSocketsPerAddress) return 429;
    if (this.#opening >= openingSockets) return 503;
    state.tokens -= 1;
    return undefined;
  }

  /** A socket of this address begins to open its session. */
  begin(address: string): void {
    this.#opening += 1;
    const state = this.#byAddress.get(address);
    if (state) state.opening += 1;
  }

  /** A socket's session is open, or the socket is gone. */
  end(address: string): void {
    this.#opening -= 1;
    const state = this.#byAddress.get(address);
    if (state) state.opening -= 1;
  }

  /** Forgets addresses of which nothing would be remembered anyway. */
  sweep(): void {
    const { upgradesPerSecond, upgradeBurst } = this.#limits;
    const before = this.#monotonicMs() - (upgradeBurst / upgradesPerSecond) * 1_000;
    for (const [address, state] of this.#byAddress) {
      if (state.opening === 0 && state.at <= before) this.#byAddress.delete(address);
    }
  }
}

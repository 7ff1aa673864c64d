import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault, Watcher } from './fault.ts';
import { judgeStorage, type StorageReading } from './storage.ts';

const checkEveryMs = 300_000;
const trialKey = 'housecall.trial';

/** Watches whether the TV has room for what the service keeps. */
export class StorageWatch implements Watcher {
  readonly codes: readonly FaultCode[] = ['storage-full'];
  readonly #timer: ReturnType<typeof setInterval>;
  #faults: readonly Fault[] = [];

  constructor() {
    this.#timer = setInterval(() => void this.check(), checkEveryMs);
    window.addEventListener('unhandledrejection', this.#rejected);
    void this.check();
  }

  look(): readonly Fault[] {
    return this.#faults;
  }

  /** Looks now. Never rejects. @returns whether there is room */
  async check(): Promise<boolean> {
    this.#faults = judgeStorage({ ...(await estimate()), isOverQuota: !canKeep() });
    return this.#faults.length === 0;
  }

  close(): void {
    clearInterval(this.#timer);
    window.removeEventListener('unhandledrejection', this.#rejected);
  }

  /** The service's own writing may fail where ours still fits. */
  readonly #rejected = ({ reason }: PromiseRejectionEvent): void => {
    if (isQuotaError(reason)) this.#faults = judgeStorage({ ...unknown, isOverQuota: true });
  };
}

const unknown = { usage: undefined, quota: undefined };

async function estimate(): Promise<Pick<StorageReading, 'usage' | 'quota'>> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return { usage, quota };
  } catch {
    return unknown;
  }
}

/** Tries to keep a kilobyte; no storage at all is no want of room. */
function canKeep(): boolean {
  try {
    localStorage.setItem(trialKey, ' '.repeat(1_024));
    localStorage.removeItem(trialKey);
    return true;
  } catch (error) {
    return !isQuotaError(error);
  }
}

function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

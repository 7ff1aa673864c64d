import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault, Watcher } from './fault.ts';
import { judgeClock, judgeNetwork } from './network.ts';
import { probe } from './probe.ts';
import type { ProbeAnswer } from './probeAnswer.ts';
import { Throughput } from './throughput.ts';

export interface NetworkWatchOptions {
  /** Answers `HEAD` where the TV service is well. */
  readonly serviceUrl: string;
  /** The same of the clinic. */
  readonly clinicUrl: string;
}

/** While all is well a TV asks seldom: there are many of them. */
const calmMs = 60_000;
/** While something is wrong, until it is known what, and then that it is over. */
const anxiousMs = 2_000;
/** After the player or the engine told of trouble, the next so many questions are anxious ones. */
const anxiousRounds = 4;
const keptAnswers = 3;

/** Watches whether the TV service and the clinic can be reached, how well, and the clock. */
export class NetworkWatch implements Watcher {
  readonly codes: readonly FaultCode[] = [
    'network-down',
    'service-unreachable',
    'network-poor',
    'clock-wrong',
  ];
  readonly #options: NetworkWatchOptions;
  readonly #isOneServer: boolean;
  readonly #throughput = new Throughput();
  #service: readonly ProbeAnswer[] = [];
  #clinic: readonly ProbeAnswer[] = [];
  #serviceAnswers: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #anxiousFor = 0;
  #asking: Promise<void> | null = null;
  #closed = false;

  constructor(options: NetworkWatchOptions) {
    this.#options = options;
    const service = new URL(options.serviceUrl, location.href).origin;
    this.#isOneServer = service === new URL(options.clinicUrl, location.href).origin;
    // A page's policy may forbid to ask another server: it counts once it has answered.
    this.#serviceAnswers = service === location.origin;
    window.addEventListener('online', this.askSoon);
    window.addEventListener('offline', this.askSoon);
    this.askSoon();
  }

  look(): readonly Fault[] {
    const { onLine: online } = navigator;
    return [
      ...judgeNetwork({
        online,
        service: this.#service,
        clinic: this.#clinic,
        serviceAnswers: this.#serviceAnswers,
        throughputBps: this.#throughput.bps,
      }),
      ...judgeClock([...this.#clinic, ...this.#service]),
    ];
  }

  /** Something went wrong that the network may have to do with. */
  readonly askSoon = (): void => {
    this.#anxiousFor = anxiousRounds;
    if (this.#asking === null) void this.ask();
  };

  /** Asks both now. @returns how the service and the clinic answered */
  async ask(): Promise<{ service: ProbeAnswer | undefined; clinic: ProbeAnswer | undefined }> {
    clearTimeout(this.#timer);
    this.#asking ??= this.#askNow().finally(() => {
      this.#asking = null;
      this.#schedule();
    });
    await this.#asking;
    const last = (answers: readonly ProbeAnswer[]) => answers[answers.length - 1];
    return { service: last(this.#service), clinic: last(this.#clinic) };
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#throughput.close();
    window.removeEventListener('online', this.askSoon);
    window.removeEventListener('offline', this.askSoon);
  }

  async #askNow(): Promise<void> {
    const { serviceUrl, clinicUrl } = this.#options;
    const [service, clinic] = await Promise.all([
      probe(serviceUrl),
      this.#isOneServer ? undefined : probe(clinicUrl),
    ]);
    this.#service = [...this.#service, service].slice(-keptAnswers);
    if (clinic !== undefined) this.#clinic = [...this.#clinic, clinic].slice(-keptAnswers);
    if (service.name === 'answered') this.#serviceAnswers = true;
  }

  #schedule(): void {
    if (this.#closed) return;
    if (this.look().length > 0) this.#anxiousFor = anxiousRounds;
    const delayMs = this.#anxiousFor > 0 ? anxiousMs : calmMs;
    this.#anxiousFor = Math.max(0, this.#anxiousFor - 1);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (document.visibilityState === 'visible') void this.ask();
      else this.#schedule();
    }, delayMs);
  }
}

import type { DelayedLine } from './delayedLine.ts';
import { layDelayed } from './delayedLine.ts';
import type { Namespace } from './namespaces.ts';

/** How many bytes a line lets through at once, and how long it keeps what has to wait. */
const shaping = ['burst', '8kb', 'latency', '300ms'] as const;

/** One house's line to the router: an interface in the house, and its other end at the router. */
export class Line {
  readonly house: Namespace;
  /** The name of its end at the router, by which nftables knows it. */
  readonly name: string;
  readonly #router: Namespace;
  readonly #subnet: number;
  readonly #delayed: DelayedLine | undefined;
  #host = 2;

  private constructor(
    house: Namespace,
    router: Namespace,
    name: string,
    subnet: number,
    delayed: DelayedLine | undefined,
  ) {
    this.house = house;
    this.#router = router;
    this.name = name;
    this.#subnet = subnet;
    this.#delayed = delayed;
  }

  /** Lays it, without the house using it yet. */
  static async lay(
    house: Namespace,
    router: Namespace,
    name: string,
    subnet: number,
    delays = false,
  ): Promise<Line> {
    const inHouse = houseEndOf(name);
    let delayed: DelayedLine | undefined;
    if (delays) {
      delayed = await layDelayed({ house, inHouse, router, atRouter: name });
    } else {
      const peer = ['peer', 'name', name, 'netns', router.name];
      await house.ip('link', 'add', inHouse, 'type', 'veth', ...peer);
    }
    await router.ip('addr', 'add', `10.77.${subnet}.1/24`, 'dev', name);
    await router.ip('link', 'set', name, 'up');
    return new Line(house, router, name, subnet, delayed);
  }

  /** The house's own address on this line. */
  get address(): string {
    return this.addressOf(this.#host);
  }

  addressOf(host: number): string {
    return `10.77.${this.#subnet}.${host}`;
  }

  /** The house goes out by this line from now on. */
  async plugIn(): Promise<void> {
    await this.house.ip('link', 'set', this.#inHouse, 'up');
    await this.house.ip('addr', 'replace', `${this.address}/24`, 'dev', this.#inHouse);
    await this.#route();
  }

  /** As when the cable is pulled or the Wi-Fi is gone. */
  async unplug(): Promise<void> {
    await this.house.ip('addr', 'flush', 'dev', this.#inHouse);
    await this.house.ip('link', 'set', this.#inHouse, 'down');
  }

  async addAddress(host: number): Promise<void> {
    await this.house.ip('addr', 'add', `${this.addressOf(host)}/24`, 'dev', this.#inHouse);
  }

  /** As when the house is given another address: the old one is void at once. */
  async changeAddress(): Promise<void> {
    const before = this.address;
    this.#host += 10;
    await this.house.ip('addr', 'del', `${before}/24`, 'dev', this.#inHouse);
    await this.house.ip('addr', 'add', `${this.address}/24`, 'dev', this.#inHouse);
    await this.#route();
  }

  /**
   * Lets no more through than this, either way, and keeps what is above it in a queue of 300 ms.
   * @returns what lets all through again
   */
  async narrow(bitrateBps: number): Promise<() => Promise<void>> {
    const ends = [
      [this.house, this.#inHouse],
      [this.#router, this.name],
    ] as const;
    for (const [namespace, device] of ends) {
      const tbf = ['tbf', 'rate', `${bitrateBps}bit`, ...shaping];
      await namespace.run('tc', ['qdisc', 'replace', 'dev', device, 'root', ...tbf]);
    }
    return async () => {
      for (const [namespace, device] of ends) {
        await namespace.run('tc', ['qdisc', 'del', 'dev', device, 'root']);
      }
    };
  }

  /** Holds each packet back for so many milliseconds, either way. */
  delay(ms: number): void {
    this.#delays.delay(ms);
  }

  /** Holds each packet back for between none and so many milliseconds more, either way. */
  jitter(upToMs: number): void {
    this.#delays.jitter(upToMs);
  }

  get #delays(): DelayedLine {
    if (this.#delayed === undefined) throw new Error(`${this.name}: not laid with delays`);
    return this.#delayed;
  }

  close(): void {
    this.#delayed?.close();
  }

  get #inHouse(): string {
    return houseEndOf(this.name);
  }

  async #route(): Promise<void> {
    await this.house.ip('route', 'replace', 'default', 'via', this.addressOf(1));
  }
}

function houseEndOf(name: string): string {
  return `${name}0`;
}

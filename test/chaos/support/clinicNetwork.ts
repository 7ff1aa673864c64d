import { Line } from './line.ts';
import { Namespace } from './namespaces.ts';
import { Router } from './router.ts';

let opened = 0;

/**
 * Three houses, each with a network of its own, and a router between them: the TV's home, the
 * physician's practice and the clinic's server room. Nothing in them reaches the machine outside.
 *
 * ```
 * tv 10.77.1.2 ──┐                    ┌── server 10.77.3.2, coturn 10.77.3.3
 *                ├── router 10.77.x.1 ┤
 * agent 10.77.2.2┘                    └── tv's second interface 10.77.4.2, where it is used
 * ```
 */
export class ClinicNetwork {
  readonly router: Router;
  readonly tv: Line;
  readonly agent: Line;
  readonly server: Line;
  /** The TV's second way out, such as a cable beside its Wi-Fi. Down until it is plugged in. */
  readonly tvCable: Line;
  readonly #namespaces: readonly Namespace[];

  private constructor(
    router: Router,
    lines: { tv: Line; agent: Line; server: Line; tvCable: Line },
    namespaces: readonly Namespace[],
  ) {
    this.router = router;
    this.tv = lines.tv;
    this.agent = lines.agent;
    this.server = lines.server;
    this.tvCable = lines.tvCable;
    this.#namespaces = namespaces;
  }

  /** @param options `tvDelays`: the TV's line goes through a program that can delay each packet */
  static async open({ tvDelays = false } = {}): Promise<ClinicNetwork> {
    opened += 1;
    const base = `housecall-${process.pid}-${opened}`;
    const namespaces: Namespace[] = [];
    const add = async (name: string) => {
      const namespace = await Namespace.add(`${base}-${name}`);
      namespaces.push(namespace);
      return namespace;
    };
    try {
      const middle = await add('router');
      await middle.run('sysctl', ['-q', '-w', 'net.ipv4.ip_forward=1']);
      const [tvHouse, practice, clinic] = [
        await add('tv'),
        await add('agent'),
        await add('server'),
      ];
      const tv = await Line.lay(tvHouse, middle, 'tv', 1, tvDelays);
      const agent = await Line.lay(practice, middle, 'agent', 2);
      const server = await Line.lay(clinic, middle, 'server', 3);
      const tvCable = await Line.lay(tvHouse, middle, 'cable', 4);
      for (const line of [tv, agent, server]) await line.plugIn();
      await server.addAddress(3);
      return new ClinicNetwork(new Router(middle), { tv, agent, server, tvCable }, namespaces);
    } catch (error) {
      for (const namespace of namespaces) await namespace.remove();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.tv.close();
    for (const namespace of this.#namespaces) await namespace.remove();
  }
}

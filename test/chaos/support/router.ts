import { once } from 'node:events';
import type { Namespace } from './namespaces.ts';

/**
 * The network between the houses, as far as it can be broken: nftables drops and refuses what is
 * forwarded from one interface to another. No endpoint notices but by what does not arrive.
 */
export class Router {
  readonly #namespace: Namespace;
  readonly #rules = new Set<string>();
  #applying: Promise<void> = Promise.resolve();

  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /**
   * Breaks something: rules of nftables, which see what is forwarded.
   * @returns what mends it again
   */
  async break(...rules: readonly string[]): Promise<() => Promise<void>> {
    for (const rule of rules) this.#rules.add(rule);
    await this.#apply();
    return async () => {
      for (const rule of rules) this.#rules.delete(rule);
      await this.#apply();
    };
  }

  /** One after the other, each with all that is broken by then. */
  #apply(): Promise<void> {
    this.#applying = this.#applying.then(() => this.#applyNow());
    return this.#applying;
  }

  async #applyNow(): Promise<void> {
    const hook = 'type filter hook forward priority 0; policy accept;';
    const chain = ['chain forward {', hook, ...this.#rules, '}'];
    const table = ['flush ruleset', 'table inet chaos {', ...chain, '}', ''].join('\n');
    const nft = this.#namespace.start('nft', ['-f', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
    const said: string[] = [];
    nft.stderr?.on('data', (data) => said.push(String(data)));
    nft.stdin?.end(table);
    const [code] = await once(nft, 'close');
    if (code !== 0) throw new Error(`nft refused:\n${said.join('')}\n${table}`);
  }
}

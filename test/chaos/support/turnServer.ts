import type { ChildProcess } from 'node:child_process';
import type { Certificate } from './certificate.ts';
import { endProcess, whenSays } from './childProcess.ts';
import type { Namespace } from './namespaces.ts';

/** Debian's coturn in the clinic's network: TURN on 3478, UDP and TCP, and over TLS on 443. */
export class TurnServer {
  readonly urls: readonly string[];
  readonly #child: ChildProcess;

  private constructor(address: string, child: ChildProcess) {
    this.urls = [`turn:${address}:3478?transport=udp`, `turns:${address}:443?transport=tcp`];
    this.#child = child;
  }

  static async start(
    house: Namespace,
    address: string,
    secret: string,
    { certFile, keyFile }: Certificate,
  ): Promise<TurnServer> {
    const options = {
      'listening-ip': address,
      'relay-ip': address,
      'listening-port': '3478',
      'tls-listening-port': '443',
      cert: certFile,
      pkey: keyFile,
      'static-auth-secret': secret,
      realm: 'clinic.test',
      'log-file': 'stdout',
      pidfile: `/tmp/${house.name}-coturn.pid`,
    };
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const flags = ['-n', '--use-auth-secret', '--no-cli', '--verbose', '--no-dtls'];
    const child = house.start('turnserver', [...flags, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await whenSays(child, 'TLS/TCP listener opened');
    return new TurnServer(address, child);
  }

  async stop(): Promise<void> {
    await endProcess(this.#child, 'SIGTERM');
  }
}

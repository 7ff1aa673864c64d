import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './freePort.ts';

/** A real coturn on loopback that takes the credentials of coturn's REST scheme. */
export class Coturn {
  readonly url: string;
  readonly secret: string;
  readonly #child: ChildProcess;
  readonly #log: string[] = [];

  private constructor(port: number, secret: string) {
    this.url = `turn:127.0.0.1:${port}?transport=udp`;
    this.secret = secret;
    const options = {
      'listening-ip': '127.0.0.1',
      'relay-ip': '127.0.0.1',
      'listening-port': String(port),
      'static-auth-secret': secret,
      realm: 'clinic.test',
      'log-file': 'stdout',
      pidfile: `/tmp/coturn-test-${port}.pid`,
    };
    const flags = [
      'use-auth-secret',
      'allow-loopback-peers',
      'no-cli',
      'no-tls',
      'no-dtls',
      'verbose',
    ];
    this.#child = spawn(
      'turnserver',
      [
        '-n',
        ...Object.entries(options).map(([k, v]) => `--${k}=${v}`),
        ...flags.map((f) => `--${f}`),
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    this.#child.stdout?.on('data', (data) => this.#log.push(String(data)));
  }

  static async start(secret: string): Promise<Coturn> {
    const coturn = new Coturn(await freePort(), secret);
    await coturn.logs('UDP listener opened');
    return coturn;
  }

  /** Waits until the log holds a text. @throws Error where the process ends before */
  async logs(text: string): Promise<void> {
    while (!this.#log.join('').includes(text)) {
      if (this.#child.exitCode !== null) throw new Error(`coturn ended:\n${this.#log.join('')}`);
      await once(this.#child.stdout ?? this.#child, 'data', {
        signal: AbortSignal.timeout(10_000),
      });
    }
  }

  get log(): string {
    return this.#log.join('');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

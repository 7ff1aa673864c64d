import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCommands } from '../../scripts/setup/commands.mjs';
import { createReporter } from '../../scripts/setup/reporter.mjs';
import {
  COMPARED_SERVERS,
  createSystem,
  ensureSystemPackages,
} from '../../scripts/setup/system-packages.mjs';
import { freePort } from '../../test/support/freePort.ts';
import { MeasuredProcess } from './measuredProcess.ts';

/** All that Debian's package brings but what a call of two by WebSocket needs. */
const leftOut = {
  plugins:
    'audiobridge duktape echotest lua nosip recordplay sip streaming textroom videoroom voicemail',
  transports: 'http mqtt nanomsg pfunix rabbitmq',
  loggers: 'jsonlog',
} as const;

/**
 * Debian's Janus on loopback, with a configuration of its own: the plugin for calls of two, the
 * WebSocket API, and else what Janus does by itself.
 */
export class Janus {
  readonly url: string;
  readonly #process: MeasuredProcess;
  readonly #folder: string;

  private constructor(url: string, process: MeasuredProcess, folder: string) {
    this.url = url;
    this.#process = process;
    this.#folder = folder;
  }

  /**
   * Installs the Debian package where it is missing.
   * @param wrapper a command in front, such as `taskset` with its arguments
   * @throws Error where there is none and it cannot be installed, or it does not run
   */
  static async start(wrapper: readonly string[] = []): Promise<Janus> {
    const system = createSystem(createCommands().run);
    const reporter = createReporter(process.stderr);
    await ensureSystemPackages(COMPARED_SERVERS, 'compare with Janus', system, reporter);
    const folder = await mkdtemp(path.join(tmpdir(), 'housecall-janus-'));
    const port = await freePort();
    await writeConfiguration(folder, port);
    const [command = 'janus', ...args] = [
      ...wrapper,
      'janus',
      `--configs-folder=${folder}`,
      '--disable-colors',
      '--debug-level=4',
    ];
    const { process: janus } = await MeasuredProcess.start(command, args, /WebSockets thread/);
    return new Janus(`ws://127.0.0.1:${port}`, janus, folder);
  }

  get pid(): number {
    return this.#process.pid;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    await rm(this.#folder, { recursive: true });
  }
}

/** @param port of the WebSocket API */
async function writeConfiguration(folder: string, port: number): Promise<void> {
  const without = (names: string) =>
    `{ disable = "${names.split(' ').map((name) => `libjanus_${name}.so`)}" }`;
  const files = {
    'janus.jcfg': `
      general: { configs_folder = "${folder}" }
      nat: { ice_enforce_list = "lo" }
      plugins: ${without(leftOut.plugins)}
      transports: ${without(leftOut.transports)}
      loggers: ${without(leftOut.loggers)}
    `,
    'janus.transport.websockets.jcfg': `
      general: { ws = true, ws_ip = "127.0.0.1", ws_port = ${port}, wss = false }
      admin: { admin_ws = false, admin_wss = false }
    `,
    'janus.plugin.videocall.jcfg': 'general: { events = false }\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}

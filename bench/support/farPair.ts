import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from '../../test/chaos/support/certificate.ts';
import { ClinicNetwork } from '../../test/chaos/support/clinicNetwork.ts';
import { ClinicServer, physicianEmail } from '../../test/chaos/support/clinicServer.ts';
import { EndpointBrowser } from '../../test/chaos/support/endpointBrowser.ts';
import { writeSpeech } from '../../test/chaos/support/speech.ts';
import { pair, signIn } from '../../test/support/consultPages.ts';
import { beginCall, type CallTimes, endCall } from './housecallPair.ts';

export interface FarPairOptions {
  readonly path: 'auto' | 'relay' | 'direct';
  /** From the TV to anything and back, in milliseconds. */
  readonly roundTripMs: number;
}

/** The two real apps with distance between them: each in a network of its own, the TV far away. */
export class FarPair {
  readonly #tv: EndpointBrowser;
  readonly #agent: EndpointBrowser;
  readonly #undo: AsyncDisposableStack;

  private constructor(tv: EndpointBrowser, agent: EndpointBrowser, undo: AsyncDisposableStack) {
    this.#tv = tv;
    this.#agent = agent;
    this.#undo = undo;
  }

  static async open({ path: pathPolicy, roundTripMs }: FarPairOptions): Promise<FarPair> {
    const undo = new AsyncDisposableStack();
    try {
      const folder = await mkdtemp(path.join(tmpdir(), 'housecall-far-'));
      undo.defer(() => rm(folder, { recursive: true, maxRetries: 5 }));
      const network = await ClinicNetwork.open({ tvDelays: true });
      undo.defer(() => network.close());
      const addresses = { clinic: network.server.address, turn: network.server.addressOf(3) };
      const server = await ClinicServer.start({
        house: network.server.house,
        addresses,
        dataDir: path.join(folder, 'data'),
        certificate: await makeCertificate(folder, Object.values(addresses)),
        pathPolicy,
      });
      undo.defer(() => server.stop());
      const soundFile = path.join(folder, 'speech.wav');
      await writeSpeech(soundFile);
      const open = async (name: 'tv' | 'agent', width: number, height: number) => {
        const browser = new EndpointBrowser({
          house: network[name].house,
          folder: path.join(folder, name),
          viewport: { width, height },
          soundFile,
        });
        await browser.start();
        undo.defer(() => browser.close());
        await browser.page.goto(`${server.url}/${name}/`);
        return browser;
      };
      const tv = await open('tv', 1920, 1080);
      const agent = await open('agent', 1440, 900);
      await signIn(agent.page, physicianEmail);
      await pair(tv.page, agent.page, 'Anna Bianchi');
      network.tv.delay(roundTripMs / 2);
      return new FarPair(tv, agent, undo);
    } catch (error) {
      await undo.disposeAsync();
      throw error;
    }
  }

  /** Makes one call from its beginning to its end. */
  async measure(): Promise<CallTimes> {
    const times = await beginCall(this.#tv.page, this.#agent.page);
    await endCall(this.#tv.page, this.#agent.page);
    return times;
  }

  async close(): Promise<void> {
    await this.#undo.disposeAsync();
  }
}

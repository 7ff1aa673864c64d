import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Namespace } from './namespaces.ts';

const runFile = promisify(execFile);

/** What a test needs of the machine beyond what all need. */
export type Need = 'delayed line';

/** @returns why the machine does not permit it, or `undefined` where it does */
export async function obstacleTo(needs: readonly Need[]): Promise<string | undefined> {
  let namespace: Namespace | undefined;
  try {
    namespace = await Namespace.add(`housecall-${process.pid}-probe`);
    await namespace.ip('link', 'add', 'probe0', 'type', 'veth', 'peer', 'name', 'probe1');
    await namespace.run('nft', ['add', 'table', 'inet', 'probe']);
    await namespace.run(
      'tc',
      'qdisc add dev probe0 root tbf rate 1mbit burst 8kb latency 9ms'.split(' '),
    );
    if (needs.includes('delayed line')) {
      await access('/dev/net/tun');
      await runFile('python3', ['--version']);
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  } finally {
    await namespace?.remove();
  }
}

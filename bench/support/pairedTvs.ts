import { sql } from 'kysely';
import { openRegistration } from '../../src/openRegistration.ts';
import type { AgentIdentity } from '../../src/protocol/index.ts';

const password = 'a-password-for-benchmarks';

/** Who signs in at the clinic that was made. */
export const benchPhysician = { email: 'physician@bench.test', password };

/** Who signs in besides, from the first on. */
export function benchColleague(index: number): typeof benchPhysician {
  return { email: `colleague-${index}@bench.test`, password };
}

/**
 * Makes a data folder with a clinic, its physicians and many paired TVs, by the same domain code
 * that pairs them one by one.
 * @returns the TVs' device tokens
 */
export async function makePairedTvs(
  dataDir: string,
  count: number,
  more: {
    /** How many physicians there are besides the first. */
    readonly colleagues: number;
    /** Whom the patients named: nobody, all the first physician, or one physician after the other. */
    readonly naming: 'nobody' | 'first' | 'in-turn';
  } = { colleagues: 0, naming: 'nobody' },
): Promise<string[]> {
  const { database, registration } = await openRegistration({
    dataDir,
    feed: { publish: () => {} },
    isSecure: false,
  });
  // Nothing here has to survive a power cut; the server that is measured flushes as always.
  await sql`PRAGMA synchronous = OFF`.execute(database);
  const clinic = await registration.people.createClinic({
    name: 'Bench Clinic',
    careLinkRule: 'clinic',
    pathPolicy: 'relay',
  });
  const physician = await registration.people.createPerson({
    ...benchPhysician,
    clinic,
    name: 'Dr. Bench',
    role: 'physician',
  });
  const physicians = [physician];
  for (let i = 0; i < more.colleagues; i += 1) {
    const colleague = { ...benchColleague(i), clinic, name: `Dr. Bench ${i}` };
    physicians.push(await registration.people.createPerson({ ...colleague, role: 'physician' }));
  }
  const identity: AgentIdentity = {
    kind: 'agent',
    personId: physician.id,
    name: physician.name,
    role: 'physician',
    desks: ['care'],
    clinic,
  };
  const tokens: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const codes = await registration.deviceGrant.authorize(
      {
        hardwareId: `bench-${String(i).padStart(8, '0')}`,
        model: 'Bench TV',
        platform: 'browser',
        engineVersion: '76',
        capabilities: {
          camera: true,
          microphone: true,
          dataChannel: true,
          decodes: ['h264', 'vp8', 'opus'],
          encodes: ['h264', 'vp8', 'opus'],
          keys: [],
        },
      },
      '127.0.0.1',
    );
    const inTurn = physicians[i % physicians.length];
    const named = { nobody: undefined, first: physician, 'in-turn': inTurn }[more.naming];
    await registration.pairing.confirm(identity, {
      userCode: codes.userCode,
      patient: { name: `Patient ${i}` },
      physicianIds: named === undefined ? [] : [named.id],
    });
    const poll = await registration.deviceGrant.poll(codes.deviceCode);
    if (poll.kind !== 'token') throw new Error(`pairing TV ${i} came to ${poll.kind}`);
    tokens.push(poll.accessToken);
  }
  await database.destroy();
  return tokens;
}

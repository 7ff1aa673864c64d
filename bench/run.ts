import { parseArgs } from 'node:util';
import { callSetup } from './call-setup.ts';
import { capacity } from './capacity.ts';
import { compare } from './compare.ts';
import { deflection } from './deflection.ts';
import { endurance } from './endurance.ts';
import { farCallSetup } from './far-call-setup.ts';
import { footprint } from './footprint.ts';
import { queue } from './queue.ts';
import { signaling } from './signaling.ts';
import { asTable, describeRun, type Result } from './support/report.ts';

/** Each benchmark by its name. They say on standard error how far they are. */
const benches: Record<string, () => Promise<readonly Result[]>> = {
  'call-setup': callSetup,
  capacity,
  compare,
  deflection,
  endurance,
  'far-call-setup': farCallSetup,
  footprint,
  queue,
  signaling,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const [name = ''] = positionals;
const bench = benches[name];
if (bench === undefined) {
  console.error(
    `Usage: npm run bench -- NAME [--json]; NAME is ${Object.keys(benches).join(' or ')}`,
  );
  process.exit(2);
}
const report = describeRun(name, await bench());
console.log(values.json ? JSON.stringify(report) : asTable(report));
process.exit(0);

import { execFileSync } from 'node:child_process';
import { Callers, type Carried, compileCallers } from './support/callers.ts';
import { JanusLoad } from './support/janusLoad.ts';
import { cpuMs } from './support/processUse.ts';
import { RelayLoad } from './support/relayLoad.ts';
import { repetitions } from './support/repetitions.ts';
import { course, figure, medianOf, type Point, type Result } from './support/report.ts';

/** The relay has one core to itself; the callers and this have the other. */
const [relayCore, callersCore] = [0, 1];
const rounds = repetitions(3);
const step = 20;
const most = 600;
const warmUpMs = 1_500;
const measureMs = repetitions(4_000);
/** What may be late or lost. */
const allowed = 0.01;
/** Where the callers take more of their core, what is late or lost may be their own doing. */
const callersAtTheirEnd = 0.9;

/** A relay's process with consults on it. */
interface Load {
  readonly pid: number;
  addConsult(): Promise<void>;
  close(): Promise<void>;
}

interface Step {
  readonly consults: number;
  readonly lost: number;
  /** Shares of a core. */
  readonly relayCpu: number;
  readonly callersCpu: number;
}

/**
 * How many consults one core relays, until more than 1 % of the packets are late or lost:
 * Housecall's worker and Janus in turn.
 */
export async function capacity(): Promise<Result[]> {
  const { program, remove } = await compileCallers();
  const relays = { housecall: RelayLoad.start, janus: JanusLoad.start } as const;
  const climbs = { housecall: [] as Step[][], janus: [] as Step[][] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ['housecall', 'janus'] as const) {
        climbs[name].push(await climb(name, program, relays[name]));
      }
    }
  } finally {
    await remove();
  }
  const ours = medianOf(climbs.housecall.map(capacityOf));
  const theirs = medianOf(climbs.janus.map(capacityOf));
  return [
    figure('capacity.housecall', 'consults on a core', ours),
    figure('capacity.janus', 'consults on a core', theirs),
    figure('capacity.ratio-to-janus', '', ours / theirs),
    ...(['housecall', 'janus'] as const).map((name) =>
      course(`capacity.late-or-lost.${name}`, '%', lostCourse(climbs[name][0] ?? [])),
    ),
  ];
}

async function climb(
  name: string,
  program: string,
  start: (callers: Callers) => Promise<Load>,
): Promise<Step[]> {
  const callers = await Callers.start(program, callersCore);
  const load = await start(callers);
  try {
    pin(load.pid);
    const steps: Step[] = [];
    for (let consults = step; consults <= most; consults += step) {
      for (let i = 0; i < step; i += 1) await load.addConsult();
      // Janus starts threads for each call; they are pinned with the rest.
      pin(load.pid);
      await callers.measure(warmUpMs);
      const cpuBefore = cpuMs(load.pid);
      const carried = await callers.measure(measureMs);
      const taken = {
        consults,
        lost: lostShare(carried),
        relayCpu: (cpuMs(load.pid) - cpuBefore) / measureMs,
        callersCpu: carried.cpuMs / measureMs,
      };
      steps.push(taken);
      console.error(`${name}: ${JSON.stringify({ ...taken, ...carried })}`);
      if (taken.lost > allowed) break;
    }
    return steps;
  } finally {
    await load.close();
    await callers.stop();
  }
}

function pin(pid: number): void {
  execFileSync('taskset', ['-a', '-c', '-p', String(relayCore), String(pid)], { stdio: 'ignore' });
}

function lostShare({ sent, received, late }: Carried): number {
  if (sent === 0) throw new Error('the callers sent nothing');
  return (sent - received + late) / sent;
}

/**
 * Where a straight line between the last step within what is allowed and the first beyond it
 * crosses what is allowed.
 * @throws Error where the callers were at their end before the relay was
 */
function capacityOf(steps: readonly Step[]): number {
  const beyond = steps.at(-1);
  const within = steps.at(-2) ?? { consults: 0, lost: 0 };
  if (beyond === undefined || beyond.lost <= allowed) throw new Error('the relay had no end');
  if (beyond.callersCpu > callersAtTheirEnd) throw new Error('the callers were at their end');
  const share = (allowed - within.lost) / (beyond.lost - within.lost);
  return within.consults + share * (beyond.consults - within.consults);
}

function lostCourse(steps: readonly Step[]): Point[] {
  return steps.map(({ consults, lost }) => [consults, lost * 100]);
}

import { execFileSync } from 'node:child_process';
import { Callers, type Carried, compileCallers } from './support/callers.ts';
import { JanusLoad } from './support/janusLoad.ts';
import { cpuMs } from './support/processUse.ts';
import { RelayLoad } from './support/relayLoad.ts';
import { repetitions } from './support/repetitions.ts';
import { course, figure, medianOf, type Point, type Result } from './support/report.ts';

/** The relay has one core to itself; the callers have the other. */
const [relayCore, callersCore] = [0, 1];
const rounds = repetitions(2);
const step = 20;
const most = 800;
const warmUpMs = repetitions(1_500);
const measureMs = repetitions(4_000);
/** What may be late or lost. */
const allowed = 0.01;
/** Where the callers take more of their core, what is late or lost may be their own doing. */
const callersAtTheirEnd = 0.9;

/** A relay that is late with less of its core than this was kept from it by others. */
const relayAtItsEnd = 0.5;

const names = ['housecall', 'janus'] as const;
type Name = (typeof names)[number];
const starts = { housecall: RelayLoad.start, janus: JanusLoad.start } as const;

/** A relay's process with consults on it. */
interface Load {
  readonly pid: number;
  addConsult(): Promise<void>;
  close(): Promise<void>;
}

interface Step {
  readonly consults: number;
  readonly lost: number;
  /** Shares of a core: what was taken for all that was sent, by the time in which it was sent. */
  readonly relayCpu: number;
  readonly callersCpu: number;
}

/**
 * How many consults one core relays until more than 1 % of the packets are late or lost:
 * Housecall's worker and Janus in turn. Where the callers come to their end before a relay does,
 * how many it would be by the CPU time at the most consults that both carried: another figure, by
 * another name.
 */
export async function capacity(): Promise<Result[]> {
  const climbs: Record<Name, Step[][]> = { housecall: [], janus: [] };
  const { program, remove } = await compileCallers();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) climbs[name].push(await climb(name, program));
    }
  } finally {
    await remove();
  }
  const all = [...climbs.housecall, ...climbs.janus];
  const [metric, of] = all.every(isAtItsEnd)
    ? (['capacity', capacityOf] as const)
    : (['consults-per-core', (steps: readonly Step[]) => byCpu(steps, commonOf(all))] as const);
  const ours = medianOf(climbs.housecall.map(of));
  const theirs = medianOf(climbs.janus.map(of));
  return [
    figure(`${metric}.housecall`, 'consults on a core', ours),
    figure(`${metric}.janus`, 'consults on a core', theirs),
    figure(`${metric}.ratio-to-janus`, 'times', ours / theirs),
    ...names.flatMap((name) => courses(name, climbs[name][0] ?? [])),
  ];
}

/** Adds consults until the relay or the callers are at their end. */
async function climb(name: Name, program: string): Promise<Step[]> {
  const callers = await Callers.start(program, callersCore);
  const load: Load = await starts[name](callers);
  try {
    pin(load.pid);
    const steps: Step[] = [];
    for (let consults = step; consults <= most; consults += step) {
      for (let i = 0; i < step; i += 1) await load.addConsult();
      pin(load.pid);
      await callers.measure(warmUpMs);
      const cpuBefore = cpuMs(load.pid);
      const carried = await callers.measure(measureMs);
      const taken: Step = {
        consults,
        lost: lostShare(carried),
        relayCpu: (cpuMs(load.pid) - cpuBefore) / measureMs,
        callersCpu: carried.cpuMs / measureMs,
      };
      steps.push(taken);
      console.error(`${name}: ${describe(taken)}`);
      if (taken.lost > allowed && taken.relayCpu < relayAtItsEnd) {
        throw new Error(`${name} did not have a core to itself: the machine is busy`);
      }
      if (taken.lost > allowed || taken.callersCpu > callersAtTheirEnd) break;
    }
    return steps;
  } finally {
    await load.close();
    await callers.stop();
  }
}

/** With all threads that it has by now. */
function pin(pid: number): void {
  execFileSync('taskset', ['-a', '-c', '-p', String(relayCore), String(pid)], { stdio: 'ignore' });
}

function lostShare({ sent, received, late }: Carried): number {
  if (sent === 0) throw new Error('the callers sent nothing');
  return (sent - received + late) / sent;
}

function describe({ consults, lost, relayCpu, callersCpu }: Step): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  return `${consults} consults: ${percent(lost)} late or lost, ${percent(relayCpu)} of a core, callers ${percent(callersCpu)}`;
}

function isAtItsEnd(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  return last !== undefined && last.lost > allowed && last.callersCpu <= callersAtTheirEnd;
}

/** Where a line from the last step within what is allowed to the first beyond it crosses that. */
function capacityOf(steps: readonly Step[]): number {
  const beyond = steps.at(-1);
  const within = steps.at(-2) ?? { consults: 0, lost: 0 };
  if (beyond === undefined) throw new Error('no consults were tried');
  const share = (allowed - within.lost) / (beyond.lost - within.lost);
  return Math.floor(within.consults + share * (beyond.consults - within.consults));
}

/** The most consults that all of them carried. */
function commonOf(all: readonly (readonly Step[])[]): number {
  return Math.min(
    ...all.map((steps) => Math.max(...steps.map(({ consults }) => consults).slice(0, -1), step)),
  );
}

function byCpu(steps: readonly Step[], consults: number): number {
  const at = steps.find((taken) => taken.consults === consults);
  if (at === undefined) throw new Error(`${consults} consults were not tried`);
  return Math.floor(consults / at.relayCpu);
}

function courses(name: Name, steps: readonly Step[]): Result[] {
  const points = (of: (taken: Step) => number): Point[] =>
    steps.map((taken) => [taken.consults, of(taken) * 100]);
  return [
    course(
      `late-or-lost.${name}`,
      '%',
      points(({ lost }) => lost),
    ),
    course(
      `relay-cpu.${name}`,
      '% of a core',
      points(({ relayCpu }) => relayCpu),
    ),
  ];
}

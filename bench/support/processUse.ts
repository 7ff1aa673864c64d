import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in which proc(5) counts CPU time: `sysconf(_SC_CLK_TCK)` on every Linux. */
const ticksPerSecond = 100;

/** @returns what a process with all its threads has had of the CPU so far, in milliseconds */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in front, in parentheses, may hold blanks; the state is field 3 of proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return ((user + system) * 1_000) / ticksPerSecond;
}

/** @returns a process's resident memory in bytes */
export function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1_024;
}

/** @returns how many files, sockets among them, a process has open */
export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** The process ids of what a process started and that still runs. */
function childrenOf(pid: number): number[] {
  const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return listed.split(' ').filter(Boolean).map(Number);
}

/** @returns the one process that a process started, as the server of a benchmark its worker */
export function onlyChildOf(pid: number): number {
  const [child, ...others] = childrenOf(pid);
  if (child === undefined || others.length > 0) throw new Error(`${pid} has not one child`);
  return child;
}

/** @returns what a process takes of one core meanwhile, in percent */
export async function cpuPercent(pid: number, meanwhile: () => Promise<unknown>): Promise<number> {
  const before = { at: performance.now(), cpu: cpuMs(pid) };
  await meanwhile();
  return ((cpuMs(pid) - before.cpu) / (performance.now() - before.at)) * 100;
}

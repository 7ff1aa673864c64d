import type { InspectedProcess } from './inspectedProcess.ts';

/** Resident memory once three readings in a row, each after a collection, agree within 1 %. */
export async function settledRss(server: InspectedProcess): Promise<number> {
  const readings: number[] = [];
  for (;;) {
    readings.push((await server.memory()).rss);
    const last = readings.slice(-3);
    const isSettled = last.length === 3 && Math.max(...last) < Math.min(...last) * 1.01;
    if (isSettled || readings.length === 30) return Math.min(...last);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

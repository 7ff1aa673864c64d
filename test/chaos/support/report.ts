import type { ChaosResult, Figure } from './results.ts';
import { type Row, rows } from './rows.ts';

const begin = '<!-- measured: npm run test:chaos -- --report -->';
const end = '<!-- /measured -->';

/** Shown among the tests of `npm test`: it takes no network to break. */
const stopping =
  '| the server is told to stop (`SIGTERM`) | drains: no new consults, live ones told, waits up to a set time, then hands over | – | yes or no, judged by `npm test` | `npx vitest run test/e2e/stopping.test.ts` |';

/** The measured table of docs/reliability.md: every row, also those of which nothing is known. */
export function tableOf(results: readonly ChaosResult[], machine: string): string {
  const lines = rowNames().flatMap((row) => {
    const { broken, happens, goal } = rows[row];
    const own = results.filter((result) => result.row === row);
    const shown = own.length === 0 ? ['not run'] : own.map(measuredOf);
    const command = `\`npm run test:chaos -- ${row}\``;
    return [`| ${broken} | ${happens} | ${goal} | ${shown.join('<br>')} | ${command} |`];
  });
  return [
    '| broken | what happens | goal | measured | again |',
    '|---|---|---|---|---|',
    ...lines,
    stopping,
    '',
    `Measured on ${machine}, with all browsers and the server on this one machine.`,
  ].join('\n');
}

/** @throws Error where the document has no place for the table */
export function withTable(document: string, table: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no «${begin}» … «${end}» in the document`);
  return `${document.slice(0, from + begin.length)}\n${table}\n${document.slice(to)}`;
}

function rowNames(): readonly Row[] {
  return Object.keys(rows).filter((name): name is Row => name in rows);
}

function measuredOf({ how, figures, notShown, failed }: ChaosResult): string {
  if (notShown !== undefined) return `${how}: **not shown** (${notShown})`;
  if (failed !== undefined) return `${how}: **failed** (${failed})`;
  if (figures.length === 0) return `${how}: yes`;
  return `${how}: ${figures.map(figureOf).join(', ')}`;
}

function figureOf({ what, value, unit, goal, before }: Figure): string {
  const said = `${what} ${value} ${unit}${before === undefined ? '' : ` (before: ${before})`}`;
  return value <= goal ? said : `**${said}, above ${goal} ${unit}**`;
}

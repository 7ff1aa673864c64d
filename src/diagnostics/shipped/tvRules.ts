import type { PlaybookRule } from '../../protocol/playbook.ts';
import { deviceFindings as findings } from './findingTexts.ts';
import { byCode, fault, general, solve } from './parts.ts';
import { networkTexts as network, tvTexts as tv } from './taskTexts.ts';

/** The TV itself, and what is left to try when nothing else is known. */
export const tvRules: PlaybookRule[] = [
  {
    rule: 'clock-wrong',
    priority: byCode,
    conditions: { all: [fault('clock-wrong')] },
    findings: [findings.clockWrong],
    tasks: [
      solve(tv.setClock, 'clock', 'clock-right'),
      solve(tv.restartTv, 'power-plug', 'clock-right'),
    ],
  },
  {
    rule: 'storage-full',
    priority: byCode,
    conditions: { all: [fault('storage-full')] },
    findings: [findings.noRoom],
    tasks: [solve(tv.removeApp, 'storage', 'storage-free')],
  },
  {
    rule: 'engine-too-old',
    priority: byCode,
    conditions: { all: [fault('engine-too-old')] },
    findings: [findings.tooOld],
    tasks: [solve(tv.updateTv, 'settings')],
  },
  {
    rule: 'general',
    priority: general,
    kinds: ['support'],
    conditions: { all: [{ fact: 'kind', operator: 'equal', value: 'support' }] },
    findings: [findings.letUsTry],
    tasks: [solve(tv.restartTv, 'power-plug'), solve(network.restartBox, 'router')],
  },
];

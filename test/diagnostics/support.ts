import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import type { Asked } from '../../src/diagnostics/facts.ts';
import { Playbooks } from '../../src/diagnostics/playbooks.ts';
import type { PlaybookStore } from '../../src/diagnostics/ports.ts';
import { type FaultCondition, requestContext } from '../../src/protocol/index.ts';
import type { PlaybookRule } from '../../src/protocol/playbook.ts';
import type { ConditionGroup } from '../../src/protocol/playbookConditions.ts';

/** What is asked by a TV on Wi-Fi that shows its player, if nothing else is said. */
export function asked(change: Partial<Asked> & { readonly fault?: FaultCondition } = {}): Asked {
  return { kind: 'support', context: contextOf({ networkType: 'wifi' }), tried: [], ...change };
}

export function contextOf(fields: Readonly<Record<string, unknown>>): Asked['context'] {
  return requestContext.parse({ screen: 'player', language: 'en', ...fields });
}

export function faultOf(code: string, evidence: FaultCondition['evidence'] = {}): FaultCondition {
  return { code, evidence };
}

export function ruleOf(
  rule: string,
  conditions: ConditionGroup,
  more: Partial<PlaybookRule> = {},
): PlaybookRule {
  return { rule, priority: 1, conditions, findings: [{ en: rule }], tasks: [], ...more };
}

/** Holds always. */
export const always: ConditionGroup = { all: [{ fact: 'kind', operator: 'known', value: true }] };

export interface TestPlaybooks {
  readonly playbooks: Playbooks;
  /** What was logged, as JSON. */
  readonly log: string[];
}

export function openPlaybooks(store: PlaybookStore, monotonicMs = () => 0): TestPlaybooks {
  const log: string[] = [];
  const playbooks = new Playbooks({
    store,
    log: { warn: (facts, message) => log.push(JSON.stringify({ ...facts, message })) },
    now: () => new Date('2026-03-01T08:00:00.000Z'),
    monotonicMs,
    newId: () => v7(),
  });
  return { playbooks, log };
}

export function readDocument(name: string): Promise<string> {
  return readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

import { describe, expect, test } from 'vitest';
import { examine } from '../../src/diagnostics/examination.ts';
import {
  consultKind,
  deviceEventTypes,
  faultOf as faultIn,
  serviceRequest,
  taskCheck,
  taskPicture,
} from '../../src/protocol/index.ts';
import { playbook } from '../../src/protocol/playbook.ts';
import { asked, contextOf, faultOf, readDocument } from './support.ts';

const playbooks = await readDocument('playbooks.md');
const events = await readDocument('events.md');

function exampleIn(document: string): unknown {
  return JSON.parse(document.match(/^```json\n([\s\S]*?)^```/m)?.[1] ?? '');
}

describe('the page on playbooks', () => {
  test('has an example that answers as it says', async () => {
    const example = playbook.parse(exampleIn(playbooks));
    const fault = faultOf('playback-stalled', { throughput: { value: 0.5, unit: 'Mbit/s' } });
    const held = async (context: Readonly<Record<string, unknown>>) => {
      const names: string[] = [];
      const deps = { log: { warn: () => {} }, monotonicMs: () => 0 };
      const what = asked({ fault, context: contextOf(context) });
      for await (const { result } of examine(example, what, deps)) {
        if (result.outcome === 'held') names.push(result.rule);
      }
      return names;
    };
    expect(await held({ networkType: 'wifi' })).toEqual(['stalled-on-weak-wifi', 'stalled']);
    expect(await held({ networkType: 'ethernet' })).toEqual(['stalled']);
    const device = { model: 'QE55Q60A', platform: 'tizen', engineVersion: '76' };
    expect(await held({ networkType: 'wifi', device })).toEqual(['stalled']);
  });

  test.for([...taskPicture.options, ...taskCheck.options])('names %s', (word) => {
    expect(playbooks).toContain(`\`${word}\``);
  });

  test.for([
    ...['kind', 'fault', 'evidence', 'context', 'events', 'tried'],
    ...['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain', 'startsWith', 'known'],
    ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
  ])('explains %s', (word) => {
    expect(
      playbooks.split('\n').some((line) => line.startsWith('| `') && line.includes(`\`${word}\``)),
    ).toBe(true);
  });
});

describe('the page on events', () => {
  test.for(
    Object.entries(deviceEventTypes).flatMap(([type, versions]) =>
      Object.keys(versions).map((version) => `| \`${type}\` | ${version} |`),
    ),
  )('has the row %s', (row) => {
    expect(events).toContain(row);
  });

  test('has an example that is a service request', () => {
    const request = serviceRequest.parse(exampleIn(events));
    expect(consultKind.options).toContain(request.kind);
    expect(faultIn(request.event)?.code).toBe('playback-stalled');
  });

  test('explains every field of the context', () => {
    for (const field of Object.keys(serviceRequest.shape.context.shape)) {
      expect(events).toContain(`| \`${field}\` |`);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { examine } from '../../src/diagnostics/examination.ts';
import type { Asked } from '../../src/diagnostics/facts.ts';
import { shippedPlaybook } from '../../src/diagnostics/shipped/playbook.ts';
import {
  diagnostic,
  faultCodes,
  type LocalizedText,
  shippedLanguages,
  textIn,
} from '../../src/protocol/index.ts';
import { type PlaybookRule, playbook } from '../../src/protocol/playbook.ts';
import { asked, contextOf, faultOf } from './support.ts';

const { rules } = shippedPlaybook;
const texts = new Map<string, LocalizedText>(
  rules
    .flatMap(({ findings, tasks }) => [...findings, ...tasks.map(({ text }) => text)])
    .map((text) => [text['en'] ?? '', text]),
);

/** The names of the rules that hold, best first. */
async function held(what: Asked): Promise<string[]> {
  const names: string[] = [];
  const deps = {
    log: {
      warn: (facts: Readonly<Record<string, unknown>>) => {
        throw new Error(JSON.stringify(facts));
      },
    },
    monotonicMs: () => 0,
  };
  for await (const { rule, result } of examine(shippedPlaybook, what, deps)) {
    if (result.outcome === 'held') names.push(rule.rule);
  }
  return names;
}

function named(name: string | undefined): PlaybookRule | undefined {
  return rules.find(({ rule }) => rule === name);
}

describe('the shipped playbook', () => {
  test('is one that a clinic could save', () => {
    expect(playbook.safeParse(shippedPlaybook).error).toBeUndefined();
  });

  test.for(
    faultCodes.flatMap((code) =>
      (['support', 'care'] as const).map((kind) => [code, kind] as const),
    ),
  )('has an answer of its own to %s in %s', async ([code, kind]) => {
    for (const networkType of ['wifi', 'ethernet', 'unknown']) {
      const context = contextOf({ networkType });
      const [best] = await held(asked({ kind, context, fault: faultOf(code) }));
      expect(best).toBeDefined();
      expect(best).not.toBe('general');
      const comparisons = JSON.stringify(named(best)?.conditions);
      expect(comparisons).toContain(`"${code}"`);
    }
  });

  test('has every rule tried out by some request', async () => {
    const reached = new Set<string>();
    for (const [, what] of requests) for (const rule of await held(what)) reached.add(rule);
    for (const code of faultCodes) {
      for (const kind of ['support', 'care'] as const) {
        for (const networkType of ['wifi', 'ethernet', 'unknown']) {
          const context = contextOf({ networkType });
          for (const rule of await held(asked({ kind, context, fault: faultOf(code) }))) {
            reached.add(rule);
          }
        }
      }
    }
    expect(rules.map(({ rule }) => rule).filter((rule) => !reached.has(rule))).toEqual([]);
  });

  const percent = (value: number) => ({ 'packet-loss': { value, unit: '%' } });
  const wifi = contextOf({ networkType: 'wifi' });
  const cable = contextOf({ networkType: 'ethernet' });
  const afterClock = contextOf({
    events: [
      {
        id: '019a0000-0000-7000-8000-000000000001',
        at: '2026-03-01T08:00:00.000Z',
        type: 'fault-noticed',
        fault: { code: 'clock-wrong' },
      },
    ],
  });
  const going = (direction: string) => ({ direction: { value: direction } });

  const requests: [string, Asked][] = [
    [
      'packet-loss-heavy-wifi',
      asked({ context: wifi, fault: faultOf('packet-loss', percent(30)) }),
    ],
    ['packet-loss-wifi', asked({ context: wifi, fault: faultOf('packet-loss', percent(3)) })],
    ['packet-loss-cable', asked({ context: cable, fault: faultOf('packet-loss', percent(30)) })],
    ['network-down-cable', asked({ context: cable, fault: faultOf('network-down') })],
    ['network-down-wifi', asked({ context: wifi, fault: faultOf('network-down') })],
    ['network-poor-wifi', asked({ context: wifi, fault: faultOf('network-poor') })],
    ['network-poor', asked({ context: cable, fault: faultOf('network-poor') })],
    [
      'call-network-poor-wifi',
      asked({ kind: 'care', context: wifi, fault: faultOf('network-poor') }),
    ],
    [
      'service-down',
      asked({ fault: faultOf('service-unreachable', { 'http-status': { value: 503 } }) }),
    ],
    ['service-unreachable', asked({ fault: faultOf('service-unreachable') })],
    [
      'service-unreachable-clock',
      asked({ context: afterClock, fault: faultOf('service-unreachable') }),
    ],
    [
      'playback-stalled-slow',
      asked({
        fault: faultOf('playback-stalled', { throughput: { value: 0.8, unit: 'Mbit/s' } }),
      }),
    ],
    [
      'playback-stalled-loaded',
      asked({ fault: faultOf('playback-stalled', { 'buffered-ahead': { value: 20, unit: 's' } }) }),
    ],
    [
      'camera-to-be-asked',
      asked({ fault: faultOf('camera-refused', { permission: { value: 'prompt' } }) }),
    ],
    [
      'camera-refused',
      asked({ fault: faultOf('camera-refused', { permission: { value: 'denied' } }) }),
    ],
    [
      'microphone-to-be-asked',
      asked({ fault: faultOf('microphone-refused', { permission: { value: 'prompt' } }) }),
    ],
    ['not-heard', asked({ kind: 'care', fault: faultOf('audio-silent', going('sent')) })],
    ['audio-silent', asked({ kind: 'care', fault: faultOf('audio-silent', going('received')) })],
    ['sound-off', asked({ fault: faultOf('audio-silent', { muted: { value: true } }) })],
    ['sound-off', asked({ fault: faultOf('audio-silent', { volume: { value: 4, unit: '%' } }) })],
    ['camera-covered', asked({ kind: 'care', fault: faultOf('picture-black', going('sent')) })],
    [
      'call-picture-black',
      asked({ kind: 'care', fault: faultOf('picture-black', going('received')) }),
    ],
    ['picture-black', asked({ fault: faultOf('picture-black', going('played')) })],
    [
      'own-picture-frozen',
      asked({ kind: 'care', fault: faultOf('picture-frozen', going('sent')) }),
    ],
    [
      'bitrate-low-tv-busy',
      asked({ kind: 'care', fault: faultOf('bitrate-low', { 'limited-by': { value: 'cpu' } }) }),
    ],
    ['general', asked()],
    ['general', asked({ fault: faultOf('of-another-vendor') })],
  ];

  test.for(requests)('answers by %s where the evidence points to it', async ([rule, what]) => {
    expect((await held(what))[0]).toBe(rule);
  });

  test('suggests nothing in a care consult in which nothing was noticed', async () => {
    expect(await held(asked({ kind: 'care' }))).toEqual([]);
  });

  test('tries something else when the first did not help, before a person comes', async () => {
    const fault = faultOf('playback-stalled');
    const first = await held(asked({ fault }));
    expect(first).toEqual(['playback-stalled', 'playback-stalled-wifi', 'general']);
  });

  test('ends no call: what runs over the line and the TV is not switched off', () => {
    const inCall = rules.filter(
      ({ conditions, kinds }) =>
        /"(network-poor|packet-loss|bitrate-low|udp-blocked|audio-|picture-)/.test(
          JSON.stringify(conditions),
        ) && kinds?.includes('care') !== false,
    );
    expect(inCall.length).toBeGreaterThan(10);
    for (const { rule, tasks } of inCall) {
      for (const { text } of tasks) expect(text['en'], rule).not.toMatch(/unplug/i);
    }
  });

  test('asks for no evidence that the catalogue does not have', () => {
    const known = new Set(Object.values(catalogue).flatMap((each) => Object.keys(each.evidence)));
    const paths = [...JSON.stringify(rules).matchAll(/"fact":"evidence","path":"([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !known.has(path))).toEqual([]);
  });

  test('has the device look wherever it can, and ends where it found what it looked for', () => {
    for (const { rule, tasks } of rules) {
      for (const { check, concludes } of tasks) {
        if (check !== undefined) expect(concludes, rule).toBe(true);
      }
    }
  });

  test('makes diagnostics that go over the wire', () => {
    const id = '019a0000-0000-7000-8000-000000000001';
    for (const { rule, findings, tasks } of rules) {
      const source = { type: 'playbook', playbookId: id, version: 1, rule };
      const made = { id, source, findings, tasks: tasks.map((task) => ({ ...task, id })) };
      expect(diagnostic.safeParse(made).error).toBeUndefined();
    }
  });
});

/** Words of the trade, in any of the languages. */
const jargon =
  /\b(servers?|serv(eur|idor)|routers?|modems?|browser|navigat(eur|or)|navegador|codecs?|packets?|pa(cchett|quet)\w*|Pakete?|bandwidth|Bandbreite|larghezza di banda|bande passante|ancho de banda|latency|jitter|bitrate|firmware|cache|IP|DNS|UDP|TCP|HTTP|URL|WebRTC|LAN|Ethernet|re(set|boot|start)|neustarten|token|session|Sitzung|stream\w*|decode\w*|firewall|error|Fehler|err(eur|ore)|devices?|Gerät|buffer\w*|offline|online|interfaces?)\b/i;

describe('a text of the shipped playbook', () => {
  const all = [...texts.values()].flatMap((text) =>
    shippedLanguages.map((language) => [language, textIn(text, [language]), text] as const),
  );

  test.for(all)('in %s, «%s», is short, plain and there', ([language, shown, text]) => {
    expect(Object.keys(text).toSorted()).toEqual([...shippedLanguages].toSorted());
    expect(text[language]).toBe(shown);
    expect(shown.length).toBeLessThanOrEqual(90);
    expect(shown).toMatch(/^[\p{Lu}¿¡].*\.$/u);
    expect(shown.match(/[.!?](\s|$)/g)?.length).toBeLessThanOrEqual(2);
    expect(shown).not.toMatch(jargon);
  });

  test('says nothing twice in the same words in two languages', () => {
    for (const text of texts.values()) {
      const shown = shippedLanguages.map((language) => text[language]);
      expect(new Set(shown).size).toBe(shown.length);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { type NoticedFault, verdict, type WhatHappened } from '../../src/diagnostics/verdict.ts';
import { faultCodes, localizedText, outcome, shippedLanguages } from '../../src/protocol/index.ts';

const smooth: WhatHappened = {
  faults: [],
  path: [{ kind: 'relay', reason: 'policy' }],
  transports: ['udp'],
  relayed: false,
  outcome: 'ended-by-agent',
};

const later = '2026-03-01T08:10:00.000Z';

function at(
  side: NoticedFault['side'],
  code: string,
  more: Partial<NoticedFault> = {},
): NoticedFault {
  return { side, code, evidence: {}, ...more };
}

const lost = (value: number, unit: string) => ({ evidence: { 'packet-loss': { value, unit } } });

const rows: [what: string, happened: Partial<WhatHappened>, english: string[]][] = [
  ['nothing happened', {}, ['Nothing stood out.']],
  ['a patient cancelled', { outcome: 'cancelled-by-patient' }, ['Nothing stood out.']],
  [
    "the clinic's firewall is in the way",
    { faults: [at('agent', 'udp-blocked')], transports: ['tcp', 'udp'] },
    ["The hospital's firewall blocked UDP; the call went over TCP."],
  ],
  [
    "the patient's is",
    {
      faults: [at('tv', 'udp-blocked', { evidence: { protocol: { value: 'tls' } } })],
      transports: ['tcp'],
    },
    ["The firewall at the patient's blocked UDP; the call went over TLS."],
  ],
  [
    'nobody noticed whose',
    { transports: ['tls'] },
    ['No UDP got through; the call went over TLS.'],
  ],
  [
    'UDP got through after all',
    { faults: [at('tv', 'udp-blocked')], transports: ['udp'] },
    ['Nothing stood out.'],
  ],
  [
    'blocked UDP explains the detour',
    {
      faults: [at('agent', 'udp-blocked')],
      transports: ['tcp'],
      path: [
        { kind: 'direct', reason: 'policy' },
        { kind: 'relay', reason: 'direct-not-connected' },
      ],
    },
    ["The hospital's firewall blocked UDP; the call went over TCP."],
  ],
  [
    'the two do not reach each other',
    {
      path: [
        { kind: 'direct', reason: 'policy' },
        { kind: 'relay', reason: 'direct-not-connected' },
      ],
    },
    ["The two did not reach each other directly; the call went through the clinic's relay."],
  ],
  [
    'a direct path goes through TURN',
    { path: [{ kind: 'direct', reason: 'policy' }], relayed: true },
    ['The two did not reach each other directly; a TURN server passed the call on.'],
  ],
  [
    'much got lost',
    { faults: [at('tv', 'packet-loss', lost(0.297, '1'))] },
    ['At the TV: 30 % of sound and picture got lost on the way.'],
  ],
  [
    'how much was not measured',
    { faults: [at('agent', 'packet-loss')] },
    ['At the clinic: sound and picture got lost on the way.'],
  ],
  [
    'one fault explains the others of its side, not those of the other',
    {
      faults: [
        at('tv', 'picture-frozen'),
        at('tv', 'bitrate-low'),
        at('tv', 'packet-loss', lost(12, '%')),
        at('agent', 'picture-frozen'),
      ],
    },
    [
      'At the TV: 12 % of sound and picture got lost on the way.',
      'At the clinic: the picture stood still.',
    ],
  ],
  [
    'what went away explains nothing that stayed',
    {
      faults: [at('tv', 'network-down', { clearedAt: later }), at('tv', 'packet-loss')],
    },
    [
      'At the TV: sound and picture got lost on the way.',
      'At the TV: the internet was gone, for a while.',
    ],
  ],
  [
    'a fault came twice and stayed the second time',
    { faults: [at('tv', 'camera-in-use', { clearedAt: later }), at('tv', 'camera-in-use')] },
    ['At the TV: something else used the camera.'],
  ],
  [
    'the end was broken',
    { outcome: 'tv-lost', faults: [at('tv', 'network-poor')] },
    ['The TV was lost and did not come back.', 'At the TV: the internet was slow or unsteady.'],
  ],
  [
    'a code is not in the catalogue',
    { faults: [at('tv', 'of-another-vendor')] },
    ['At the TV: a fault of another kind was noticed (of-another-vendor).'],
  ],
  [
    'more happened than three sentences hold',
    {
      outcome: 'agent-lost',
      faults: [
        at('tv', 'audio-echo'),
        at('agent', 'camera-missing'),
        at('tv', 'storage-full'),
        at('agent', 'udp-blocked'),
      ],
      transports: ['tcp'],
    },
    [
      "The physician's browser was lost and did not come back.",
      "The hospital's firewall blocked UDP; the call went over TCP.",
      'At the clinic: there was no camera.',
    ],
  ],
];

describe('the verdict', () => {
  test.for(rows)('where %s', ([, happened, english]) => {
    expect(verdict({ ...smooth, ...happened }).map((text) => text['en'])).toEqual(english);
  });

  test('is there in every language, without a gap, whatever happened', () => {
    const faults = [...faultCodes, 'other'].flatMap((code) => [
      at('tv', code),
      at('agent', code, { clearedAt: later, ...lost(3, '%') }),
    ]);
    const paths = [
      'direct-not-connected',
      'direct-failed',
      'relay-failed',
      'relay-restarted',
    ] as const;
    const all: Partial<WhatHappened>[] = [
      {},
      { transports: ['tcp'] },
      { path: [{ kind: 'direct', reason: 'policy' }], relayed: true },
      ...faults.map((fault) => ({ faults: [fault], transports: [] })),
      ...outcome.options.map((each) => ({ outcome: each })),
      ...paths.map((reason) => ({ path: [{ kind: 'relay', reason } as const] })),
    ];
    for (const happened of all) {
      for (const text of verdict({ ...smooth, ...happened })) {
        expect(localizedText.safeParse(text).error).toBeUndefined();
        expect(Object.keys(text)).toEqual([...shippedLanguages]);
        for (const shown of Object.values(text)) expect(shown).toMatch(/^\p{Lu}[^{}]*\.$/u);
      }
    }
  });

  test('says it in the language of the reader', () => {
    const [text] = verdict({
      ...smooth,
      faults: [at('tv', 'camera-missing', { clearedAt: later })],
    });
    expect(text).toEqual({
      en: 'At the TV: there was no camera, for a while.',
      it: "Al televisore: mancava la telecamera, per un po'.",
      de: 'Beim Fernseher: es war keine Kamera da, eine Zeit lang.',
      fr: "Côté télévision : il n'y avait pas de caméra, pendant un moment.",
      es: 'En el televisor: no había cámara, durante un rato.',
    });
  });
});

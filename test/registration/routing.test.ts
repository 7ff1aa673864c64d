import { describe, expect, it } from 'vitest';
import {
  answeringClinic,
  type RequestRoute,
  type RoutedRequest,
} from '../../src/registration/routing.ts';

const anywhere = { kind: null, region: null, service: null, language: null };

function routeTo(clinicId: string, conditions: Partial<RequestRoute> = {}): RequestRoute {
  return { id: `to ${clinicId}`, clinicId, ...anywhere, ...conditions };
}

const request: RoutedRequest = {
  kind: 'support',
  region: 'south',
  service: 'Film',
  language: 'it-CH',
};

const rows: [string, RequestRoute[], Partial<RoutedRequest>, string][] = [
  ['without a rule', [], {}, 'own'],
  ['by a rule without conditions', [routeTo('all')], {}, 'all'],
  ['by the first rule that fits', [routeTo('first'), routeTo('second')], {}, 'first'],
  [
    'by its kind',
    [routeTo('care', { kind: 'care' }), routeTo('support', { kind: 'support' })],
    {},
    'support',
  ],
  [
    'by the region of the device',
    [routeTo('north', { region: 'north' }), routeTo('south', { region: 'south' })],
    {},
    'south',
  ],
  ['by the service in which it happened', [routeTo('film', { service: 'Film' })], {}, 'film'],
  [
    'by language, whatever its country',
    [routeTo('de', { language: 'de' }), routeTo('it', { language: 'it' })],
    {},
    'it',
  ],
  [
    'by language, however it is written',
    [routeTo('it', { language: 'IT' })],
    { language: 'iT-ch' },
    'it',
  ],
  ['by a rule that names a country, too', [routeTo('it', { language: 'it-IT' })], {}, 'it'],
  [
    'by a rule of which all conditions fit',
    [
      routeTo('elsewhere', { region: 'south', language: 'de' }),
      routeTo('here', { region: 'south', language: 'it' }),
    ],
    {},
    'here',
  ],
  [
    'by no rule about a region, where the device has none',
    [routeTo('north', { region: 'north' })],
    { region: undefined },
    'own',
  ],
  [
    'by no rule about a service, outside of any',
    [routeTo('film', { service: 'Film' })],
    { service: undefined },
    'own',
  ],
];

describe('the clinic that answers', () => {
  it.each(rows)('is found %s', (_, routes, asked, expected) => {
    const own = { clinicId: 'own', answers: false };
    expect(answeringClinic(own, routes, { ...request, ...asked })).toBe(expected);
  });

  it('is the device’s own where it has somebody for such requests, whatever the rules say', () => {
    const own = { clinicId: 'own', answers: true };
    expect(answeringClinic(own, [routeTo('all')], request)).toBe('own');
  });
});

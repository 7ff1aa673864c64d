import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedPlaybook } from '../../src/diagnostics/shipped/playbook.ts';
import { diagnostic } from '../../src/protocol/index.ts';
import {
  playbookFile,
  playbookResponse,
  playbookTryResponse,
  playbookVersion,
} from '../../src/protocol/playbook.ts';
import { foundClinic } from '../registration/support.ts';
import { type Browser, openWeb, refusalOf, signedIn, type TestWeb } from './support.ts';

const rule = {
  rule: 'call-the-porter',
  priority: 5,
  conditions: { all: [{ fact: 'context', path: 'room', operator: 'equal', value: '12' }] },
  findings: [{ en: 'The porter knows this one.' }],
  tasks: [{ text: { en: 'Call the porter.' }, picture: 'phone', concludes: false }],
};
const own = { name: 'Ours', rules: [rule] };

describe("a clinic's playbook over HTTP", () => {
  let web: TestWeb;
  let admin: Browser;
  let physician: Browser;
  beforeAll(async () => {
    web = await openWeb();
    for (const name of ['north', 'south']) await foundClinic(web.registration, name);
    admin = await signedIn(web, 'admin@north.test');
    physician = await signedIn(web, 'physician@north.test');
  });
  afterAll(() => web.close());

  const save = (expectedVersion: unknown, playbook: unknown) =>
    admin.sendJson('PUT', '/api/playbook', { expectedVersion, playbook });

  it('is the shipped one at first, and goes out as a file', async () => {
    const { body } = await physician.get('/api/playbook');
    expect(playbookResponse.parse(body)).toEqual({
      version: 0,
      playbook: shippedPlaybook,
      history: [],
    });
    const exported = await physician.get('/api/playbook/export');
    expect(exported.headers.get('content-disposition')).toBe(
      'attachment; filename=housecall-playbook.json',
    );
    expect(playbookFile.parse(exported.body).playbook).toEqual(shippedPlaybook);
  });

  it('is changed by an admin, imported and restored, each time as a new version', async () => {
    const saved = await save(0, own);
    expect(playbookVersion.parse(saved.body)).toMatchObject({ version: 1, origin: 'edited' });
    const { body: file } = await admin.get('/api/playbook/export');
    const imported = await admin.post('/api/playbook/import', { expectedVersion: 1, file });
    expect(imported.body).toMatchObject({ version: 2, origin: 'imported', name: 'Ours' });
    const restored = await admin.post('/api/playbook/restore', { expectedVersion: 2 });
    expect(restored.body).toMatchObject({ version: 3, origin: 'shipped' });

    const { body } = await physician.get('/api/playbook');
    const { version, history } = playbookResponse.parse(body);
    expect(version).toBe(3);
    expect(history.map((each) => each.version)).toEqual([3, 2, 1]);
    expect(history[0]?.savedBy?.name).toBe('admin admin@north.test');
    const older = await physician.get('/api/playbook?version=1');
    expect(older.body).toMatchObject({ version: 1, playbook: own });
    expect(await physician.get('/api/playbook?version=9')).toMatchObject({
      status: 404,
      body: refusalOf('not_found'),
    });
  });

  it('is not changed under the hands of somebody else', async () => {
    expect(await save(0, own)).toMatchObject({ status: 409, body: refusalOf('conflict') });
  });

  it('stays within its clinic', async () => {
    const elsewhere = await signedIn(web, 'admin@south.test');
    const { body } = await elsewhere.get('/api/playbook');
    expect(body).toMatchObject({ version: 0, history: [] });
    const { status } = await elsewhere.get('/api/playbook?version=1');
    expect(status).toBe(404);
  });

  it('says what is wrong with a draft and where', async () => {
    const conditions = { all: [{ fact: 'kind', operator: 'runs', value: 1 }] };
    const answer = await save(3, { name: 'x', rules: [{ ...rule, conditions }] });
    expect(answer).toMatchObject({ status: 400, body: refusalOf('invalid_params') });
    const where = 'playbook.rules.0.conditions.all.0.operator';
    expect(JSON.stringify(answer.body)).toContain(where);
  });

  it('may be as large as a playbook gets, and not larger', async () => {
    const findings = Array(8).fill({ en: 'x'.repeat(500) });
    const rules = Array.from({ length: 90 }, (_, index) => ({
      ...rule,
      rule: `rule-${index}`,
      findings,
    }));
    const draft = { playbook: { name: 'Large', rules }, request: { kind: 'care', context } };
    expect((await admin.post('/api/playbook/try', draft)).status).toBe(200);
    const huge = await save(3, { ...own, padding: 'x'.repeat(1_100_000) });
    expect(huge).toMatchObject({ status: 413, body: refusalOf('invalid_request') });
  });

  it('is not even read where somebody sends one who may not', async () => {
    const huge = { playbook: 'x'.repeat(1_100_000) };
    const refused = await physician.sendJson('PUT', '/api/playbook', huge);
    expect(refused).toMatchObject({ status: 403, body: refusalOf('forbidden') });
  });

  it('is not changed by a page of another origin', async () => {
    const answer = await admin.sendJson(
      'PUT',
      '/api/playbook',
      { expectedVersion: 3, playbook: own },
      { origin: 'https://elsewhere.test' },
    );
    expect(answer).toMatchObject({ status: 403, body: refusalOf('forbidden') });
  });

  const context = { screen: 'player', language: 'en', room: '12' };

  it('is tried out as a draft: what it answers, and what each comparison found', async () => {
    const request = { kind: 'support', context };
    const { body } = await admin.post('/api/playbook/try', { playbook: own, request });
    const { diagnostics, rules } = playbookTryResponse.parse(body);
    expect(rules).toEqual([
      {
        rule: 'call-the-porter',
        outcome: 'held',
        comparisons: [{ at: 'all.0', held: true, found: '12' }],
      },
    ]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostic.parse(diagnostics[0])).toMatchObject({
      source: { type: 'playbook', version: 4, rule: 'call-the-porter' },
      findings: rule.findings,
    });
    expect(await admin.get('/api/playbook')).toMatchObject({ body: { version: 3 } });
  });

  it('is tried out on a fault, and on what was tried before', async () => {
    const fault = { code: 'camera-missing', evidence: {} };
    const tried = ['camera-missing'];
    const request = { kind: 'support', fault, context, tried };
    const { body } = await admin.post('/api/playbook/try', { playbook: shippedPlaybook, request });
    const { diagnostics, rules } = playbookTryResponse.parse(body);
    expect(diagnostics.map(({ source }) => source)).toMatchObject([{ rule: 'general' }]);
    expect(rules.find((each) => each.rule === 'camera-missing')?.outcome).toBe('tried');
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Playbooks } from '../../src/diagnostics/playbooks.ts';
import { shippedPlaybook, shippedPlaybookId } from '../../src/diagnostics/shipped/playbook.ts';
import { diagnostic, type PersonRef } from '../../src/protocol/index.ts';
import type { Playbook, PlaybookRule } from '../../src/protocol/playbook.ts';
import { createPlaybookStore } from '../../src/store/playbookStore.ts';
import { foundClinic, openRegistration, type TestRegistration } from '../registration/support.ts';
import { always, asked, faultOf, openPlaybooks, ruleOf, type TestPlaybooks } from './support.ts';

const own = (...rules: PlaybookRule[]): Playbook => ({ name: 'Own', rules });

describe("a clinic's playbook", () => {
  let registration: TestRegistration;
  let house: TestPlaybooks;
  let clinicId: string;
  let admin: PersonRef;
  beforeEach(async () => {
    registration = await openRegistration();
    const staffed = await foundClinic(registration, 'north');
    clinicId = staffed.clinic.id;
    admin = { id: staffed.admin.personId, name: staffed.admin.name };
    house = openPlaybooks(createPlaybookStore(registration.database));
  });
  afterEach(() => registration.close());

  const save = (expectedVersion: number, playbook: Playbook) =>
    house.playbooks.save(clinicId, admin, { expectedVersion, playbook, origin: 'edited' });

  test('is the shipped one until there is another', async () => {
    const { playbooks } = house;
    expect(await playbooks.read(clinicId)).toEqual({
      version: 0,
      playbook: shippedPlaybook,
      history: [],
    });
    const answer = await playbooks.diagnose(clinicId, asked({ fault: faultOf('camera-missing') }));
    expect(answer?.source).toMatchObject({ playbookId: shippedPlaybookId, version: 1 });
    expect(diagnostic.safeParse(answer).error).toBeUndefined();
  });

  test('is its newest version, at once, and older ones stay as they were', async () => {
    const { playbooks } = house;
    await save(0, own(ruleOf('first', always)));
    expect((await playbooks.diagnose(clinicId, asked()))?.source).toMatchObject({ rule: 'first' });
    expect(await save(1, own(ruleOf('second', always)))).toEqual({
      version: 2,
      name: 'Own',
      origin: 'edited',
      savedAt: '2026-03-01T08:00:00.000Z',
      savedBy: admin,
    });
    expect((await playbooks.diagnose(clinicId, asked()))?.source).toMatchObject({
      version: 2,
      rule: 'second',
    });
    const { history } = await playbooks.read(clinicId);
    expect(history.map(({ version, savedBy }) => [version, savedBy])).toEqual([
      [2, admin],
      [1, admin],
    ]);
    expect((await playbooks.read(clinicId, 1)).playbook).toEqual(own(ruleOf('first', always)));
    await expect(playbooks.read(clinicId, 3)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('keeps its id from version to version', async () => {
    const ids = [];
    for (const version of [0, 1]) {
      await save(version, own(ruleOf('rule', always)));
      const answer = await house.playbooks.diagnose(clinicId, asked());
      ids.push(answer?.source.type === 'playbook' ? answer.source.playbookId : null);
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(shippedPlaybookId);
  });

  test('is saved by the first of two who changed the same version', async () => {
    const results = await Promise.allSettled([
      save(0, own(ruleOf('one', always))),
      save(0, own(ruleOf('two', always))),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(save(0, own())).rejects.toMatchObject({
      code: 'conflict',
      details: { version: 1 },
    });
    await expect(save(7, own())).rejects.toMatchObject({ code: 'conflict' });
  });

  test('goes back to what we ship as a version of its own', async () => {
    const { playbooks } = house;
    await save(0, own());
    expect(await playbooks.diagnose(clinicId, asked())).toBeUndefined();
    const restored = await playbooks.restore(clinicId, admin, 1);
    expect(restored).toMatchObject({ version: 2, origin: 'shipped' });
    expect(await playbooks.read(clinicId)).toMatchObject({ version: 2, playbook: shippedPlaybook });
    expect(await playbooks.diagnose(clinicId, asked())).toBeDefined();
  });

  test('is nobody else’s', async () => {
    const { clinic } = await foundClinic(registration, 'south');
    await save(0, own());
    expect(await house.playbooks.diagnose(clinic.id, asked())).toBeDefined();
    expect((await house.playbooks.read(clinic.id)).history).toEqual([]);
  });

  test('is the same on another node, as soon as it is saved', async () => {
    const other = openPlaybooks(createPlaybookStore(registration.database));
    await save(0, own(ruleOf('first', always)));
    await other.playbooks.diagnose(clinicId, asked());
    await save(1, own(ruleOf('second', always)));
    const answer = await other.playbooks.diagnose(clinicId, asked());
    expect(answer?.source).toMatchObject({ version: 2, rule: 'second' });
  });
});

describe('a diagnosis', () => {
  const rules = [3, 9, 7, 5, 1, 8].map((priority) =>
    ruleOf(`rule-${priority}`, always, {
      priority,
      tasks: [
        { text: { en: 'one' }, check: 'network-up', concludes: true },
        { text: { en: 'two' }, picture: 'router', concludes: false },
      ],
    }),
  );
  let registration: TestRegistration;
  let playbooks: Playbooks;
  let clinicId: string;
  beforeAll(async () => {
    registration = await openRegistration();
    const { admin, clinic } = await foundClinic(registration, 'north');
    clinicId = clinic.id;
    ({ playbooks } = openPlaybooks(createPlaybookStore(registration.database)));
    const careOnly = ruleOf('care-only', always, { priority: 99, kinds: ['care'] });
    await playbooks.save(
      clinicId,
      { id: admin.personId, name: admin.name },
      { expectedVersion: 0, playbook: own(...rules, careOnly), origin: 'edited' },
    );
  });
  afterAll(() => registration.close());

  const namesOf = (answers: readonly { readonly source: object }[]) =>
    answers.map(({ source }) => ('rule' in source ? source.rule : null));

  test('goes from rule to rule as they are tried, then to a person', async () => {
    const tried: string[] = [];
    for (;;) {
      const answer = await playbooks.diagnose(clinicId, asked({ tried }));
      if (answer?.source.type !== 'playbook') break;
      tried.push(answer.source.rule);
    }
    expect(tried).toEqual(['rule-9', 'rule-8', 'rule-7', 'rule-5', 'rule-3', 'rule-1']);
  });

  test('suggests the five best, and only those of its kind', async () => {
    expect(namesOf(await playbooks.suggest(clinicId, asked()))).toEqual([
      'rule-9',
      'rule-8',
      'rule-7',
      'rule-5',
      'rule-3',
    ]);
    expect(namesOf(await playbooks.suggest(clinicId, asked({ kind: 'care' })))[0]).toBe(
      'care-only',
    );
  });

  test('gives every diagnostic and every task an id of its own', async () => {
    const answers = await playbooks.suggest(clinicId, asked());
    const ids = answers.flatMap(({ id, tasks }) => [id, ...tasks.map((task) => task.id)]);
    expect(new Set(ids).size).toBe(15);
    expect(answers.map((answer) => diagnostic.safeParse(answer).success)).not.toContain(false);
    expect(answers[0]?.tasks).toMatchObject([
      { text: { en: 'one' }, check: 'network-up', concludes: true },
      { text: { en: 'two' }, picture: 'router', concludes: false },
    ]);
  });

  test('of a draft tells of each rule, and names the version that it would be', async () => {
    const draft = own(
      ruleOf('tried', always),
      ruleOf('good', always),
      ruleOf('not', { not: always }),
    );
    const { diagnostics, rules: results } = await playbooks.try(
      clinicId,
      draft,
      asked({ tried: ['tried'] }),
    );
    expect(diagnostics.map(({ source }) => source)).toMatchObject([{ version: 2, rule: 'good' }]);
    expect(results).toMatchObject([
      { rule: 'tried', outcome: 'tried', comparisons: [] },
      { rule: 'good', outcome: 'held', comparisons: [{ at: 'all.0', held: true }] },
      { rule: 'not', outcome: 'did-not-hold', comparisons: [{ at: 'not.all.0', held: true }] },
    ]);
  });
});

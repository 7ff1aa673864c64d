import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Consult } from '../../src/consult/state.ts';
import { Refusal, type TimelineEvent } from '../../src/protocol/index.ts';
import { createConsultStore } from '../../src/store/consultStore.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { clinic, idOf, otherClinic, person } from '../consult/people.ts';
import {
  adaAccepts,
  applied,
  at,
  consultIn,
  consultWithPhone,
  match,
  phoneStages,
  stages,
  timeAt,
} from '../consult/stages.ts';
import { outcomeOf, withFile } from '../consult/world.ts';

async function openStore(file = ':memory:') {
  const database = openSqlite(file);
  await migrate(database);
  return { database, store: createConsultStore(database) };
}

/** The consult under another id, of another device. */
function like(consult: Consult, name: string, facts: Partial<Consult['facts']> = {}): Consult {
  const device = { ...consult.facts.device, id: idOf(`${name} device`) };
  return { ...consult, facts: { ...consult.facts, id: idOf(name), device, ...facts } };
}

const event: TimelineEvent = { seq: 1, at: timeAt(0), by: 'system', type: 'queued' };

describe('the store of consults', () => {
  test.each(stages)('gives back what it was given: %s', async (stage) => {
    const { store } = await openStore();
    const consult = consultIn(stage);
    await store.insert(consult, []);
    expect(await store.find(consult.facts.id)).toEqual(consult);
  });

  test.each(phoneStages)('gives back what it was given of a phone: %s', async (stage) => {
    const { store } = await openStore();
    const consult = consultWithPhone(stage);
    await store.insert(consult, []);
    expect(await store.find(consult.facts.id)).toEqual(consult);
    // A move, and a call that no device has, are looked at when they are due.
    const until = consult.facts.shift?.until ?? consult.facts.adriftUntil;
    const due = until === null ? [] : [consult.facts.id];
    expect(await store.dueIds(new Date(until ?? timeAt(3_600_000)))).toEqual(due);
  });

  test('gives back a consult that was stored before there were phones', async () => {
    const { database, store } = await openStore();
    const consult = consultIn('active');
    await store.insert(consult, []);
    const { mobile, patientAt, shift, adriftUntil, proposal, telephone, ...facts } = consult.facts;
    expect([mobile, patientAt, shift, adriftUntil, proposal, telephone]).toEqual([
      null,
      'tv',
      null,
      null,
      null,
      null,
    ]);
    const document = JSON.stringify({ ...consult, facts });
    await database.updateTable('consults').set({ document }).execute();
    expect(await store.find(consult.facts.id)).toEqual(consult);
  });

  test('gives back the timeline after a sequence number, in order', async () => {
    const { store } = await openStore();
    const { consult, events } = applied(consultIn('requested'), [match, adaAccepts]);
    await store.insert(consultIn('requested'), [event]);
    expect(await store.update(consult, 1, events)).toBe(true);
    expect(await store.timeline(consult.facts.id, 0)).toEqual([event, ...events]);
    expect(await store.timeline(consult.facts.id, 2)).toEqual(events.slice(1));
    expect(await store.timeline(consult.facts.id, 3)).toEqual([]);
    expect(await store.timeline(idOf('nothing'), 0)).toEqual([]);
  });

  test('writes nothing under a version that is not the stored one', async () => {
    const { store } = await openStore();
    const requested = consultIn('requested');
    await store.insert(requested, [event]);
    const { consult, events } = applied(requested, [match]);
    expect(await store.update(consult, 2, events)).toBe(false);
    expect(await store.find(requested.facts.id)).toEqual(requested);
    expect(await store.timeline(requested.facts.id, 0)).toEqual([event]);
  });

  test('writes the consult and its events together or not at all', async () => {
    const { store } = await openStore();
    const requested = consultIn('requested');
    await store.insert(requested, [event]);
    const { consult } = applied(requested, [match]);
    // A second event 1 cannot be appended.
    await expect(store.update(consult, 1, [event])).rejects.toThrow();
    expect(await store.find(requested.facts.id)).toEqual(requested);
  });

  test('keeps one open consult per device', async () => {
    const { store } = await openStore();
    const first = consultIn('queued');
    await store.insert(first, [event]);
    const second = { ...first, facts: { ...first.facts, id: idOf('second') } };
    expect(await outcomeOf(store.insert(second, [event]))).toBe('device_busy');
    const { consult, events } = applied(first, [{ type: 'cancel', seat: 'tv' }]);
    await store.update(consult, 2, events);
    expect(await outcomeOf(store.insert(second, [event]))).toBe('ok');
  });

  test('keeps one open consult per physician', async () => {
    const { store } = await openStore();
    const [first, second] = ['first', 'second'].map((name) => like(consultIn('offered'), name));
    if (!first || !second) throw new Error('two consults are needed');
    for (const consult of [first, second]) {
      await store.insert(consult, []);
    }
    const accept = (consult: Consult) => {
      const next = applied(consult, [adaAccepts]);
      return store.update(next.consult, consult.facts.version, next.events);
    };
    await accept(first);
    expect(await outcomeOf(accept(second))).toBe('agent_busy');
    expect(await store.find(second.facts.id)).toEqual(second);
    expect(await store.timeline(second.facts.id, 0)).toEqual([]);
    expect(await store.busyAmong([idOf('Ada'), idOf('Ben')])).toEqual(new Set([idOf('Ada')]));
    expect(await store.busyAmong([])).toEqual(new Set());
  });

  test('refuses an id that is taken', async () => {
    const { store } = await openStore();
    await store.insert(consultIn('ended'), []);
    expect(await outcomeOf(store.insert(consultIn('requested'), [event]))).toBe('conflict');
  });

  test('finds open consults by device, physician, clinic and patient', async () => {
    const { store } = await openStore();
    const waiting = like(consultIn('offered'), 'waiting');
    const answered = like(consultIn('active'), 'answered', { requestedAt: timeAt(-1_000) });
    const elsewhere = like(consultIn('queued'), 'elsewhere', {
      clinicId: otherClinic.id,
      patient: { id: idOf('other patient'), name: 'Other' },
      requestedAt: timeAt(-2_000),
    });
    for (const consult of [waiting, answered, elsewhere, like(consultIn('ended'), 'over')]) {
      await store.insert(consult, []);
    }
    expect(await store.findOpenByDevice(waiting.facts.device.id)).toEqual(waiting);
    expect(await store.findOpenByDevice(idOf('over device'))).toBeUndefined();
    expect(await store.findOpenByAgent(idOf('Ada'))).toEqual(answered);
    expect(await store.findOpenByAgent(idOf('Ben'))).toBeUndefined();
    expect(await store.listOpen(clinic.id)).toEqual([answered, waiting]);
    expect(await store.openIds()).toEqual(['elsewhere', 'answered', 'waiting'].map(idOf));
    const inQueue = await store.waiting(clinic.id);
    expect(inQueue.map(({ id, rings }) => [id, rings])).toEqual([
      [idOf('waiting'), [idOf('Ada'), idOf('Ben')]],
    ]);
    expect(await store.waitingIdsOf(idOf('other patient'))).toEqual([idOf('elsewhere')]);
    expect(new Set(await store.clinicsWaiting())).toEqual(new Set([clinic.id, otherClinic.id]));
  });

  test('finds what is due, the longest due first', async () => {
    const { store } = await openStore();
    await store.insert(like(consultIn('offered'), 'ringing'), []);
    await store.insert(like(consultIn('active'), 'nobody away'), []);
    await store.insert(like(consultIn('expired'), 'over'), []);
    await store.insert(like(consultIn('requested'), 'unmatched'), []);
    await store.insert(like(consultIn('ended'), 'without a verdict'), []);
    const atOnce = ['unmatched', 'without a verdict'].map(idOf);
    expect((await store.dueIds(at(29_999).now)).toSorted()).toEqual(atOnce.toSorted());
    expect((await store.dueIds(at(30_000).now)).at(-1)).toEqual(idOf('ringing'));
  });

  test.each([
    ['is no JSON', '{"facts":'],
    ['lacks a phase', '{"facts":{}}'],
    ['names somebody', '{"facts":{"patient":{"name":"Erika Example"}}}'],
    ['has lost a quote before a name', '{"name":Erika Example}'],
  ])('tells of a damaged document without telling of people: one that %s', async (_, document) => {
    const { database, store } = await openStore();
    const consult = consultIn('queued');
    await store.insert(consult, [event]);
    await database.updateTable('consults').set({ document }).execute();
    await database.updateTable('timeline').set({ document }).execute();
    for (const reading of [store.find(consult.facts.id), store.timeline(consult.facts.id, 0)]) {
      const error = await reading.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof Error)) throw new Error('the document was read');
      expect(error).not.toBeInstanceOf(Refusal);
      expect(String(error)).toContain(consult.facts.id);
      expect(JSON.stringify(pino.stdSerializers.err(error))).not.toContain('Erika');
    }
  });

  test('has everything still when it is opened again', () =>
    withFile(async (file) => {
      const first = await openStore(file);
      const { consult, events } = applied(consultIn('requested'), [match, adaAccepts]);
      await first.store.insert(consultIn('requested'), [event]);
      await first.store.update(consult, 1, events);
      await first.database.destroy();

      const second = await openStore(file);
      expect(await second.store.find(consult.facts.id)).toEqual(consult);
      expect(await second.store.timeline(consult.facts.id, 0)).toEqual([event, ...events]);
      expect(await second.store.busyAmong([person('Ada').id])).toHaveProperty('size', 1);
      await second.database.destroy();
    }));
});

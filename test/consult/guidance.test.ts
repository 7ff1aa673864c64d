import { describe, expect, test } from 'vitest';
import type { ConsultView, DeviceEvent, ServiceRequest, Task } from '../../src/protocol/index.ts';
import { ada, agent, ben, homeTv, idOf } from './people.ts';
import { accepted, eventsIn, rungIn, typesIn, viewIn } from './situations.ts';
import { ask, KilledError, openWorld, outcomeOf, type World } from './world.ts';

const finn = agent('Finn', 'staff');

function noticed(code: string, name = code): DeviceEvent {
  return {
    id: idOf(name),
    type: 'fault-noticed',
    version: 1,
    at: '2026-03-02T09:00:00.000Z',
    fault: { code, evidence: {} },
  };
}

function cleared(code: string, of: DeviceEvent): DeviceEvent {
  const { at, version } = of;
  return { id: idOf(`${code} is gone`), type: 'fault-cleared', version, at, noticed: of.id, code };
}

const fault = noticed('network-down');
const supportRequest: ServiceRequest = {
  kind: 'support',
  event: fault,
  context: { screen: 'player', language: 'en', networkType: 'wifi', events: [] },
};

/** The TV has lost its network and asks for support. */
async function guided(): Promise<{ world: World; id: string }> {
  const world = await openWorld();
  await world.arrive(finn);
  return { world, id: await ask(world, homeTv, supportRequest) };
}

function rulesOf({ diagnostics }: ConsultView): string[] {
  return diagnostics.map(({ diagnostic: { source } }) =>
    source.type === 'playbook' ? source.rule : source.person.name,
  );
}

/** Tasks of the newest diagnostic that wait for an answer. */
function openTasks({ diagnostics }: ConsultView): Task[] {
  const newest = diagnostics.at(-1);
  const answered = newest?.answers.map(({ taskId }) => taskId) ?? [];
  return newest?.diagnostic.tasks.filter(({ id }) => !answered.includes(id)) ?? [];
}

type Answer = 'done' | 'did-not-help' | 'need-person';

/** The patient answers the first of the open tasks that fits. */
async function answer(
  world: World,
  id: string,
  with_: Answer,
  fits: (task: Task) => boolean = () => true,
): Promise<void> {
  const task = openTasks(await viewIn(world, id)).find(fits);
  if (task === undefined) throw new Error('no task is open');
  const said = { taskId: task.id, answer: with_, checkedBy: 'patient' } as const;
  await world.consults.guidance.answerTask(homeTv, id, said);
  await world.consults.settled();
}

describe('a request for support', () => {
  test('is answered by the playbook at once, and rings at nobody', async () => {
    const { world, id } = await guided();
    const view = await viewIn(world, id);
    expect(view).toMatchObject({ state: 'guided', offeredTo: [] });
    expect(rulesOf(view)).toEqual(['network-down-wifi']);
    expect(openTasks(view).length).toBeGreaterThan(1);
    expect(await typesIn(world, id)).toEqual(['requested', 'diagnosed']);
  });

  test('is answered in the reply to the request itself', async () => {
    const world = await openWorld();
    const asked = { consultId: idOf('at once'), serviceRequest: supportRequest };
    const { consult, events } = await world.consults.request(homeTv, asked);
    expect(consult.state).toBe('guided');
    expect(events.at(-1)?.type).toBe('diagnosed');
  });

  test('is seen by the support desk, which may take it over at any moment', async () => {
    const { world, id } = await guided();
    const [told] = await world.consults.followed(finn.identity, {});
    expect(told?.consult.id).toBe(id);
    await world.consults.accept(finn, id);
    const view = await viewIn(world, id);
    expect(view).toMatchObject({ state: 'accepted', agent: { name: 'Finn' } });
    expect(rulesOf(view)).toEqual(['network-down-wifi']);
    await answer(world, id, 'done');
    expect((await viewIn(world, id)).state).toBe('accepted');
  });

  test('goes to a person where the playbook cannot be read', async () => {
    const world = await openWorld();
    await world.arrive(finn);
    await world.database.schema.dropTable('playbook_versions').execute();
    const id = await ask(world, homeTv, supportRequest);
    expect((await typesIn(world, id)).slice(0, 3)).toEqual(['requested', 'escalated', 'queued']);
    expect(await rungIn(world, id)).toEqual(['Finn']);
  });
});

describe('a task', () => {
  test('that is done and concludes solves it', async () => {
    const { world, id } = await guided();
    await answer(world, id, 'done', ({ concludes }) => concludes);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'solved' });
    expect((await eventsIn(world, id)).at(-2)).toMatchObject({
      type: 'task-answered',
      answer: 'done',
      by: 'patient',
    });
  });

  test('that is a step on the way leads to the next', async () => {
    const { world, id } = await guided();
    const before = openTasks(await viewIn(world, id)).length;
    await answer(world, id, 'done', ({ concludes }) => !concludes);
    const view = await viewIn(world, id);
    expect(view.state).toBe('guided');
    expect(openTasks(view)).toHaveLength(before - 1);
  });

  test('that does not help leads on, to the next rule, and to a person in the end', async () => {
    const { world, id } = await guided();
    const rules: string[] = [];
    while ((await viewIn(world, id)).state === 'guided') {
      rules.push(...rulesOf(await viewIn(world, id)).slice(rules.length));
      await answer(world, id, 'did-not-help');
    }
    expect(rules).toEqual(['network-down-wifi', 'network-down', 'general']);
    expect(await rungIn(world, id)).toEqual(['Finn']);
    const escalated = (await eventsIn(world, id)).find(({ type }) => type === 'escalated');
    expect(escalated).toMatchObject({ by: 'system', reason: 'nothing-left' });
  });

  test('with which the patient wants a person brings one at once', async () => {
    const { world, id } = await guided();
    await answer(world, id, 'need-person');
    expect(await rungIn(world, id)).toEqual(['Finn']);
    expect(await eventsIn(world, id)).toContainEqual(
      expect.objectContaining({ type: 'escalated', by: 'patient', reason: 'person-wanted' }),
    );
  });

  test('that the device ticks off is told as its doing', async () => {
    const { world, id } = await guided();
    const [task] = openTasks(await viewIn(world, id));
    const taskId = task?.id ?? '';
    await world.consults.guidance.answerTask(homeTv, id, {
      taskId,
      answer: 'done',
      checkedBy: 'device',
    });
    expect(await eventsIn(world, id)).toContainEqual(
      expect.objectContaining({ type: 'task-answered', by: 'system', taskId }),
    );
  });

  test('is answered once, by the TV, and only if there is one', async () => {
    const { world, id } = await guided();
    const [task] = openTasks(await viewIn(world, id));
    const said = { taskId: task?.id ?? '', answer: 'did-not-help', checkedBy: 'patient' } as const;
    const { guidance } = world.consults;
    expect(await outcomeOf(guidance.answerTask(finn, id, said))).not.toBe('ok');
    await guidance.answerTask(homeTv, id, said);
    await guidance.answerTask(homeTv, id, { ...said, answer: 'need-person' });
    expect((await typesIn(world, id)).filter((type) => type === 'task-answered')).toHaveLength(1);
    const unknown = { ...said, taskId: idOf('no task') };
    expect(await outcomeOf(guidance.answerTask(homeTv, id, unknown))).toBe('not_found');
  });
});

describe('an event', () => {
  test('that says that the fault is gone solves it', async () => {
    const { world, id } = await guided();
    await world.consults.guidance.reportEvent(homeTv, id, cleared('network-down', fault));
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'solved' });
  });

  test('that says that another fault is gone solves nothing', async () => {
    const { world, id } = await guided();
    const other = cleared('camera-missing', noticed('camera-missing'));
    await world.consults.guidance.reportEvent(homeTv, id, other);
    expect((await viewIn(world, id)).state).toBe('guided');
  });

  test('that is told twice counts once, in every state', async () => {
    const { world, id } = await guided();
    const event = noticed('camera-missing');
    const count = async () =>
      (await typesIn(world, id)).filter((type) => type === 'device-event').length;
    await world.consults.guidance.reportEvent(homeTv, id, event);
    await world.consults.guidance.reportEvent(homeTv, id, event);
    expect(await count()).toBe(1);
    await world.consults.accept(finn, id);
    await world.consults.guidance.reportEvent(homeTv, id, event);
    await world.consults.guidance.reportEvent(homeTv, id, fault);
    expect(await count()).toBe(1);
  });

  test('of either side is told in a call, of nobody else', async () => {
    const { world, id } = await accepted();
    const { guidance } = world.consults;
    await guidance.reportEvent(homeTv, id, noticed('audio-silent', 'at the TV'));
    await guidance.reportEvent(ada, id, noticed('audio-silent', 'at the agent'));
    expect(await outcomeOf(guidance.reportEvent(ben, id, noticed('audio-echo')))).toBe('forbidden');
    const places = (await eventsIn(world, id)).flatMap((event) =>
      event.type === 'device-event' ? [event.place] : [],
    );
    expect(places).toEqual(['tv', 'agent']);
  });
});

describe('a patient who does nothing', () => {
  test('is given up after half an hour from the last answer', async () => {
    const { world, id } = await guided();
    await world.pass(1_000_000);
    await answer(world, id, 'did-not-help');
    await world.pass(1_799_999);
    expect((await viewIn(world, id)).state).toBe('guided');
    await world.pass(1);
    expect(await viewIn(world, id)).toMatchObject({ state: 'expired', outcome: 'given-up' });
  });

  test('may have switched the TV off for a while, since that may be the task', async () => {
    const { world, id } = await guided();
    await world.leave(homeTv);
    await world.pass(599_999);
    await world.arrive(homeTv);
    expect((await viewIn(world, id)).state).toBe('guided');
  });
});

describe('a server that falls', () => {
  /** A node that falls before it asks the playbook. */
  function falling(world: World) {
    return world.another({
      ...world.store,
      timeline: async () => {
        throw new KilledError('The server was killed.');
      },
    });
  }

  test('between the last answer and the next diagnostic is caught up with by the sweep', async () => {
    const { world, id } = await guided();
    while (openTasks(await viewIn(world, id)).length > 1) await answer(world, id, 'did-not-help');
    const [last] = openTasks(await viewIn(world, id));
    const node = falling(world);
    const said = { taskId: last?.id ?? '', answer: 'did-not-help', checkedBy: 'patient' } as const;
    await node.guidance.answerTask(homeTv, id, said);
    await node.settled();
    expect(rulesOf(await viewIn(world, id))).toEqual(['network-down-wifi']);
    await world.pass(0);
    expect(rulesOf(await viewIn(world, id))).toEqual(['network-down-wifi', 'network-down']);
  });

  test('between the request and the first diagnostic, too', async () => {
    const world = await openWorld();
    world.connected.add(homeTv.sessionId);
    const node = falling(world);
    const asked = { consultId: idOf('half asked'), serviceRequest: supportRequest };
    await Promise.allSettled([node.request(homeTv, asked)]);
    await node.settled();
    expect((await viewIn(world, asked.consultId)).state).toBe('requested');
    await world.pass(0);
    expect((await viewIn(world, asked.consultId)).state).toBe('guided');
  });

  test('and starts anew leads the patient on', async () => {
    const { world, id } = await guided();
    await world.restart();
    await world.arrive(homeTv);
    await answer(world, id, 'done', ({ concludes }) => concludes);
    expect((await viewIn(world, id)).outcome).toBe('solved');
  });
});

describe('suggestions', () => {
  test('are what the playbook says to the newest fault, for those who answer', async () => {
    const { world, id } = await accepted();
    const { guidance } = world.consults;
    expect(await guidance.suggestions(ada, id)).toEqual([]);
    await guidance.reportEvent(homeTv, id, noticed('camera-missing'));
    await guidance.reportEvent(homeTv, id, noticed('microphone-missing'));
    const suggestions = await guidance.suggestions(ada, id);
    expect(suggestions.length).toBeGreaterThan(0);
    for (const { source } of suggestions) {
      expect(source.type === 'playbook' && source.rule).toMatch(/microphone/);
    }
    expect(await outcomeOf(guidance.suggestions(agent('Zoe'), id))).toBe('not_found');
  });
});

describe('a person’s own diagnostic', () => {
  test('reaches the TV with tasks that can be answered, and nothing follows by itself', async () => {
    const { world, id } = await accepted();
    await world.consults.guidance.diagnose(ada, id, {
      findings: [{ en: 'You have a cold.' }],
      tasks: [{ text: { en: 'Drink tea.' }, concludes: true }],
    });
    const view = await viewIn(world, id);
    expect(rulesOf(view)).toEqual(['Ada']);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({ type: 'diagnosed', by: 'agent' });
    await answer(world, id, 'done');
    expect(await viewIn(world, id)).toMatchObject({
      state: 'accepted',
      diagnostics: [{ answers: [{ answer: 'done', checkedBy: 'patient' }] }],
    });
  });

  test('is sent by whoever has the consult', async () => {
    const { world, id } = await accepted();
    const sent = { findings: [{ en: 'A cold.' }], tasks: [] };
    const { guidance } = world.consults;
    expect(await outcomeOf(guidance.diagnose(ben, id, sent))).toBe('forbidden');
    expect(await outcomeOf(guidance.diagnose(homeTv, id, sent))).toBe('forbidden');
  });

  test('is one of ten that a consult carries; the timeline has all', async () => {
    const { world, id } = await accepted();
    for (let count = 0; count < 12; count += 1) {
      await world.consults.guidance.diagnose(ada, id, {
        findings: [{ en: `${count}` }],
        tasks: [],
      });
    }
    expect((await viewIn(world, id)).diagnostics).toHaveLength(10);
    expect((await typesIn(world, id)).filter((type) => type === 'diagnosed')).toHaveLength(12);
  });
});

import { z } from 'zod';
import { diagnostic, type Task as PatientTask, taskAnswer, textIn } from '../../protocol/index.ts';
import type { Message, MessageEvent } from '../message.ts';
import {
  conceptOf,
  encounterReference,
  fhirText,
  identifierOf,
  patientReference,
  practitionerReference,
} from './references.ts';
import type { Task } from './resources.ts';

const diagnosed = z.object({ diagnostic });

const statuses = {
  done: 'completed',
  'did-not-help': 'failed',
  'need-person': 'rejected',
} as const;

/** The tasks that the event gives the patient, or the one that it answers. */
export function tasksOf(message: Message): readonly Task[] {
  const { diagnosed: before, event } = message;
  if (event.type === 'diagnosed') {
    const given = diagnosed.safeParse(event).data?.diagnostic.tasks ?? [];
    return given.map((each) => taskGiven(message, each.id, event));
  }
  if (event.type !== 'task-answered') return [];
  const { data } = taskAnswer.safeParse(event);
  if (data === undefined) return [];
  const { answer, checkedBy, taskId } = data;
  const from = before.find((each) => taskIn(each, taskId) !== undefined);
  return [
    {
      ...taskGiven(message, taskId, from),
      status: statuses[answer],
      statusReason: conceptOf('task-answer', answer, `${answer}, as the ${checkedBy} says`),
      lastModified: event.at,
    },
  ];
}

/** @param from the event that gave it, if it is known: a Task is always written whole */
function taskGiven(message: Message, taskId: string, from: MessageEvent | undefined): Task {
  const { consult } = message;
  const found = from && taskIn(from, taskId);
  const source = diagnosed.safeParse(from).data?.diagnostic.source;
  return {
    resourceType: 'Task',
    id: taskId,
    identifier: [identifierOf(taskId)],
    status: 'requested',
    intent: 'proposal',
    ...(found && { description: fhirText(textIn(found.text, [consult.language])) }),
    for: patientReference(consult),
    encounter: encounterReference(consult),
    ...(from && { authoredOn: from.at }),
    lastModified: from?.at ?? message.event.at,
    ...(source?.type === 'person' && { requester: practitionerReference(source.person) }),
    owner: patientReference(consult),
  };
}

function taskIn(event: MessageEvent, taskId: string): PatientTask | undefined {
  return diagnosed.safeParse(event).data?.diagnostic.tasks.find((task) => task.id === taskId);
}

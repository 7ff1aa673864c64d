import type { TaskCheck, TaskPicture } from '../../protocol/diagnostic.ts';
import type { PlaybookRule } from '../../protocol/playbook.ts';
import type { Comparison, PlaybookCondition } from '../../protocol/playbookConditions.ts';
import type { FaultCode } from '../../protocol/serviceRequest.ts';
import type { ShippedText } from './words.ts';

/*
 * Priorities: what the evidence points to comes before what only the code says, and that before a
 * second attempt at the same.
 */
export const byEvidence = 80;
export const byCode = 60;
export const secondAttempt = 40;
export const general = 1;

type RuleTask = PlaybookRule['tasks'][number];

/** Something that solves it when it is done, with the device's own look where it can look. */
export function solve(text: ShippedText, picture: TaskPicture, check?: TaskCheck): RuleTask {
  return { text, picture, ...(check !== undefined && { check }), concludes: true };
}

/** A step on the way. */
export function step(text: ShippedText, picture: TaskPicture): RuleTask {
  return { text, picture, concludes: false };
}

export function fault(code: FaultCode): Comparison {
  return { fact: 'fault', operator: 'equal', value: code };
}

export function evidence(
  path: string,
  operator: Comparison['operator'],
  value: Comparison['value'],
): Comparison {
  return { fact: 'evidence', path, operator, value };
}

export const onWifi: PlaybookCondition = {
  fact: 'context',
  path: 'networkType',
  operator: 'equal',
  value: 'wifi',
};

export const onCable: PlaybookCondition = {
  fact: 'context',
  path: 'networkType',
  operator: 'equal',
  value: 'ethernet',
};

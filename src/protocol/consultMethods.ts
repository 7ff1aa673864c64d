import { z } from 'zod';
import { invitation, mediaDevices, pathPolicy, trialOutcome } from './consult.ts';
import { all, both, method, nothing, ofConsult, ofMedia, patientAndAgent } from './contract.ts';
import { diagnostic, task, taskAnswer } from './diagnostic.ts';
import { guestRef } from './guest.ts';
import { mediaTransport } from './media.ts';
import { id } from './registration.ts';
import { consultKind, deviceEvent, requestPriority, serviceRequest } from './serviceRequest.ts';
import { consultUpdate, timelineEvent } from './timeline.ts';

/** What may be done to a consult, and told of it. */
export const consultMethods = {
  'consult.request': method(
    "The patient's yes. Idempotent by `consultId`, which the endpoint makes (a UUIDv7).",
    ['tv'],
    z.object({ consultId: id, serviceRequest }),
    consultUpdate,
  ),
  'consult.cancel': method(
    'The patient takes the request back, or the agent stops calling.',
    patientAndAgent,
    ofConsult,
    nothing,
  ),
  'consult.call': method(
    "An agent calls: it rings at the patient's TV. Idempotent by `consultId`.",
    ['agent'],
    z.object({
      consultId: id,
      patientId: id,
      kind: consultKind.default('care'),
      /** The consult whose wish to be called back this call fulfils. */
      callbackOf: id.optional(),
    }),
    consultUpdate,
  ),
  'consult.accept': method(
    'The first agent to accept has the consult; or the patient takes the call.',
    both,
    ofConsult,
    consultUpdate,
  ),
  'consult.decline': method(
    'Not me: it goes on to the next. The patient declines a call with it.',
    both,
    ofConsult,
    nothing,
  ),
  'consult.end': method('Either side hangs up.', patientAndAgent, ofConsult, nothing),
  'consult.return': method(
    'Sends the patient back to the waiting room, where the place in the queue is kept.',
    ['agent'],
    ofConsult,
    nothing,
  ),
  'consult.setPriority': method(
    'How soon somebody should come to a patient who waits.',
    ['agent'],
    ofConsult.extend({ priority: requestPriority }),
    nothing,
  ),
  'consult.transfer': method(
    'Rings at a colleague, who takes over by accepting; until then the call goes on.',
    ['agent'],
    ofConsult.extend({ to: id, note: z.string().trim().max(500).default('') }),
    nothing,
  ),
  'consult.withdrawTransfer': method(
    'Stops ringing at the colleague.',
    ['agent'],
    ofConsult,
    nothing,
  ),
  'consult.invite': method(
    'Invites a guest by a link that works once.',
    ['agent'],
    ofConsult.extend(invitation.shape),
    z.object({ guest: guestRef, token: z.string(), expiresAt: z.iso.datetime() }),
  ),
  'consult.removeGuest': method(
    'Sends a guest away, or makes an invitation void.',
    ['agent'],
    ofConsult.extend({ guestId: id }),
    nothing,
  ),
  'consult.leave': method('A guest leaves; the consult goes on.', ['guest'], ofConsult, nothing),
  'consult.join': method(
    "Takes this identity's place in an open consult for this session, as after a reload.",
    all,
    ofConsult,
    consultUpdate,
  ),
  'consult.timeline': method(
    'The timeline after a sequence number.',
    patientAndAgent,
    z.object({ consultId: id, after: z.number().int().min(0).default(0) }),
    z.object({ events: z.array(timelineEvent) }),
  ),
  'consult.setPolicy': method(
    "Overrides the clinic's path policy for this consult.",
    ['agent'],
    ofConsult.extend({ policy: pathPolicy }),
    nothing,
  ),
  'consult.reportMedia': method(
    "This side's media of an epoch flows, or failed.",
    all,
    ofMedia.extend({
      outcome: z.enum(['connected', 'failed']),
      detail: z.string().max(200).default(''),
      transport: mediaTransport.optional(),
    }),
    nothing,
  ),
  'consult.reportTrial': method(
    'How the direct path fared, that was tried beside the relay. Once proven, media moves to it.',
    ['agent'],
    ofMedia.extend({ outcome: trialOutcome }),
    nothing,
  ),
  'consult.reportDevices': method(
    'Which camera and microphone this side has, and why not.',
    all,
    ofConsult.extend({ devices: mediaDevices }),
    nothing,
  ),
  'consult.reportEvent': method(
    'Something was noticed, such as a fault. An event whose id was told before changes nothing.',
    patientAndAgent,
    ofConsult.extend({ event: deviceEvent }),
    nothing,
  ),
  'consult.suggestions': method(
    "What the clinic's playbook says to the faults of a consult, the best first.",
    ['agent'],
    ofConsult,
    z.object({ suggestions: z.array(diagnostic) }),
  ),
  'consult.diagnose': method(
    'Sends findings and tasks to the TV: a suggestion as it is or edited, or hand-made.',
    ['agent'],
    ofConsult.extend({
      findings: diagnostic.shape.findings,
      tasks: z.array(task.omit({ id: true })).max(12),
    }),
    nothing,
  ),
  'consult.answerTask': method(
    'What became of a task, by the patient or as the device sees for itself.',
    ['tv', 'mobile'],
    ofConsult.extend(taskAnswer.shape),
    nothing,
  ),
  'consult.askCallback': method(
    'The patient wishes to be called back; a request that waits is over with it.',
    ['tv'],
    ofConsult,
    nothing,
  ),
  'consult.closeCallback': method(
    'The wish to be called back is seen to.',
    ['agent'],
    ofConsult,
    nothing,
  ),
} as const;

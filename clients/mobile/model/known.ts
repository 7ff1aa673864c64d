import {
  type ConsultKind,
  type ConsultView,
  type DiagnosticStatus,
  type FaultCondition,
  faultOf,
  type RequestContext,
  type TimelineEvent,
} from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import type { Part } from '../../theme/visitor/person.ts';

/** Why the consult was opened. */
export type Why =
  | { readonly name: 'fault'; readonly code: string }
  | { readonly name: 'patient' }
  | { readonly name: 'clinic' }
  | { readonly name: 'arranged'; readonly reason: string | null };

/** A fault that the TV noticed. */
interface NoticedFault {
  readonly code: string;
  readonly isOver: boolean;
}

/** Somebody, or the TV, who takes part. */
export interface Attendee {
  readonly id: string;
  readonly name: string;
  readonly part: Part | 'tv';
  readonly present: boolean;
}

/** What the clinic and the TV know already, so that nobody is asked for it again. */
export interface Known {
  readonly kind: ConsultKind;
  readonly why: Why;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly context: RequestContext;
  readonly device: { readonly model: string; readonly displayModel: string | null };
  /** The oldest first, each once. */
  readonly faults: readonly NoticedFault[];
  /** The newest first. */
  readonly diagnostics: readonly DiagnosticStatus[];
  /** Tasks whose answer is on its way. */
  readonly answering: ReadonlySet<string>;
  readonly people: readonly Attendee[];
}

export function knownOf(
  { consult, timeline }: Pick<ConsultRecord, 'consult' | 'timeline'>,
  answering: ReadonlySet<string>,
): Known {
  const { serviceRequest, device, diagnostics } = consult;
  return {
    kind: serviceRequest.kind,
    why: whyOf(serviceRequest.event),
    askedAt: consult.requestedAt,
    context: serviceRequest.context,
    device: { model: device.model, displayModel: device.displayModel ?? null },
    faults: faultsIn(consult, timeline),
    diagnostics: [...diagnostics].reverse(),
    answering,
    people: attendeesOf(consult),
  };
}

/** How many tasks wait for an answer. */
export function openTasks({ diagnostics, answering }: Known): number {
  const open = diagnostics.flatMap(({ diagnostic, answers }) =>
    diagnostic.tasks.filter(
      ({ id }) => !answering.has(id) && answers.every(({ taskId }) => taskId !== id),
    ),
  );
  return open.length;
}

function whyOf(event: ConsultView['serviceRequest']['event']): Why {
  const fault = faultOf(event);
  if (fault !== undefined) return { name: 'fault', code: fault.code };
  if (event.type === 'agent-choice') return { name: 'clinic' };
  if (event.type !== 'system-choice') return { name: 'patient' };
  const { reason } = event;
  return { name: 'arranged', reason: typeof reason === 'string' ? reason : null };
}

/** What the TV noticed: when help was asked for, and since. */
function faultsIn(
  { serviceRequest }: ConsultView,
  timeline: readonly TimelineEvent[],
): readonly NoticedFault[] {
  const isOverByCode = new Map<string, boolean>();
  const take = (fault: FaultCondition | undefined) => {
    if (fault !== undefined) isOverByCode.set(fault.code, false);
  };
  take(faultOf(serviceRequest.event));
  for (const entry of timeline) {
    if (entry.type !== 'device-event' || entry.place !== 'tv') continue;
    take(faultOf(entry.event));
    const { type, code } = entry.event;
    if (type === 'fault-cleared' && typeof code === 'string' && isOverByCode.has(code)) {
      isOverByCode.set(code, true);
    }
  }
  return [...isOverByCode].map(([code, isOver]) => ({ code, isOver }));
}

/** Who answers, the TV, then the guests who have come. */
function attendeesOf({ agent, places, guests }: ConsultView): readonly Attendee[] {
  const isHere = (presence: string) => presence === 'present';
  return [
    ...(agent === null
      ? []
      : [
          {
            id: 'agent',
            name: agent.name,
            part: 'agent',
            present: isHere(places.agent.presence),
          } as const,
        ]),
    { id: 'tv', name: '', part: 'tv', present: isHere(places.tv.presence) },
    ...guests
      .filter(({ presence }) => presence !== 'vacant')
      .map(({ id, name, relation, presence }) => {
        return { id, name, part: relation, present: isHere(presence) };
      }),
  ];
}

import {
  type ConsultKind,
  type FaultCondition,
  faultOf,
  type Measurement,
  type RequestContext,
} from '../protocol/serviceRequest.ts';
import { catalogueEntry } from './catalogue.ts';
import { convert } from './units.ts';

/** What a diagnostic is asked for. */
export interface Asked {
  readonly kind: ConsultKind;
  readonly fault?: FaultCondition | undefined;
  readonly context: RequestContext;
  /** Names of the rules whose diagnostics were told in this consult already. */
  readonly tried: readonly string[];
}

/** What the conditions of a playbook see (`docs/playbooks.md`). */
export interface Facts {
  readonly kind: ConsultKind;
  /** The fault's code. */
  readonly fault: string | undefined;
  /** Measured values by name, numbers in the catalogue's unit. */
  readonly evidence: Readonly<Record<string, Measurement['value']>>;
  readonly context: RequestContext;
  /** Codes of the faults that were noticed before, oldest first. */
  readonly events: readonly string[];
  readonly tried: readonly string[];
}

export function factsOf({ kind, fault, context, tried }: Asked): Facts {
  const events = context.events.map((event) => faultOf(event)?.code);
  return {
    kind,
    fault: fault?.code,
    evidence: fault === undefined ? {} : evidenceOf(fault),
    context,
    events: events.filter((code) => code !== undefined),
    tried,
  };
}

/**
 * Measured values by name, numbers in the catalogue's unit. A number in a unit that is no measure
 * of what the catalogue asks for counts as not measured.
 */
export function evidenceOf(
  fault: Pick<FaultCondition, 'code' | 'evidence'>,
): Readonly<Record<string, Measurement['value']>> {
  const entries = catalogueEntry(fault.code)?.evidence ?? {};
  const values = Object.entries(fault.evidence).map(([name, { value, unit }]) => {
    const wanted = Object.hasOwn(entries, name) ? entries[name]?.unit : undefined;
    if (typeof value !== 'number' || wanted === undefined) return [name, value] as const;
    return [name, convert(value, unit, wanted)] as const;
  });
  return Object.fromEntries(
    values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/**
 * Follows names joined by dots through own properties, and hands over what conditions can compare:
 * text, numbers, yes and no, and lists of them. It is the engine's path resolver in the place of
 * JSONPath, which can call what it finds.
 */
export function valueAt(start: object, path: string): unknown {
  let value: unknown = start;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = Reflect.get(value, name);
  }
  const isComparable = Array.isArray(value) ? value.every(isScalar) : isScalar(value);
  return isComparable ? value : undefined;
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

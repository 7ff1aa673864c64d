import { z } from 'zod';
import { id } from './registration.ts';

/** Who may call a method: the kind of endpoint whose session is open. */
export type Caller = 'tv' | 'agent' | 'guest' | 'mobile';

interface MethodContract<P extends z.ZodType, R extends z.ZodType> {
  readonly summary: string;
  /** The endpoints that may call it. */
  readonly callers: readonly Caller[];
  readonly params: P;
  readonly result: R;
}

export function method<P extends z.ZodType, R extends z.ZodType>(
  summary: string,
  callers: readonly Caller[],
  params: P,
  result: R,
): MethodContract<P, R> {
  return { summary, callers, params, result };
}

export const nothing = z.object({});
export const all = ['tv', 'agent', 'guest', 'mobile'] as const;
export const both = ['tv', 'agent'] as const;
/** The patient's devices, and who answers. */
export const patientAndAgent = ['tv', 'mobile', 'agent'] as const;
const epoch = z.number().int().min(1);
export const ofConsult = z.object({ consultId: id });
export const ofMedia = z.object({ consultId: id, epoch });

import { z } from 'zod';
import { personRef, role } from './registration.ts';

/** What an agent sets for themselves. */
export const presenceSetting = z.enum(['available', 'away', 'do-not-disturb']);

/**
 * Whether an agent can be rung. `busy`: in a consult. `away`: by their own setting, because nothing
 * moved at their screen, or because they did not answer the last ring. `offline`: no app is open.
 */
export const agentPresence = z.enum(['available', 'busy', 'away', 'do-not-disturb', 'offline']);

/** A colleague and whether they can be reached. */
export const colleague = personRef.extend({ role, presence: agentPresence });

export type PresenceSetting = z.infer<typeof presenceSetting>;
export type AgentPresence = z.infer<typeof agentPresence>;
export type Colleague = z.infer<typeof colleague>;

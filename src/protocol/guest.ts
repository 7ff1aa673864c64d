import { z } from 'zod';
import { personal } from './personal.ts';
import { id } from './registration.ts';

/** What a guest is to the consult. */
export const guestRelation = z.enum(['interpreter', 'family', 'physician', 'other']);

/** A guest as the others see them. */
export const guestRef = z.object({ id, name: personal(z.string()), relation: guestRelation });

export type GuestRelation = z.infer<typeof guestRelation>;
export type GuestRef = z.infer<typeof guestRef>;

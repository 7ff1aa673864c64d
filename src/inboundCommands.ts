import type { Consults } from './consult/consults.ts';
import type { InboundCommands } from './integration/ports.ts';
import { Refusal } from './protocol/index.ts';
import type { People } from './registration/people.ts';

/** What a clinic's other systems may have done here, done by those who can do it. */
export function createInboundCommands(
  consults: Pick<Consults, 'openFor' | 'agents'>,
  people: Pick<People, 'idByEmail'>,
): InboundCommands {
  return {
    async openConsult(clinicId, { about, kind, reason, consultId }) {
      await consults.openFor(clinicId, { consultId, about, kind, reason });
      return { consultId };
    },
    async setPresence(clinicId, { person, presence }) {
      const personId = 'id' in person ? person.id : await people.idByEmail(clinicId, person.email);
      if (personId === undefined) throw new Refusal('not_found');
      await consults.agents.setFor(clinicId, personId, presence);
    },
  };
}

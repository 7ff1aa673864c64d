import type { Consults } from '../../consult/consults.ts';
import type { Deflection } from '../../deflection/deflection.ts';
import { done, type HandlersOf } from './handler.ts';

/** `deflection.*`: on to the patient's phone, and back. */
export function deflectionHandlers(
  deflection: Deflection,
  { mobiles }: Pick<Consults, 'mobiles'>,
): HandlersOf<'deflection'> {
  return {
    'deflection.ways': ({ consultId }, session) => deflection.ways(session, consultId),
    'deflection.propose': ({ consultId, ...proposal }, session) =>
      done(mobiles.propose(session, consultId, proposal)),
    'deflection.decline': ({ consultId }, session) => done(mobiles.decline(session, consultId)),
    'deflection.openCode': ({ consultId, use }, session) =>
      deflection.openCode(session, consultId, use),
    'deflection.sendLink': (link, session) => deflection.sendLink(session, link),
    'deflection.openReference': ({ consultId }, session) =>
      deflection.openReference(session, consultId),
    'deflection.confirmReference': ({ reference }, session) =>
      deflection.confirmReference(session, reference),
    'deflection.giveNumber': ({ consultId, number }, session) =>
      deflection.giveNumber(session, consultId, number),
    'deflection.dial': ({ consultId }, session) => done(deflection.dial(session, consultId)),
    'deflection.sendMail': (mail, session) => done(deflection.sendMail(session, mail)),
    'deflection.prove': ({ consultId, answer }, session) =>
      deflection.prove(session, consultId, answer),
    'deflection.admit': ({ consultId, mobileId }, session) =>
      done(mobiles.admit(session, consultId, mobileId)),
    'deflection.refuse': ({ consultId, mobileId }, session) =>
      done(mobiles.refuse(session, consultId, mobileId)),
    'deflection.begin': ({ consultId, ...wish }, session) =>
      done(mobiles.begin(session, consultId, wish)),
    'deflection.confirm': ({ consultId, to }, session) =>
      done(mobiles.confirm(session, consultId, to)),
    'deflection.abandon': ({ consultId }, session) => done(mobiles.abandon(session, consultId)),
    'deflection.openReturn': ({ consultId }, session) => deflection.openReturn(session, consultId),
    'deflection.return': ({ code, consultId }, session) =>
      done(deflection.return(session, consultId, code)),
    'deflection.leave': ({ consultId }, session) => done(mobiles.leave(session, consultId)),
  };
}

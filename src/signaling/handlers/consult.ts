import type { Consults } from '../../consult/consults.ts';
import type { Feed } from '../feed.ts';
import { done, type HandlersOf } from './handler.ts';

/** `consult.*`: the domain decides; replies that carry the consult go through the feed. */
export function consultHandlers(consults: Consults, feed: Feed): HandlersOf<'consult'> {
  const { guidance, guests, handover, media } = consults;
  return {
    'consult.request': (asked, session, call) =>
      feed.reply(call, session, () => consults.request(session, asked)),
    'consult.call': (wished, session, call) =>
      feed.reply(call, session, () => consults.call(session, wished)),
    'consult.accept': ({ consultId }, session, call) =>
      feed.reply(call, session, () => consults.accept(session, consultId)),
    'consult.join': ({ consultId }, session, call) =>
      feed.reply(call, session, () => consults.join(session, consultId)),
    'consult.cancel': ({ consultId }, session) => done(consults.cancel(session, consultId)),
    'consult.decline': ({ consultId }, session) => done(consults.decline(session, consultId)),
    'consult.end': ({ consultId }, session) => done(consults.end(session, consultId)),
    'consult.return': ({ consultId }, session) => done(handover.returnToQueue(session, consultId)),
    'consult.setPriority': ({ consultId, priority }, session) =>
      done(consults.setPriority(session, consultId, priority)),
    'consult.transfer': ({ consultId, to, note }, session) =>
      done(handover.transfer(session, consultId, { to, note })),
    'consult.withdrawTransfer': ({ consultId }, session) =>
      done(handover.withdrawTransfer(session, consultId)),
    'consult.invite': ({ consultId, ...invitation }, session) =>
      guests.invite(session, consultId, invitation),
    'consult.removeGuest': ({ consultId, guestId }, session) =>
      done(guests.remove(session, consultId, guestId)),
    'consult.leave': ({ consultId }, session) => done(guests.leave(session, consultId)),
    async 'consult.timeline'({ consultId, after }, session) {
      return { events: [...(await consults.timeline(session.identity, consultId, after))] };
    },
    'consult.setPolicy': ({ consultId, policy }, session) =>
      done(media.setPolicy(session, consultId, policy)),
    'consult.reportMedia': (report, session) => done(media.report(session, report)),
    'consult.reportTrial': (report, session) => done(media.reportTrial(session, report)),
    'consult.reportDevices': ({ consultId, devices }, session) =>
      done(media.reportDevices(session, consultId, devices)),
    'consult.reportEvent': ({ consultId, event }, session) =>
      done(guidance.reportEvent(session, consultId, event)),
    async 'consult.suggestions'({ consultId }, session) {
      return { suggestions: [...(await guidance.suggestions(session, consultId))] };
    },
    'consult.diagnose': ({ consultId, ...sent }, session) =>
      done(guidance.diagnose(session, consultId, sent)),
    'consult.answerTask': ({ consultId, ...answer }, session) =>
      done(guidance.answerTask(session, consultId, answer)),
    'consult.askCallback': ({ consultId }, session) =>
      done(consults.askCallback(session, consultId)),
    'consult.closeCallback': ({ consultId }, session) =>
      done(consults.closeCallback(session, consultId)),
  };
}

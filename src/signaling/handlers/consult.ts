import type { Consults } from '../../consult/consults.ts';
import type { Feed } from '../feed.ts';
import type { HandlersOf } from './handler.ts';

/** `consult.*`: the domain decides; replies that carry the consult go through the feed. */
export function consultHandlers(consults: Consults, feed: Feed): HandlersOf<'consult'> {
  return {
    'consult.request': (asked, session, call) =>
      feed.reply(call, session, () => consults.request(session, asked)),
    'consult.accept': ({ consultId }, session, call) =>
      feed.reply(call, session, () => consults.accept(session, consultId)),
    'consult.join': ({ consultId }, session, call) =>
      feed.reply(call, session, () => consults.join(session, consultId)),
    async 'consult.cancel'({ consultId }, session) {
      await consults.cancel(session, consultId);
      return {};
    },
    async 'consult.decline'({ consultId }, session) {
      await consults.decline(session, consultId);
      return {};
    },
    async 'consult.end'({ consultId }, session) {
      await consults.end(session, consultId);
      return {};
    },
    async 'consult.timeline'({ consultId, after }, session) {
      return { events: [...(await consults.timeline(session.identity, consultId, after))] };
    },
    async 'consult.setPolicy'({ consultId, policy }, session) {
      await consults.setPolicy(session, consultId, policy);
      return {};
    },
    async 'consult.reportMedia'(report, session) {
      await consults.reportMedia(session, report);
      return {};
    },
    async 'consult.reportDevices'({ consultId, devices }, session) {
      await consults.reportDevices(session, consultId, devices);
      return {};
    },
  };
}

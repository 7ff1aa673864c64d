import type { Consults } from '../../consult/consults.ts';
import type { Photos } from '../../deflection/photos.ts';
import type { HandlersOf } from './handler.ts';

/** `chat.*`: what is written and shown beside the call. */
export function chatHandlers({ chat }: Pick<Consults, 'chat'>, photos: Photos): HandlersOf<'chat'> {
  return {
    async 'chat.say'({ consultId, ...message }, session) {
      await chat.say(session, consultId, message);
      return {};
    },
    async 'chat.sendPhoto'(sent, session) {
      await photos.send(session, sent);
      return {};
    },
    'chat.readPhoto': (asked, session) => photos.read(session, asked),
  };
}

import { Refusal } from '../../protocol/index.ts';
import type { HandlersOf } from './handler.ts';

/** What a TV sets for itself. */
export interface DeviceSettings {
  setAnswersItself(deviceId: string, answersItself: boolean): Promise<void>;
}

/** `device.*` */
export function deviceHandlers(settings: DeviceSettings): HandlersOf<'device'> {
  return {
    async 'device.setAnswersItself'({ answersItself }, { identity }) {
      if (identity.kind !== 'tv') throw new Refusal('forbidden');
      // Without the clinic's leave there is nothing to switch on.
      if (answersItself && identity.answersItself === null) throw new Refusal('forbidden');
      await settings.setAnswersItself(identity.deviceId, answersItself);
      return {};
    },
  };
}

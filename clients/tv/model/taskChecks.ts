import type { ConsultKind, TaskCheck } from '../../../src/protocol/index.ts';
import { FaultWatch } from '../../connector/index.ts';

/** What the device can see for itself. */
export interface TaskChecks {
  canCheck(check: TaskCheck, kind: ConsultKind): boolean;
  /**
   * Waits for what a task is about to be in order, and tells once.
   * @returns the way to stop waiting
   */
  whenTrue(check: TaskCheck, listener: () => void): () => void;
}

/** Checks that look at a film. */
const ofPlayer: ReadonlySet<TaskCheck> = new Set<TaskCheck>([
  'playback-moving',
  'picture-moving',
  'sound-heard',
]);

/** Looks with the watch of a TV service; at its film only where the consult is about it. */
export function checksOf(watch: FaultWatch, hasPlayer: () => boolean): TaskChecks {
  return {
    canCheck: (check, kind) => !ofPlayer.has(check) || (kind === 'support' && hasPlayer()),
    whenTrue: (check, listener) => watch.whenTrue(check, listener),
  };
}

/**
 * Looks where there is no service to watch: at the device and the way to the clinic. Nothing is
 * measured, and nobody asked, but while a task is open.
 */
export function checksAlone(clinicUrl: string, newId: () => string): TaskChecks {
  return {
    canCheck: (check) => !ofPlayer.has(check),
    whenTrue(check, listener) {
      const watch = new FaultWatch({ serviceUrl: clinicUrl, clinicUrl, newId });
      const stop = watch.whenTrue(check, listener);
      return () => {
        stop();
        watch.close();
      };
    },
  };
}

import type { Screen } from '../model/screen.ts';

/**
 * What becomes of the service's film while the app is shown over it. `left`: what was paused stays
 * so, until the patient plays it.
 */
export type Hold = 'none' | 'paused' | 'muted' | 'left';

/**
 * A consult for care takes the patient's time: the film waits. A consult about the film does not
 * touch it, since it is what everybody looks at; only its sound gives way to somebody who speaks.
 */
export function holdFor(screen: Screen): Hold | 'as-before' {
  switch (screen.name) {
    case 'hidden':
    case 'help':
      return 'none';
    case 'prompt':
    case 'permission':
      return 'paused';
    case 'ringing':
      // Whoever is called hears who calls.
      return 'paused';
    case 'guided':
      return 'none';
    case 'on-phone-badge':
      // The patient talks on the phone: a film is not to talk over that by itself.
      return 'left';
    case 'waiting':
      return screen.kind === 'care' ? 'paused' : 'as-before';
    case 'call':
      return screen.kind === 'care' ? 'paused' : 'muted';
    default:
      return 'as-before';
  }
}

/** Holds a film, and lets it go on as it was. */
export class PlayerHold {
  #release: (() => void) | null = null;
  #hold: Hold = 'none';

  set(hold: Hold, player: HTMLVideoElement | null): void {
    if (hold === this.#hold || (hold === 'left' && this.#hold === 'muted')) return;
    if (hold !== 'left') this.#release?.();
    this.#release = player === null ? null : take(hold, player);
    this.#hold = hold;
  }
}

function take(hold: Hold, player: HTMLVideoElement): (() => void) | null {
  if (hold === 'paused' && !player.paused) {
    player.pause();
    return () => {
      // Where the engine refuses, the patient presses play as ever.
      player.play().catch(() => undefined);
    };
  }
  if (hold === 'muted' && !player.muted) {
    player.muted = true;
    return () => {
      player.muted = false;
    };
  }
  return null;
}

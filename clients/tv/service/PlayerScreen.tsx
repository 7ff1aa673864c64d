import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useBack } from '../remote/remoteContext.ts';
import { film, type Title } from './catalogue.ts';

interface PlayerScreenProps {
  readonly title: Title;
  readonly player: HTMLVideoElement;
  readonly onBack: () => void;
}

/** A film, and one button that plays and pauses it. */
export function PlayerScreen({ title, player, onBack }: PlayerScreenProps) {
  const main = useRef<HTMLElement>(null);
  const [state, setState] = useState<'playing' | 'paused' | 'failed'>('playing');
  useBack(onBack);
  useLayoutEffect(() => {
    main.current?.prepend(player);
    const look = () => {
      setState(player.error !== null ? 'failed' : player.paused ? 'paused' : 'playing');
    };
    for (const type of changes) player.addEventListener(type, look);
    start(player);
    return () => {
      for (const type of changes) player.removeEventListener(type, look);
      stop(player);
      player.remove();
    };
  }, [player]);
  const press = () => {
    if (state === 'failed') start(player);
    else if (player.paused) play(player);
    else player.pause();
  };
  return (
    <main ref={main}>
      <div class={state === 'playing' ? 'player player-playing' : 'player'}>
        <h1>{title.name}</h1>
        <button type="button" class="pill" onClick={press} data-entry="" data-testid="play">
          {{ playing: 'Pause', paused: 'Play', failed: 'Try again' }[state]}
        </button>
      </div>
    </main>
  );
}

const changes = ['play', 'pause', 'playing', 'error', 'emptied'] as const;

/** Each playback has an address of its own, as where addresses are signed. */
function start(player: HTMLVideoElement): void {
  player.src = `${film}?playback=${Date.now()}`;
  play(player);
}

function play(player: HTMLVideoElement): void {
  // What comes of it is seen by the player's events.
  player.play().catch(() => undefined);
}

function stop(player: HTMLVideoElement): void {
  player.removeAttribute('src');
  player.load();
}

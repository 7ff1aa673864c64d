import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Attached } from '../embed.ts';
import { RemoteContext } from '../remote/remoteContext.ts';
import { RemoteControl } from '../remote/remoteControl.ts';
import type { Title } from './catalogue.ts';
import { Home } from './Home.tsx';
import { attachHelp } from './help.ts';
import { PlayerScreen } from './PlayerScreen.tsx';

/* A small streaming service, as the example of a host: what it does for Housecall is in help.ts. */

interface ServiceProps {
  readonly player: HTMLVideoElement;
  readonly help: Attached;
}

function Service({ player, help }: ServiceProps) {
  const root = useRef<HTMLDivElement>(null);
  const [remote] = useState(() => new RemoteControl(() => undefined));
  const [playing, setPlaying] = useState<Title | null>(null);
  const [last, setLast] = useState<Title>();
  useLayoutEffect(
    () => (root.current === null ? undefined : remote.attach(root.current)),
    [remote],
  );
  useEffect(() => {
    help.setService({ state: 'signed-in', screen: playing === null ? 'home' : 'player' });
  }, [help, playing]);
  return (
    <RemoteContext.Provider value={remote}>
      <div class="screen" ref={root}>
        {playing === null ? (
          <Home
            last={last}
            onDoctor={() => help.ask()}
            onPlay={(title) => {
              setLast(title);
              setPlaying(title);
            }}
          />
        ) : (
          <PlayerScreen title={playing} player={player} onBack={() => setPlaying(null)} />
        )}
      </div>
    </RemoteContext.Provider>
  );
}

function newPlayer(): HTMLVideoElement {
  const player = document.createElement('video');
  player.className = 'film';
  player.loop = true;
  player.tabIndex = -1;
  player.setAttribute('aria-label', 'Film');
  return player;
}

const service = document.getElementById('service');
if (service !== null) {
  const player = newPlayer();
  render(<Service player={player} help={attachHelp(player)} />, service);
}

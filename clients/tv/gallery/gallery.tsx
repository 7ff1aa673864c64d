import '../../theme/noEval.ts';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { pictureStream } from '../../theme/gallery/pictures.ts';
import { App } from '../app.tsx';
import type { Actions, Screen } from '../model/screen.ts';
import { samplePhoto } from './samplePhoto.ts';
import { sampleScreens } from './samples.ts';

/*
 * Every screen, to look at and to test: `gallery.html#NAME`. Without a name: the list. What is
 * pressed is written to the page as `data-pressed`.
 */

const screens = sampleScreens({
  patient: pictureStream({ wall: '#e8d9bd', clothes: '#7a4f63', hair: '#d8d5d0' }),
  physician: pictureStream({ wall: '#b9cdd2', clothes: '#f4f6f5', hair: '#3a2a20' }),
  interpreter: pictureStream({ wall: '#cfc3d8', clothes: '#2f5d62', hair: '#5b3a1e' }),
  photo: samplePhoto(),
});

function press(name: keyof Actions): () => void {
  return () => {
    document.documentElement.setAttribute('data-pressed', name);
  };
}

function Shown({ screen }: { readonly screen: Screen }) {
  const [shown, show] = useState(screen);
  const change = (device: 'camera' | 'microphone') => (on: boolean) => {
    press(device === 'camera' ? 'setCameraOn' : 'setMicrophoneOn')();
    if (shown.name !== 'call') return;
    show({ ...shown, devices: { ...shown.devices, [device]: on ? 'on' : 'off' } });
  };
  const [actions] = useState<Actions>(() => ({
    ask: press('ask'),
    askAgain: press('askAgain'),
    acceptHelp: press('acceptHelp'),
    declineHelp: press('declineHelp'),
    stayQuiet: press('stayQuiet'),
    showPrompt: press('showPrompt'),
    cancel: press('cancel'),
    hangUp: press('hangUp'),
    acceptCall: press('acceptCall'),
    declineCall: press('declineCall'),
    askCallback: press('askCallback'),
    answerTask: (answer) => {
      document.documentElement.setAttribute('data-pressed', `answerTask ${answer}`);
    },
    goOn: press('goOn'),
    stepAside: press('stepAside'),
    setAnswersItself: (on) => {
      document.documentElement.setAttribute('data-pressed', `setAnswersItself ${on}`);
    },
    pairAnew: press('pairAnew'),
    restart: press('restart'),
    leaveApp: press('leaveApp'),
    setMicrophoneOn: press('setMicrophoneOn'),
    setCameraOn: press('setCameraOn'),
    phone: ({ type, ...rest }) => {
      const told = ['phone', type, ...Object.values(rest)].join(' ');
      document.documentElement.setAttribute('data-pressed', told);
    },
  }));
  return (
    <App
      screen={shown}
      actions={{
        ...actions,
        setMicrophoneOn: change('microphone'),
        setCameraOn: change('camera'),
      }}
    />
  );
}

function List() {
  return (
    <main>
      <h1>Every screen</h1>
      <ul id="screens">
        {Object.keys(screens).map((name) => (
          <li key={name}>
            <a href={`#${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

function show(): void {
  const root = document.getElementById('app');
  if (root === null) return;
  const screen = screens[location.hash.slice(1)];
  document.documentElement.removeAttribute('data-pressed');
  render(null, root);
  render(screen === undefined ? <List /> : <Shown screen={screen} />, root);
}

window.addEventListener('hashchange', show);
show();

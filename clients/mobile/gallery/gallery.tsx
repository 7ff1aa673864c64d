import { render } from 'preact';
import { pictureStream } from '../../theme/gallery/pictures.ts';
import { App } from '../app.tsx';
import type { Actions } from '../model/screen.ts';
import { sampleScreens } from './samples.ts';

/*
 * Every screen, to look at and to test: `gallery.html?screen=NAME`. Without a name: the list. What
 * is pressed is written to the page as `data-pressed`, with what went along as `data-given`.
 */

const screens = sampleScreens({
  patient: pictureStream({ wall: '#e8d9bd', clothes: '#7a4f63', hair: '#d8d5d0' }),
  physician: pictureStream({ wall: '#b9cdd2', clothes: '#f4f6f5', hair: '#3a2a20' }),
  daughter: pictureStream({ wall: '#d5dcc0', clothes: '#37517a', hair: '#6b4a2c' }),
});

function press(name: keyof Actions): (...given: readonly unknown[]) => void {
  return (...given) => {
    const root = document.documentElement;
    root.setAttribute('data-pressed', name);
    root.setAttribute('data-given', given.map(String).join(' '));
  };
}

const actions: Actions = {
  enterCode: press('enterCode'),
  prove: press('prove'),
  openTab: press('openTab'),
  write: press('write'),
  say: press('say'),
  sendPhoto: press('sendPhoto'),
  sendAgain: press('sendAgain'),
  discard: press('discard'),
  loadAgain: press('loadAgain'),
  answerTask: press('answerTask'),
  wish: press('wish'),
  stay: press('stay'),
  openMedia: press('openMedia'),
  setMedia: press('setMedia'),
  start: press('start'),
  setMicrophoneOn: press('setMicrophoneOn'),
  setCameraOn: press('setCameraOn'),
  turnCamera: press('turnCamera'),
  openReturn: press('openReturn'),
  chooseReturn: press('chooseReturn'),
  closeReturn: press('closeReturn'),
  typeReturn: press('typeReturn'),
  giveNumber: press('giveNumber'),
  hangUp: press('hangUp'),
  leave: press('leave'),
  useHere: press('useHere'),
  startAgain: press('startAgain'),
};

function List() {
  return (
    <main>
      <h1>Every screen</h1>
      <ul id="screens">
        {Object.keys(screens).map((name) => (
          <li key={name}>
            <a href={`?screen=${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

const root = document.getElementById('app');
const screen = screens[new URLSearchParams(location.search).get('screen') ?? ''];
if (root !== null) {
  render(screen === undefined ? <List /> : <App screen={screen} actions={actions} />, root);
}

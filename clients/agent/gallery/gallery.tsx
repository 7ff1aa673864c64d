import '../styles/agent.css';
import { render } from 'preact';
import { pictureStream } from '../../theme/gallery/pictures.ts';
import type { Stand } from './frame.tsx';
import { screens } from './screens.tsx';

/*
 * Every screen, to look at and to test: `gallery.html?screen=NAME`. Without a name: the list. What
 * is pressed is written to the page as `data-pressed`.
 */

const stand: Stand = {
  get patient() {
    return pictureStream({ wall: '#e8d9bd', clothes: '#7a4f63', hair: '#d8d5d0' });
  },
  get physician() {
    return pictureStream({ wall: '#b9cdd2', clothes: '#f4f6f5', hair: '#3a2a20' });
  },
  get guest() {
    return pictureStream({ wall: '#d5dbe6', clothes: '#35506b', hair: '#6b4a2e' });
  },
  press: (name) => () => document.documentElement.setAttribute('data-pressed', name),
};

function List() {
  return (
    <main class="page">
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
const name = new URLSearchParams(location.search).get('screen') ?? '';
const screen = screens[name];
if (root !== null) render(screen === undefined ? <List /> : screen(stand), root);

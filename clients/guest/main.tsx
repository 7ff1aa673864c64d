import '../theme/noEval.ts';
import { render } from 'preact';
import { Connector } from '../connector/index.ts';
import { useObservable } from '../theme/useObservable.ts';
import { keptSession } from '../theme/visitor/keptSession.ts';
import { App } from './app.tsx';
import { takeLink } from './link.ts';
import { GuestApp } from './model/guestApp.ts';
import { useWords } from './parts/words.ts';

const link = takeLink(window);
const session = keptSession(window.sessionStorage, 'housecall.guestSession');
// A new link counts, whatever the tab was used for before.
if (link.name !== 'none') session.write(undefined);

let token = link.name === 'token' ? link.token : undefined;
const connector = new Connector({
  url: `${location.origin.replace(/^http/, 'ws')}/signaling`,
  endpoint: 'guest',
  token: () => token,
  resume: session,
});
connector.connection.subscribe(({ name }) => {
  // It works once: from here on the session is what counts.
  if (name === 'open') token = undefined;
});

const came = {
  token: 'by-link',
  broken: 'by-broken-link',
  none: session.read() === undefined ? 'with-nothing' : 'by-reload',
} as const;
const app = new GuestApp(connector, came[link.name]);

function Guest() {
  document.documentElement.lang = useWords().language;
  return <App screen={useObservable(app.screen)} actions={app.actions} />;
}

const root = document.getElementById('app');
if (root !== null) render(<Guest />, root);
app.start();

// Another link, pasted into the address bar of this page, loads nothing by itself.
window.addEventListener('hashchange', () => location.reload());

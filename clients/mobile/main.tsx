import '../theme/noEval.ts';
import { render } from 'preact';
import { Connector } from '../connector/index.ts';
import { useObservable } from '../theme/useObservable.ts';
import { keptSession } from '../theme/visitor/keptSession.ts';
import { App } from './app.tsx';
import { newClaim } from './model/claim.ts';
import { takeLink } from './model/code.ts';
import { MobileApp } from './model/mobileApp.ts';
import { useWords } from './parts/words.ts';

const link = takeLink(window);
const session = keptSession(window.sessionStorage, 'housecall.mobileSession');
// A new code counts, whatever the tab was used for before.
if (link.name !== 'none') session.write(undefined);

/** The code that is to link this phone, with the secret by which it works again for this phone. */
let way: { readonly code: string; readonly claim: string } | undefined;
const takeCode = (code: string) => {
  session.write(undefined);
  way = { code, claim: newClaim() };
};
if (link.name === 'code') takeCode(link.code);

const connector = new Connector({
  url: `${location.origin.replace(/^http/, 'ws')}/signaling`,
  endpoint: 'mobile',
  token: () => way?.code,
  claim: () => way?.claim,
  resume: session,
});
connector.connection.subscribe(({ name }) => {
  // It works once: from here on the session is what counts.
  if (name === 'open') way = undefined;
});

const came = {
  code: 'by-code',
  broken: 'by-broken-link',
  none: session.read() === undefined ? 'with-nothing' : 'by-reload',
} as const;
const app = new MobileApp({ connector, came: came[link.name], onCode: takeCode });

function Mobile() {
  document.documentElement.lang = useWords().language;
  return <App screen={useObservable(app.screen)} actions={app.actions} />;
}

const root = document.getElementById('app');
if (root !== null) render(<Mobile />, root);
app.start();

// Another link, pasted into the address bar of this page, loads nothing by itself.
window.addEventListener('hashchange', () => location.reload());

// Browsers keep a page that is left as it was, to show it again at once when somebody goes back.
// Nothing is to be seen in it; what goes on comes back by the session.
window.addEventListener('pagehide', () => {
  if (root !== null) render(null, root);
  window.addEventListener('pageshow', () => location.reload());
});

import '../theme/noEval.ts';
import { render } from 'preact';
import { v7 as newId } from 'uuid';
import { Connector, DevicePairing } from '../connector/index.ts';
import { useObservable } from '../theme/useObservable.ts';
import { App } from './app.tsx';
import { ContextSource } from './model/requestContext.ts';
import { checksAlone } from './model/taskChecks.ts';
import { TvApp } from './model/tvApp.ts';
import { leaveApp } from './platform/platform.ts';
import { describeDevice } from './platform/registration.ts';
import { useWords } from './ui/words.ts';

const storage = window.localStorage;
const pairing = new DevicePairing({
  baseUrl: location.origin,
  registration: () => describeDevice(storage, newId),
  storage,
});
const connector = new Connector({
  url: `${location.origin.replace(/^http/, 'ws')}/signaling`,
  endpoint: 'tv',
  token: () => pairing.token,
  onTokenRotated: (token) => pairing.keepToken(token),
});
const context = new ContextSource();
const app = new TvApp({
  pairing,
  connector,
  newId,
  checks: checksAlone(`${location.origin}/api/health`, newId),
  describe: ({ name }) => context.describe({ screen: name }),
  restart: () => location.reload(),
  leaveApp,
});

function Tv() {
  document.documentElement.lang = useWords().language;
  return <App screen={useObservable(app.screen)} actions={app.actions} />;
}

const root = document.getElementById('app');
if (root !== null) render(<Tv />, root);
app.start();

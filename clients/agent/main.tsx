import './styles/agent.css';
import { render } from 'preact';
import { App } from './App.tsx';
import { ClinicApi } from './clinicApi.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');

const signalingUrl = new URL('/signaling', location.href);
signalingUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

render(<App api={new ClinicApi()} signalingUrl={signalingUrl.href} />, root);

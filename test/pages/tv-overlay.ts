import { Overlay } from '../../clients/tv/embed/overlay.tsx';
import type { Actions } from '../../clients/tv/model/screen.ts';
import type { TvOverlay } from './tv-overlay-contract.ts';

const nothing = () => undefined;
const actions: Actions = {
  ask: nothing,
  askAgain: nothing,
  acceptHelp: nothing,
  declineHelp: nothing,
  stayQuiet: nothing,
  showPrompt: nothing,
  cancel: nothing,
  hangUp: nothing,
  acceptCall: nothing,
  declineCall: nothing,
  askCallback: nothing,
  answerTask: nothing,
  goOn: nothing,
  stepAside: nothing,
  setAnswersItself: nothing,
  setMicrophoneOn: nothing,
  setCameraOn: nothing,
  phone: nothing,
  pairAnew: nothing,
  restart: nothing,
  leaveApp: nothing,
};
const overlay = new Overlay('', actions);
const button = document.createElement('button');
let keys: string[] = [];

export const prepare: TvOverlay['prepare'] = () => {
  document.body.append(button);
  button.focus();
  document.addEventListener('keydown', ({ key }) => keys.push(key));
};

export const show: TvOverlay['show'] = (what) => {
  if (what === 'prompt') {
    overlay.show({ name: what, clinic: 'Lake Clinic', patient: 'Maria', physicians: [] });
  } else if (what === 'on-phone-badge') {
    overlay.show({ name: what, phone: 'present' });
  } else {
    overlay.show({ name: what });
  }
};

export const heard: TvOverlay['heard'] = () => {
  const before = keys;
  keys = [];
  return before;
};

export const hasFocus: TvOverlay['hasFocus'] = () => document.activeElement === button;

export const under: TvOverlay['under'] = () => {
  const host = document.querySelector('[data-housecall]');
  const badge = host?.shadowRoot?.querySelector('[data-testid="on-phone-badge"]');
  if (host === null || badge == null) return null;
  const { left, top } = badge.getBoundingClientRect();
  return document.elementFromPoint(left + 5, top + 5) === host ? 'app' : 'page';
};

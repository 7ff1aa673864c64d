/** What a remote control can say to the app. */
export type RemoteKey = Direction | 'ok' | 'back';
export type Direction = 'up' | 'down' | 'left' | 'right';

const byName: Readonly<Record<string, RemoteKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'ok',
  Select: 'ok',
  Backspace: 'back',
  Escape: 'back',
  GoBack: 'back',
  BrowserBack: 'back',
  XF86Back: 'back',
};

/** Key codes of remotes whose engines give no name: Tizen's Back is 10009, webOS's is 461. */
const byCode: Readonly<Record<number, RemoteKey>> = {
  13: 'ok',
  37: 'left',
  38: 'up',
  39: 'right',
  40: 'down',
  461: 'back',
  10009: 'back',
};

/** @returns what a key press means to the app, or `undefined` if nothing. */
export function remoteKeyOf(event: Pick<KeyboardEvent, 'key' | 'keyCode'>): RemoteKey | undefined {
  return byName[event.key] ?? byCode[event.keyCode];
}

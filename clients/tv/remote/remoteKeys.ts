/** What a remote control can say to the app. Not every one has digits. */
export type RemoteKey = Direction | 'ok' | 'back' | Digit;
export type Direction = 'up' | 'down' | 'left' | 'right';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type Digit = (typeof digits)[number];

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
  return byName[event.key] ?? byCode[event.keyCode] ?? digitOf(event);
}

export function isDigit(key: RemoteKey): key is Digit {
  return digits.some((digit) => digit === key);
}

/** Codes of the row of digits, as remotes have them too, and of the block of a keyboard. */
const firstDigitCodes = [48, 96];

function digitOf({ key, keyCode }: Pick<KeyboardEvent, 'key' | 'keyCode'>): Digit | undefined {
  // Where a key has a name, the name counts: on a French keyboard the row of digits is letters.
  if (key.length === 1) return digits.find((digit) => digit === key);
  for (const first of firstDigitCodes) {
    const digit = digits[keyCode - first];
    if (digit !== undefined) return digit;
  }
  return undefined;
}

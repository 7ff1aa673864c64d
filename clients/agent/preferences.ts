const key = 'housecall.agent.openCameraWhileRinging';

/** Whether this browser's camera opens while it rings. A mere preference, kept in this browser. */
export function readOpenCamera(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(key) !== 'no';
}

export function writeOpenCamera(storage: Pick<Storage, 'setItem'>, open: boolean): void {
  storage.setItem(key, open ? 'yes' : 'no');
}

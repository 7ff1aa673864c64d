import { callAt } from './platform.ts';

/**
 * Samsung gives an app the remote's digits only when it asks for them:
 * https://developer.samsung.com/smarttv/develop/guides/user-interaction/remote-control.html
 */
export function askForDigits(): void {
  callAt('tizen.tvinputdevice.registerKeyBatch', [...'0123456789']);
}

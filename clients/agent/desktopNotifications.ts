import { consults as strings } from './strings/consults.ts';

export type NotificationState = NotificationPermission | 'unsupported';

/** What the browser allows. Notifications name nobody: others may stand before the screen. */
export function notificationState(): NotificationState {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** Asks the person once; to be called from a click. */
export async function askForNotifications(): Promise<NotificationState> {
  return 'Notification' in globalThis ? await Notification.requestPermission() : 'unsupported';
}

/**
 * Shows that it rings, if that is allowed and the page is not in front.
 * @returns the way to take it back
 */
export function notifyRinging(consultId: string): () => void {
  if (notificationState() !== 'granted' || document.hasFocus()) return () => undefined;
  let shown: Notification;
  try {
    shown = new Notification(strings.notificationTitle, {
      body: strings.notificationBody,
      tag: consultId,
      requireInteraction: true,
    });
  } catch {
    // Android's browsers allow notifications from service workers only.
    return () => undefined;
  }
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
  return () => shown.close();
}

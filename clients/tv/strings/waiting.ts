/** Below this a wait is short, and no number says it better. Milliseconds. */
const shortMs = 90_000;
/** Up to here minutes are counted one by one; then by fives. */
const exactMinutes = 5;
/** From here on nobody should sit and wait for a number. */
const longMinutes = 60;

export const waiting = {
  calling: (who: string) => `Calling ${who} …`,
  requested: 'Your call is on its way.',
  offered: 'It is ringing. This can take a minute. Please stay where you are.',
  queued: 'We look for somebody who has time for you. Please stay where you are.',
  queuedTitle: 'Please wait a moment',
  place: (place: number) =>
    place <= 1
      ? 'You are next.'
      : place === 2
        ? 'One person is before you.'
        : `${place - 1} people are before you.`,
  estimate: (ms: number | null) => (ms === null ? '' : `It takes ${duration(ms)}.`),
  stay: 'Please stay where you are. It goes on by itself.',
  returned: (who: string) => `${who} will be back with you`,
  returnedBody: 'You are in the waiting room. Please stay where you are.',
  unattendedTitle: 'Nobody is there just now',
  unattended: 'We keep trying for a little while. You can also be called back.',
  openingHours: 'Opening hours',
  emergency: 'In an emergency',
  emergencyNumber: 'Call the emergency number.',
  callback: 'Call me back',
  unseen: 'Nobody sees you yet',
  preview: 'This is how you will look',
  noPreview: 'Your picture is not there',
  support: 'Getting help …',
  supportQueued: 'Somebody will help you',
  offline: 'This TV has no internet just now. Your call goes out as soon as it is back.',
  openingCamera: 'The camera is opening …',
  cancel: 'Cancel',
  cancelQuestion: 'Stop calling?',
  cancelYes: 'Yes, stop',
  cancelNo: 'No, keep calling',
};

/** A wait as people say it to each other: nobody believes in seconds. */
function duration(ms: number): string {
  if (ms < shortMs) return 'about a minute';
  const minutes = Math.round(ms / 60_000);
  if (minutes <= exactMinutes) return `about ${minutes} minutes`;
  const rounded = Math.round(minutes / 5) * 5;
  return rounded < longMinutes ? `about ${rounded} minutes` : 'an hour or longer';
}

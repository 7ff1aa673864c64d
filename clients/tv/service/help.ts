import type { Attached } from '../embed.ts';

/** What `housecall.js` gives the page. */
declare const Housecall: typeof import('../embed.ts');

/** All that this service does to have its patients helped. */
export function attachHelp(player: HTMLVideoElement): Attached {
  return Housecall.attach({
    player,
    service: { name: 'Lakeside', version: '1.0.0' },
    account: 'lakeside-0001',
  });
}

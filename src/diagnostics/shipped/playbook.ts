import type { Playbook } from '../../protocol/playbook.ts';
import { callRules } from './callRules.ts';
import { cameraRules } from './cameraRules.ts';
import { networkRules } from './networkRules.ts';
import { pictureRules } from './pictureRules.ts';
import { playbackRules } from './playbackRules.ts';
import { tvRules } from './tvRules.ts';

/** The shipped playbook has an id and a version like a clinic's own; diagnostics name both. */
export const shippedPlaybookId = '019a3f5e-6c00-7000-8000-5e7a1d3c9b42';
/** One higher with each release that changes a rule. */
export const shippedPlaybookVersion = 1;

/** What is answered where a clinic has made no playbook of its own. */
export const shippedPlaybook: Playbook = {
  name: 'Housecall',
  rules: [
    ...networkRules,
    ...callRules,
    ...playbackRules,
    ...cameraRules,
    ...pictureRules,
    ...tvRules,
  ],
};

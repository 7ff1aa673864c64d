import '../theme/noEval.ts';

/* What a TV service loads as one script, `housecall.js`: `Housecall.attach({ player, service })`. */
export { type Attached, type AttachOptions, attach } from './embed/attach.ts';
export type { ServiceState } from './embed/moment.ts';

import { type FaultCode, faultCodes } from '../../../src/protocol/index.ts';

/** What each fault of the catalogue (`docs/faults.md`) is for the patient. */
const faults: Readonly<Record<FaultCode, string>> = {
  'network-down': 'The TV has no internet.',
  'network-poor': 'The internet at the TV is very slow.',
  'service-unreachable': 'The film service does not answer.',
  'playback-stalled': 'The film has stopped.',
  'playback-refused': 'The film does not start.',
  'media-decode-error': 'The film cannot be shown.',
  'media-unsupported': 'The film cannot be shown.',
  'camera-missing': 'The TV has no camera.',
  'camera-refused': 'The camera of the TV is not allowed.',
  'camera-in-use': 'Another app uses the camera of the TV.',
  'camera-unplugged': 'The camera of the TV was unplugged.',
  'microphone-missing': 'The TV has no microphone.',
  'microphone-refused': 'The microphone of the TV is not allowed.',
  'microphone-in-use': 'Another app uses the microphone of the TV.',
  'microphone-unplugged': 'The microphone of the TV was unplugged.',
  'audio-silent': 'There is no sound.',
  'audio-echo': 'There is an echo.',
  'picture-black': 'The picture is black.',
  'picture-frozen': 'The picture stands still.',
  'picture-aspect-wrong': 'The picture has the wrong shape.',
  'packet-loss': 'The connection of the TV loses parts of the call.',
  'bitrate-low': 'The connection of the TV is slow.',
  'udp-blocked': 'The internet box holds up the call.',
  'clock-wrong': 'The clock of the TV is wrong.',
  'storage-full': 'The memory of the TV is full.',
  'engine-too-old': 'The software of the TV is too old for calls.',
};

/** What is wrong, by its code; one that is not in the catalogue in general words. */
export function faultWords(code: string): string {
  const known = faultCodes.find((each) => each === code);
  return known === undefined ? 'Something on the TV does not work.' : faults[known];
}

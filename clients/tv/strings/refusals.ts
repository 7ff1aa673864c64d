import type { FaultCode, MediaDeviceState } from '../../../src/protocol/index.ts';
import type { RequestErrorCode } from '../../connector/index.ts';
import type { Message } from './message.ts';

type Medium = 'camera' | 'microphone';
type Trouble = Exclude<MediaDeviceState, 'on' | 'unknown'>;

export const faultsNoticed: Partial<Record<FaultCode, string>> = {
  'network-down': 'This TV has no internet.',
  'network-poor': 'The internet is very slow.',
  'service-unreachable': 'The film service does not answer.',
  'playback-stalled': 'The film has stopped.',
  'playback-refused': 'The film does not start.',
  'media-decode-error': 'This film cannot be shown.',
  'media-unsupported': 'This film cannot be shown.',
  'audio-silent': 'There is no sound.',
  'picture-black': 'The picture is black.',
  'picture-frozen': 'The picture stands still.',
  'picture-aspect-wrong': 'The picture has the wrong shape.',
  'clock-wrong': 'The clock of this TV is wrong.',
  'storage-full': 'The memory of this TV is full.',
};

export function refusals(clinic: string): Partial<Record<RequestErrorCode, Message>> {
  const unable: Message = {
    title: `${clinic} cannot take calls just now`,
    body: 'Something there does not work. Please try again in a few minutes, or use the phone.',
  };
  return {
    nobody_linked: {
      title: 'No doctor is set up for this TV yet',
      body: `Please phone ${clinic} and ask them to add your doctor.`,
    },
    device_busy: {
      title: 'This TV is in a call already',
      body: 'Wait a moment until it has closed, then try again.',
    },
    store_unavailable: unable,
    internal_error: unable,
    relay_unavailable: unable,
    shutting_down: {
      title: `${clinic} is restarting its system`,
      body: 'Please try again in a minute.',
    },
    rate_limited: {
      title: 'That was a little too often',
      body: 'Please wait a minute, then try again.',
    },
    forbidden: {
      title: 'This TV may not call just now',
      body: `Please phone ${clinic} and tell them.`,
    },
  };
}

/** Why the doctor will not see or hear the patient, and what helps. */
export const trouble = {
  camera: {
    off: 'Your camera is off.',
    missing: 'No camera found. The call works without a picture of you.',
    refused: 'The camera is not allowed on this TV. The call works without a picture of you.',
    'in-use': 'Another app is using the camera. Close it, and your picture appears.',
    unplugged: 'The camera was unplugged. Plug it in, and your picture comes back.',
  },
  microphone: {
    off: 'Your microphone is off.',
    missing: 'No microphone found. The doctor cannot hear you.',
    refused: 'The microphone is not allowed on this TV. The doctor cannot hear you.',
    'in-use': 'Another app is using the microphone. Close it, and you will be heard.',
    unplugged: 'The microphone was unplugged. Plug it in, and you will be heard.',
  },
} satisfies Record<Medium, Record<Trouble, string>>;

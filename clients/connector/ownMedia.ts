import type { ConsultView, MediaDevicesState, PlaceName } from '../../src/protocol/index.ts';
import type { LocalMedia } from './localMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import { partOf } from './patientPlace.ts';

/** What an endpoint gives of its camera and microphone in a consult. */
export interface OwnMedia {
  readonly tracks: LocalTracks;
  /** What it has, as the others are told. */
  readonly devices: MediaDevicesState;
  /** What of that is in the call. */
  readonly given: MediaDevicesState;
}

const nothing: LocalTracks = { camera: null, microphone: null };

/** A device on which the patient does not speak gives nothing, and a phone may give sound alone. */
export function ownMediaIn(consult: ConsultView, place: PlaceName, media: LocalMedia): OwnMedia {
  const stream = media.stream.value;
  const isSoundAlone = place === 'mobile' && consult.mobile?.media === 'audio';
  const known = media.devices.value;
  const devices: MediaDevicesState =
    isSoundAlone && known.camera === 'on' ? { ...known, camera: 'off' } : known;
  const isPatients = place === 'tv' || place === 'mobile';
  if (isPatients && partOf(place, consult) !== 'films') {
    return { tracks: nothing, devices, given: { camera: 'off', microphone: 'off' } };
  }
  const camera = isSoundAlone ? null : (stream?.getVideoTracks()[0] ?? null);
  const microphone = stream?.getAudioTracks()[0] ?? null;
  return { tracks: { camera, microphone }, devices, given: devices };
}

import { isGuestPlace, isPatientPlace, type PlaceName } from '../../src/protocol/index.ts';
import { type Observable, Settable } from './observable.ts';
import type { PatientPlace } from './patientPlace.ts';

/** Somebody else in the call: the place from which they take part, their picture and sound. */
export interface Remote {
  /** `tv`, `mobile`, `agent`, or `guest:` and the guest's id. */
  readonly place: PlaceName;
  /** Tracks come and go; the stream stays. */
  readonly stream: MediaStream;
}

interface Place {
  readonly stream: MediaStream;
  /** Those that came, and whether anything has arrived on them. */
  readonly tracks: Map<MediaStreamTrack, { arrived: boolean }>;
}

/**
 * What one path receives, a stream for each place. While a transfer rings, the agent who may come
 * has tracks beside those of the agent in the call: what has arrived is shown before what has not.
 */
export class RemoteStreams {
  readonly #places = new Map<PlaceName, Place>();
  readonly #remotes = new Settable<readonly Remote[]>([]);

  /** In their order. A guest is there from the first packet on, since they may still wait outside. */
  get remotes(): Observable<readonly Remote[]> {
    return this.#remotes;
  }

  add(name: PlaceName, track: MediaStreamTrack): void {
    const place = this.#places.get(name) ?? { stream: new MediaStream(), tracks: new Map() };
    this.#places.set(name, place);
    // An engine unmutes a received track with its first packet.
    place.tracks.set(track, { arrived: !track.muted });
    track.addEventListener('unmute', () => {
      const known = place.tracks.get(track);
      if (known === undefined || known.arrived) return;
      known.arrived = true;
      this.#review(place);
    });
    this.#review(place);
  }

  remove(track: MediaStreamTrack): void {
    for (const place of this.#places.values()) {
      if (place.tracks.delete(track)) this.#review(place);
    }
  }

  #review(place: Place): void {
    const shown = shownOf(place);
    for (const track of place.stream.getTracks()) {
      if (!shown.includes(track)) place.stream.removeTrack(track);
    }
    for (const track of shown) place.stream.addTrack(track);
    this.#remotes.set(
      [...this.#places]
        .filter(([name, { tracks }]) => {
          // The patient and the agent belong to a consult; guests come and go.
          return !isGuestPlace(name) || [...tracks.values()].some(({ arrived }) => arrived);
        })
        .map(([name, { stream }]) => ({ place: name, stream }))
        .sort(byPlace),
    );
  }
}

/** The patient, agent, then guests by their ids. */
export function byPlace(a: Remote, b: Remote): number {
  const rankOf = ({ place }: Remote) => (isPatientPlace(place) ? 0 : place === 'agent' ? 1 : 2);
  return rankOf(a) - rankOf(b) || (a.place < b.place ? -1 : 1);
}

/**
 * The others as a screen in this place shows them: the patient once, whatever devices of theirs take
 * part, and not to themselves.
 * @param patient the device by which the patient is shown
 */
export function withOnePatient(
  own: PlaceName,
  remotes: readonly Remote[],
  patient: PatientPlace,
): readonly Remote[] {
  const shown = isPatientPlace(own) ? undefined : patient;
  return remotes.filter(({ place }) => place === shown || !isPatientPlace(place));
}

/**
 * Whom somebody in this place looks at first: the patient at the agent, the agent at the patient, a
 * guest at the patient where there is something of them, else at the agent.
 * @param patient the device by which the patient is shown
 */
export function counterpartOf(
  own: PlaceName,
  remotes: readonly Remote[],
  patient: PatientPlace,
): Remote | undefined {
  const others = withOnePatient(own, remotes, patient).filter(
    ({ place }) => place !== own && !isGuestPlace(place),
  );
  return others.find(({ stream }) => stream.getTracks().length > 0) ?? others[0];
}

/** Of each kind what has arrived, or all where nothing has. */
function shownOf({ tracks }: Place): MediaStreamTrack[] {
  return ['audio', 'video'].flatMap((kind) => {
    const ofKind = [...tracks].filter(([track]) => track.kind === kind);
    const arrived = ofKind.filter(([, { arrived }]) => arrived);
    return (arrived.length > 0 ? arrived : ofKind).map(([track]) => track);
  });
}

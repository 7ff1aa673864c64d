import type { Moment } from '../model/requestContext.ts';

/** What a TV service says of itself, as far as it changes. */
export interface ServiceState {
  /** How the service is, in its own words, such as `signed-in`. */
  readonly state?: string;
  /** What its screen shows, such as `home` or `player`, and how that is. */
  readonly screen?: string;
  readonly screenState?: string;
}

/** What is on the service's screen now: as it says itself, else by its player. */
export function momentOf(
  service: { readonly name: string; readonly version?: string },
  state: ServiceState,
  player: HTMLVideoElement | null,
): Pick<Moment, 'screen' | 'screenState' | 'service'> {
  const { name, version } = service;
  const screenState = state.screenState ?? (player === null ? undefined : stateOf(player));
  return {
    screen: (state.screen ?? (player === null ? 'service' : 'player')).slice(0, 64),
    ...(screenState === undefined ? {} : { screenState: screenState.slice(0, 64) }),
    service: {
      name: name.slice(0, 64),
      ...(version === undefined ? {} : { version: version.slice(0, 64) }),
      ...(state.state === undefined ? {} : { state: state.state.slice(0, 64) }),
    },
  };
}

/** `HTMLMediaElement.HAVE_FUTURE_DATA` */
const haveFutureData = 3;

function stateOf(player: HTMLVideoElement): string {
  if (player.error !== null) return 'error';
  if (player.ended) return 'ended';
  if (player.paused) return 'paused';
  return player.readyState < haveFutureData ? 'stalled' : 'playing';
}

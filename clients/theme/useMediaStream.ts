import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** After an error of the player's; nothing tells when what broke is there again. */
const playAgainMs = 500;

/**
 * Shows a stream in a video element.
 * @param onBlocked is told when the engine does not let it play with sound
 * @param muted whether the element is muted; it is played anew when that changes
 */
export function useMediaStream(
  video: RefObject<HTMLVideoElement | null>,
  stream: MediaStream | null,
  onBlocked?: () => void,
  muted?: boolean,
): void {
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    if (element.srcObject !== stream) element.srcObject = stream;
    if (stream === null) return undefined;
    const play = () => {
      element.play().catch((error: unknown) => {
        // An AbortError only says that a newer stream came in between.
        if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked?.();
      });
    };
    play();
    // Where the machine's sound breaks, an engine gives up the picture with it.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onError = () => {
      timer = setTimeout(() => {
        element.srcObject = null;
        element.srcObject = stream;
        play();
      }, playAgainMs);
    };
    element.addEventListener('error', onError);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('error', onError);
    };
  }, [video, stream, onBlocked, muted]);
}

import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

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
    if (element === null) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    if (stream === null) return;
    element.play().catch((error: unknown) => {
      // An AbortError only says that a newer stream came in between.
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked?.();
    });
  }, [video, stream, onBlocked, muted]);
}

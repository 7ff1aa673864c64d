import { useEffect, useRef } from 'preact/hooks';
import { useMediaStream } from '../../theme/useMediaStream.ts';

interface PictureProps {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly class: string;
  /** One's own picture is a mirror, and silent. */
  readonly own?: boolean;
  /** Shows the picture where the browser holds its sound back. */
  readonly silent?: boolean;
  readonly testId?: string;
  readonly onBlocked?: () => void;
}

/** A moving picture, with its sound unless it is one's own. */
export function Picture({ stream, label, testId, onBlocked, ...rest }: PictureProps) {
  const { own = false, silent = false } = rest;
  const video = useRef<HTMLVideoElement>(null);
  useMediaStream(video, stream, onBlocked);
  useEffect(() => {
    const element = video.current;
    if (element === null || own) return;
    element.muted = silent;
    if (element.paused && element.srcObject !== null) element.play().catch(() => onBlocked?.());
  }, [own, silent, onBlocked]);
  return (
    <video
      ref={video}
      class={`picture ${own ? 'picture-own' : ''} ${rest.class}`}
      aria-label={label}
      data-testid={testId}
      muted={own || silent}
      autoplay
      playsInline
    />
  );
}

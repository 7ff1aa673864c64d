import { useRef } from 'preact/hooks';
import { useMediaStream } from '../../theme/useMediaStream.ts';

interface PictureProps {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly class: string;
  /** One's own picture is a mirror, and silent. */
  readonly own?: boolean;
  readonly testId?: string;
  readonly onBlocked?: () => void;
}

/** A moving picture, with its sound unless it is one's own. */
export function Picture({ stream, label, own = false, testId, onBlocked, ...rest }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useMediaStream(video, stream, onBlocked);
  return (
    <video
      ref={video}
      class={`picture ${own ? 'picture-own' : ''} ${rest.class}`}
      aria-label={label}
      data-testid={testId}
      muted={own}
      autoplay
      playsInline
    />
  );
}

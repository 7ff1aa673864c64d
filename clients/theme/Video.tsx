import { useRef } from 'preact/hooks';
import { useMediaStream } from './useMediaStream.ts';

interface VideoProps {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly testId: string;
  readonly muted: boolean;
  /** Shown as in a mirror, as people know themselves. */
  readonly mirrored?: boolean;
  readonly onBlocked?: () => void;
}

/** A live picture. */
export function Video({ stream, label, testId, muted, mirrored, onBlocked }: VideoProps) {
  const element = useRef<HTMLVideoElement>(null);
  useMediaStream(element, stream, onBlocked, muted);
  return (
    <video
      ref={element}
      class={mirrored === true ? 'video video-mirrored' : 'video'}
      aria-label={label}
      data-testid={testId}
      muted={muted}
      autoPlay
      playsInline
      tabIndex={-1}
    />
  );
}

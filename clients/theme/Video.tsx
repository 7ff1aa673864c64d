import { useEffect, useRef, useState } from 'preact/hooks';
import { onFirstFrame } from './firstFrame.ts';
import { changedOver, firstLayers, type Layer, layersFor } from './layers.ts';
import { useMediaStream } from './useMediaStream.ts';

interface Look {
  readonly label: string;
  readonly testId: string;
  readonly muted: boolean;
  /** Shown as in a mirror, as people know themselves. */
  readonly mirrored?: boolean;
  /** `video`, unless told. */
  readonly class?: string;
  readonly onBlocked?: () => void;
}

interface VideoProps extends Look {
  readonly stream: MediaStream | null;
}

/**
 * A live picture. Where another stream is to be shown, the one before stays until that one has a
 * frame: there is no black in between, and one of the two is heard.
 */
export function Video({ stream, ...look }: VideoProps) {
  const known = useRef(firstLayers(stream));
  const [, renderAgain] = useState(0);
  known.current = layersFor(known.current, stream);
  const { front, incoming } = known.current;
  const changeOver = (key: number) => {
    known.current = changedOver(known.current, key);
    renderAgain((count) => count + 1);
  };
  return (
    <>
      <VideoLayer key={front.key} layer={front} isIncoming={false} {...look} />
      {incoming !== null && (
        <VideoLayer key={incoming.key} layer={incoming} isIncoming onReady={changeOver} {...look} />
      )}
    </>
  );
}

interface VideoLayerProps extends Look {
  readonly layer: Layer<MediaStream>;
  /** It has no frame yet: it lies there unseen and unheard. */
  readonly isIncoming: boolean;
  readonly onReady?: (key: number) => void;
}

/** Over its parent, so that what is shown stays where it is. */
const unseen = { position: 'absolute', opacity: 0, pointerEvents: 'none' };

function VideoLayer({ layer, isIncoming, onReady, ...look }: VideoLayerProps) {
  const { label, testId, muted, mirrored, onBlocked } = look;
  const element = useRef<HTMLVideoElement>(null);
  const isMuted = muted || isIncoming;
  useMediaStream(element, layer.stream, isIncoming ? undefined : onBlocked, isMuted);
  const ready = useRef(onReady);
  ready.current = onReady;
  const { key } = layer;
  useEffect(() => {
    const video = element.current;
    if (video === null || !isIncoming) return;
    return onFirstFrame(video, () => ready.current?.(key));
  }, [isIncoming, key]);
  useEffect(() => {
    const video = element.current;
    return () => {
      // An element that is taken off the page may be heard for a while.
      if (video !== null) video.srcObject = null;
    };
  }, []);
  const name = look.class ?? 'video';
  return (
    <video
      ref={element}
      class={mirrored === true ? `${name} video-mirrored` : name}
      style={isIncoming ? unseen : undefined}
      aria-label={label}
      aria-hidden={isIncoming ? true : undefined}
      data-testid={isIncoming ? undefined : testId}
      muted={isMuted}
      autoPlay
      playsInline
      tabIndex={-1}
    />
  );
}

import { Video } from '../../theme/Video.tsx';

interface PictureProps {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly class: string;
  readonly testId: string;
  /** One's own picture is a mirror, and silent. */
  readonly own?: boolean;
  /** Shows the picture where the browser holds its sound back. */
  readonly silent?: boolean;
  readonly onBlocked?: () => void;
}

/** A moving picture, with its sound unless it is one's own. */
export function Picture({ stream, label, testId, onBlocked, ...rest }: PictureProps) {
  const { own = false, silent = false } = rest;
  return (
    <Video
      stream={stream}
      label={label}
      testId={testId}
      muted={own || silent}
      class={`picture ${own ? 'picture-own' : ''} ${rest.class}`}
      {...(onBlocked === undefined ? {} : { onBlocked })}
    />
  );
}

import { Video } from '../Video.tsx';
import type { OwnMedia } from './askedMedia.ts';
import { Icon } from './Icon.tsx';

interface OwnPictureProps {
  readonly own: OwnMedia;
  readonly words: { readonly ownPicture: string; readonly ownCameraOff: string };
}

/** A person as the others see them, or that they do not. */
export function OwnPicture({ own, words }: OwnPictureProps) {
  const isOn = own.devices.camera === 'on';
  return (
    <figure class="own">
      {isOn ? (
        <Video
          stream={own.stream}
          label={words.ownPicture}
          testId="self-video"
          muted
          // What lies before somebody is shown as it is.
          mirrored={own.facing !== 'environment'}
        />
      ) : (
        <>
          <Icon name="cameraOff" />
          <figcaption class="visually-hidden">{words.ownCameraOff}</figcaption>
        </>
      )}
    </figure>
  );
}

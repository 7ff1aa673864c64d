import { Video } from '../../theme/Video.tsx';
import type { OwnMedia } from '../model/screen.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

/** The guest as the others see them, or that they do not. */
export function OwnPicture({ own }: { readonly own: OwnMedia }) {
  const { call: words } = useWords();
  const isOn = own.devices.camera === 'on';
  return (
    <figure class="own">
      {isOn ? (
        <Video
          stream={own.stream}
          label={words.ownPicture}
          testId="self-video"
          muted
          // What lies before the guest is shown as it is.
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

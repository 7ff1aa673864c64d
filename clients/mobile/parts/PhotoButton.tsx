import { Icon, type IconName } from '../../theme/visitor/Icon.tsx';

interface PhotoButtonProps {
  readonly words: string;
  readonly icon: IconName;
  readonly onPhoto: (file: Blob) => void;
  readonly testId: string;
  /** Opens the camera, where there is one, rather than the photos that are there. */
  readonly fromCamera?: boolean;
}

/** The browser's own choice of a file, as a button. */
export function PhotoButton({ words, icon, onPhoto, testId, fromCamera }: PhotoButtonProps) {
  return (
    <label class="button photo-button">
      <input
        type="file"
        class="visually-hidden"
        accept="image/*"
        {...(fromCamera === true ? { capture: 'environment' } : {})}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) onPhoto(file);
          // The same photo again is news, too.
          currentTarget.value = '';
        }}
        data-testid={testId}
      />
      <Icon name={icon} />
      <span>{words}</span>
    </label>
  );
}

import { initialsOf } from '../format.ts';
import { call as strings } from '../strings/call.ts';

/** A calm sign in the place of a picture that nobody expects. */
export function SoundOnly({ name }: { readonly name: string }) {
  return (
    <div class="sound-only" data-testid="sound-only">
      <p class="sound-only-initials" aria-hidden="true">
        {initialsOf(name)}
      </p>
      <p class="sound-only-name">{name}</p>
      <p>{strings.soundOnly}</p>
    </div>
  );
}

import { Icon } from './Icon.tsx';

/** Whose page this is, where no heading says it. */
export function Clinic({ name }: { readonly name?: string | undefined }) {
  return (
    <p class="clinic">
      <Icon name="house" />
      {name !== undefined && <span>{name}</span>}
    </p>
  );
}

import { product } from '../strings/words.ts';

/** The product's sign and name. */
export function Wordmark() {
  return (
    <span class="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" />
        <path d="M8 15.2 16 8.5l8 6.7V23a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 8 23zM16 14.4v6.4M12.8 17.6h6.4" />
      </svg>
      {product}
    </span>
  );
}

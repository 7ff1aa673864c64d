/** A box on the screen and what is drawn in it, in CSS pixels. */
export interface Frame {
  readonly boxWidth: number;
  readonly boxHeight: number;
  /** Width by height of the picture itself. */
  readonly ratio: number;
  /** CSS `object-fit`. */
  readonly fit: string;
}

/** How high the whole picture is drawn, of which `cover` cuts off a part; in CSS pixels. */
export function drawnHeight({ boxWidth, boxHeight, ratio, fit }: Frame): number {
  if (boxWidth <= 0 || boxHeight <= 0) return 0;
  const byWidth = boxWidth / ratio;
  if (fit === 'cover') return Math.max(byWidth, boxHeight);
  return fit === 'fill' ? boxHeight : Math.min(byWidth, boxHeight);
}

import { useLayoutEffect, useRef } from 'preact/hooks';

interface PhotoProps {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/** As many pixels as a TV's screen is high. */
const mostPixels = 1_080;

/** A photo, drawn: pages into which the app is embedded may forbid pictures from elsewhere. */
export function Photo({ image, width, height, label }: PhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(1, mostPixels / Math.max(width, height));
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(image, 0, 0, size.width, size.height);
  }, [image, size.width, size.height]);
  return <canvas ref={canvas} class="photo" {...size} role="img" aria-label={label} />;
}

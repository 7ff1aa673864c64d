/* Moving pictures to look at where there is no camera: somebody in a room, drawn. */

export interface Picture {
  readonly wall: string;
  readonly clothes: string;
  readonly hair: string;
}

/** @returns a stream of 1280 by 720; it moves little where less motion is wanted */
export function pictureStream({ wall, clothes, hair }: Picture): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext('2d');
  const draw = () => {
    if (context !== null) drawPerson(context, { wall, clothes, hair });
  };
  draw();
  const picturesPerSecond = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 10;
  setInterval(draw, 1_000 / picturesPerSecond);
  return canvas.captureStream(picturesPerSecond);
}

function drawPerson(context: CanvasRenderingContext2D, { wall, clothes, hair }: Picture): void {
  const sway = Math.sin(Date.now() / 900) * 6;
  const light = context.createLinearGradient(0, 0, 1280, 720);
  light.addColorStop(0, wall);
  light.addColorStop(1, '#5b5348');
  context.fillStyle = light;
  context.fillRect(0, 0, 1280, 720);
  const oval = (colour: string, x: number, y: number, across: number, down: number) => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x + sway, y, across, down, 0, 0, Math.PI * 2);
    context.fill();
  };
  oval(clothes, 640, 760, 330, 260);
  oval('#d9a98a', 640, 520, 62, 90);
  oval(hair, 640, 300, 158, 180);
  oval('#e6b998', 640, 345, 128, 160);
  oval(hair, 640, 205, 130, 58);
  oval('#3b2f2a', 592, 335, 11, 8);
  oval('#3b2f2a', 688, 335, 11, 8);
  oval('#a8604f', 640, 432, 42, 9);
}

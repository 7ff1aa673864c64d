/** A photo to look at where nobody took one: a red spot on an arm. */
export function samplePhoto(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = 1600;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = '#7d8f86';
  context.fillRect(0, 0, 1200, 1600);
  const oval = (colour: string, x: number, y: number, across: number, down: number) => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x, y, across, down, 0.25, 0, Math.PI * 2);
    context.fill();
  };
  oval('#e0ad90', 600, 800, 330, 900);
  oval('#d07a66', 640, 760, 150, 130);
  oval('#b9473f', 650, 750, 70, 60);
  return canvas;
}

/*
 * The film that the example service plays, drawn and played here: a lake at dusk. `record.mjs`
 * opens it in Chromium and keeps what MediaRecorder makes of it.
 */

const width = 640;
const height = 360;
const horizon = 208;
/** Everything that moves comes back to where it began, so that the film loops without a jump. */
const lengthS = 16;
/** A calm arpeggio, in hertz; one note every half second. */
const notes = [220, 277.18, 329.63, 440, 329.63, 277.18, 246.94, 293.66];

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} at seconds from the beginning
 */
function draw(context, at) {
  const turn = (at / lengthS) * Math.PI * 2;
  const sky = context.createLinearGradient(0, 0, 0, horizon);
  sky.addColorStop(0, '#23335c');
  sky.addColorStop(0.6, '#b5657a');
  sky.addColorStop(1, '#f6b67b');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, horizon);
  disc(context, '#ffe2b0', 430, 104 + Math.sin(turn) * 10, 34);
  hills(context, '#5a4a6e', 60, turn);
  hills(context, '#3a3557', 30, turn + 2);
  water(context, turn);
  boat(context, 320 + Math.sin(turn) * 210, 250 + Math.sin(turn * 8) * 3, Math.cos(turn) > 0);
  for (let bird = 0; bird < 5; bird++) wings(context, turn, bird);
}

function disc(context, colour, x, y, radius) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function hills(context, colour, rise, phase) {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(0, horizon);
  for (let x = 0; x <= width; x += 8) {
    const shape = Math.sin(x / 90 + rise) + Math.sin(x / 47 + rise * 2) * 0.5 + 1.5;
    context.lineTo(x, horizon - shape * rise * 0.5);
  }
  context.lineTo(width, horizon);
  context.fill();
  disc(context, '#ffd98c', 96 + rise * 5, horizon - 8, 2 + Math.sin(phase * 3) * 0.6);
}

function water(context, turn) {
  const lake = context.createLinearGradient(0, horizon, 0, height);
  lake.addColorStop(0, '#d78f79');
  lake.addColorStop(0.35, '#5d5377');
  lake.addColorStop(1, '#1c2747');
  context.fillStyle = lake;
  context.fillRect(0, horizon, width, height - horizon);
  context.fillStyle = 'rgba(255, 214, 160, 0.55)';
  for (let row = 0; row < 11; row++) {
    const length = 30 + row * 9 + Math.sin(turn * 4 + row * 1.7) * 16;
    const x = 430 + Math.sin(turn * 2 + row) * 9 - length / 2;
    context.fillRect(x, horizon + 8 + row * 13, length, 2.5);
  }
}

function boat(context, x, y, leftToRight) {
  context.save();
  context.translate(x, y);
  context.scale(leftToRight ? 1 : -1, 1);
  context.fillStyle = '#171c33';
  context.beginPath();
  context.moveTo(-38, 0);
  context.quadraticCurveTo(0, 26, 42, 0);
  context.fill();
  context.fillRect(-2, -74, 3, 76);
  context.fillStyle = '#f7ead2';
  context.beginPath();
  context.moveTo(4, -70);
  context.quadraticCurveTo(40, -40, 36, -8);
  context.lineTo(4, -8);
  context.fill();
  context.restore();
}

function wings(context, turn, bird) {
  const x = ((bird * 61 + (turn / (Math.PI * 2)) * width) % (width + 40)) - 20;
  const y = 60 + bird * 13 + Math.sin(turn * 2 + bird) * 6;
  const lift = Math.sin(turn * 16 + bird * 2) * 5;
  context.strokeStyle = '#1d2340';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x - 9, y - lift);
  context.quadraticCurveTo(x - 3, y - 3, x, y);
  context.quadraticCurveTo(x + 3, y - 3, x + 9, y - lift);
  context.stroke();
}

/** @param {AudioContext} audio */
function play(audio, destination) {
  const begin = audio.currentTime + 0.1;
  for (let step = 0; step < lengthS * 2; step++) {
    const at = begin + step / 2;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.type = 'triangle';
    tone.frequency.value = notes[step % notes.length];
    loudness.gain.setValueAtTime(0.001, at);
    loudness.gain.linearRampToValueAtTime(0.2, at + 0.05);
    loudness.gain.exponentialRampToValueAtTime(0.01, at + 0.9);
    tone.connect(loudness).connect(destination);
    tone.start(at);
    tone.stop(at + 1);
  }
}

/**
 * @param {string} type of the file, with its codecs
 * @returns {Promise<number[]>} the file's bytes
 */
globalThis.recordFilm = async (type) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  draw(context, 0);
  const audio = new AudioContext({ sampleRate: 48_000 });
  const destination = audio.createMediaStreamDestination();
  const stream = canvas.captureStream(24);
  const recorder = new MediaRecorder(
    new MediaStream([...stream.getTracks(), ...destination.stream.getTracks()]),
    { mimeType: type, videoBitsPerSecond: 90_000, audioBitsPerSecond: 24_000 },
  );
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start();
  play(audio, destination);
  const begin = performance.now();
  await new Promise((resolve) => {
    const next = () => {
      const at = (performance.now() - begin) / 1_000;
      if (at >= lengthS) return resolve();
      draw(context, at);
      requestAnimationFrame(next);
    };
    next();
  });
  recorder.stop();
  await stopped;
  return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
};

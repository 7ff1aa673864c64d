import { writeFile } from 'node:fs/promises';

const sampleRate = 48_000;
const seconds = 2;
/** Of one «syllable»; short enough that no pause lasts for long. */
const syllableMs = 125;

/**
 * Writes a WAV file (mono, 16 bits) that sounds on like a vowel sung in syllables: harmonics of a
 * voice that rise and fall, never to silence. A steady tone would be taken for noise by the
 * microphone's noise suppression, and a pause would not be told from sound that got lost.
 */
export async function writeSpeech(file: string): Promise<void> {
  const count = sampleRate * seconds;
  const wav = Buffer.alloc(44 + count * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i += 1) {
    wav.writeInt16LE(Math.round(sampleAt(i / sampleRate) * 32_767), 44 + i * 2);
  }
  await writeFile(file, wav);
}

function sampleAt(time: number): number {
  const syllable = (time * 1_000) / syllableMs;
  const loudness = 0.25 + 0.75 * Math.sin(Math.PI * (syllable % 1)) ** 2;
  // Another pitch from syllable to syllable, as voices have.
  const pitchHz = 120 + 20 * (Math.floor(syllable) % 4);
  let sum = 0;
  for (let harmonic = 1; harmonic <= 12; harmonic += 1) {
    sum += Math.sin(2 * Math.PI * pitchHz * harmonic * time) / harmonic;
  }
  return sum * loudness * 0.3;
}

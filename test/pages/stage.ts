/**
 * Stands before camera and microphone in the place of the engine's fake ones: a picture that can
 * freeze or turn black, and a voice that can fall silent, on tracks that stay alive.
 */
export class Stage {
  picture: 'moving' | 'frozen' | 'black' = 'moving';
  readonly #audio = new AudioContext();
  readonly #voice = this.#audio.createGain();
  readonly #microphone = this.#audio.createMediaStreamDestination();
  readonly #canvas = document.createElement('canvas');
  #voiceTimer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    this.#canvas.width = 640;
    this.#canvas.height = 360;
    const tone = this.#audio.createOscillator();
    tone.frequency.value = 300;
    tone.connect(this.#voice).connect(this.#microphone);
    tone.start();
    this.setVoice(true);
    this.#paintOn();
  }

  /** From now on whoever asks for camera and microphone gets these. */
  open(): void {
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const picture = this.#canvas.captureStream(15);
      return new MediaStream([
        ...(wanted?.video ? picture.getVideoTracks() : []),
        ...(wanted?.audio ? this.#microphone.stream.getAudioTracks() : []),
      ]);
    };
  }

  /** Syllables of uneven length and loudness, as of somebody who speaks; or nothing at all. */
  setVoice(speaks: boolean): void {
    clearInterval(this.#voiceTimer);
    this.#voice.gain.value = 0;
    if (!speaks) return;
    this.#voiceTimer = setInterval(() => {
      this.#voice.gain.value = Math.random() < 0.4 ? 0.0005 : 0.1 + 0.5 * Math.random();
    }, 170);
  }

  /** What is heard of the other side comes back to them, as from a loudspeaker beside a microphone. */
  echo(heard: MediaStream): void {
    const delay = this.#audio.createDelay();
    delay.delayTime.value = 0.2;
    this.#audio.createMediaStreamSource(heard).connect(delay).connect(this.#microphone);
  }

  #paintOn(): void {
    const context = this.#canvas.getContext('2d');
    let hue = 0;
    setInterval(() => {
      if (context === null || this.picture === 'frozen') return;
      hue = (hue + 7) % 360;
      context.fillStyle = this.picture === 'black' ? '#000' : `hsl(${hue} 90% 60%)`;
      context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    }, 50);
  }
}

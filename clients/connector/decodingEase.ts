/** How the relay forwards them, as `src/sfu/codecs.ts` has it; of others it would not matter. */
const contentTypes: Readonly<Record<string, string>> = {
  vp8: 'video/VP8',
  h264: 'video/H264;profile-level-id=42e01f;packetization-mode=1',
};
/** Registration waits for the answer. */
const answerLimitMs = 1_000;

/** Codecs in order of preference: those first that are decoded with ease, else as they were. */
export function preferring(
  codecs: readonly string[],
  eased: ReadonlySet<string>,
): readonly string[] {
  return [
    ...codecs.filter((codec) => eased.has(codec)),
    ...codecs.filter((codec) => !eased.has(codec)),
  ];
}

/**
 * Which video codecs the engine decodes in hardware, and in time, at the size that an agent sends
 * (https://www.w3.org/TR/media-capabilities/, type `webrtc`). None where it cannot be asked, as in
 * engines of old TVs and on pages that are not secure. Never rejects.
 */
export async function decodedWithEase(): Promise<ReadonlySet<string>> {
  const answers = Object.entries(contentTypes).map(async ([codec, contentType]) => {
    return (await isEasy(contentType)) ? codec : undefined;
  });
  const late = new Promise<[]>((resolve) => setTimeout(() => resolve([]), answerLimitMs));
  const known: readonly (string | undefined)[] = await Promise.race([Promise.all(answers), late]);
  return new Set(known.filter((codec) => codec !== undefined));
}

async function isEasy(contentType: string): Promise<boolean> {
  try {
    const { supported, smooth, powerEfficient } = await navigator.mediaCapabilities.decodingInfo({
      type: 'webrtc',
      video: { contentType, width: 1_280, height: 720, framerate: 30, bitrate: 2_500_000 },
    });
    return supported && smooth && powerEfficient;
  } catch {
    return false;
  }
}

import { clockAhead, type ProbeAnswer } from './probeAnswer.ts';

/** No answer for so long is none. */
const probeTimeoutMs = 8_000;

/** Asks for the head of a URL, past every cache. Never rejects. */
export async function probe(url: string): Promise<ProbeAnswer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), probeTimeoutMs);
  const sentAt = performance.now();
  try {
    const isOwn = new URL(url, location.href).origin === location.origin;
    const response = await fetch(url, {
      method: 'HEAD',
      // Of another origin it is enough to know that somebody answers.
      mode: isOwn ? 'same-origin' : 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      signal: timeout.signal,
    });
    const roundTripMs = performance.now() - sentAt;
    const clockAheadMs = clockAhead(response.headers, Date.now(), roundTripMs);
    return {
      name: 'answered',
      roundTripMs,
      ...(response.status === 0 ? {} : { status: response.status }),
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
    };
  } catch {
    return { name: 'failed', afterMs: performance.now() - sentAt };
  } finally {
    clearTimeout(timer);
  }
}

import type { DiagnosticsSample } from '../../../src/protocol/index.ts';
import type { Quality } from './consultScreens.ts';

/**
 * What the samples of the last seconds mean for a viewer. From about 2 % loss a picture shows it,
 * from 5 % speech does too; a round trip above 400 ms makes people talk over each other
 * (ITU-T G.114: 150 ms one way is good, above 400 ms is not acceptable).
 */
export function qualityOf(samples: readonly DiagnosticsSample[]): Quality {
  const recent = samples.slice(-3);
  if (recent.length === 0) return 'unknown';
  const lost = Math.max(
    ...recent.map((sample) =>
      Math.max(
        sample.inbound.audio === undefined ? 0 : sample.inbound.audio.fractionLost,
        sample.inbound.video === undefined ? 0 : sample.inbound.video.fractionLost,
      ),
    ),
  );
  const roundTrip = Math.max(...recent.map((sample) => sample.currentRoundTripTime ?? 0));
  if (lost > 0.05 || roundTrip > 0.6) return 'poor';
  if (lost > 0.02 || roundTrip > 0.3) return 'fair';
  return 'good';
}

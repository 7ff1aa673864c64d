/**
 * Compiling many source files as one is what makes the build quick: the worker's headers cost far
 * more than its own code, and a unit reads them once. Files share a unit only if no name that is
 * local to one is also local to another. Such files stand in `apart` and go to different units;
 * a compiler error tells of most that are missing there, but not of all (a name in a nested
 * namespace hides one outside), so the lists hold for the mediasoup version that they were made
 * for, and other versions are compiled file by file.
 */

/** The version that the lists below were checked against. */
export const UNITY_VERSION = '3.27.1';

/**
 * @typedef {object} UnityPlan
 * @property {number} units How many units to make. More of them keep more cores busy, and each
 *   reads the headers again.
 * @property {string[]} first Files that go first in the first unit, because they specialise
 *   templates that others use.
 * @property {string[][]} apart Sets of files of which no two may share a unit.
 */

/** @type {UnityPlan} */
export const WORKER_UNITY = {
  units: 8,
  first: ['src/RTC/RTCP/Feedback.cpp'],
  apart: [
    [
      'src/handles/TcpConnectionHandle.cpp',
      'src/handles/TcpServerHandle.cpp',
      'src/handles/UdpSocketHandle.cpp',
      'src/handles/UnixStreamSocketHandle.cpp',
      'src/RTC/PortManager.cpp',
      'src/RTC/TcpConnection.cpp',
    ],
    ['src/DepLibSRTP.cpp', 'src/Settings.cpp'],
    ['src/RTC/DtlsTransport.cpp', 'src/RTC/PlainTransport.cpp'],
    ['src/RTC/NackGenerator.cpp', 'src/RTC/RTP/RtpStreamSend.cpp'],
    ['src/RTC/SimulcastProducerStreamManager.cpp', 'src/RTC/SvcProducerStreamManager.cpp'],
    ['src/RTC/WebRtcServer.cpp', 'src/RTC/WebRtcTransport.cpp'],
    [
      'src/RTC/BWE/AimdRateControl.cpp',
      'src/RTC/BWE/LossBasedController.cpp',
      'src/RTC/BWE/TargetRateController.cpp',
    ],
    ['src/RTC/RTP/RtpStream.cpp', 'src/RTC/RTP/RtxStream.cpp'],
    [
      'src/RTC/SCTP/association/Association.cpp',
      'src/RTC/SCTP/association/TransmissionControlBlock.cpp',
    ],
  ],
};

const BITRATE = 'libwebrtc/modules/remote_bitrate_estimator';
const CONGESTION = 'libwebrtc/modules/congestion_controller/goog_cc';

/** @type {UnityPlan} */
export const LIBWEBRTC_UNITY = {
  units: 3,
  first: [],
  apart: [
    [
      `${BITRATE}/overuse_estimator.cc`,
      `${CONGESTION}/median_slope_estimator.cc`,
      `${CONGESTION}/trendline_estimator.cc`,
    ],
    [`${CONGESTION}/trendline_estimator.cc`, `${BITRATE}/overuse_detector.cc`],
    [`${CONGESTION}/delay_based_bwe.cc`, `${BITRATE}/remote_bitrate_estimator_abs_send_time.cc`],
  ],
};

/**
 * Shares sources out among units of about the same size.
 *
 * @param {string[]} sources In the order of the build file.
 * @param {UnityPlan} plan
 * @param {(source: string) => number} sizeOf
 * @returns {string[][]} The sources of each unit. Together they are all sources, each once.
 * @throws {Error} when a set of `apart` has no unit left for one of its files.
 */
export function planUnits(sources, plan, sizeOf) {
  /** @type {string[][]} */
  const units = Array.from({ length: plan.units }, () => []);
  const sizes = units.map(() => 0);
  /** @param {string} source @param {number} index */
  const assign = (source, index) => {
    units[index]?.push(source);
    sizes[index] = (sizes[index] ?? 0) + sizeOf(source);
  };
  /** @param {string} source */
  const rivalsOf = (source) => plan.apart.filter((set) => set.includes(source)).flat();

  const first = plan.first.filter((source) => sources.includes(source));
  for (const source of first) assign(source, 0);

  // Files that must keep apart choose first, then the largest, so that the sizes even out.
  const rest = sources
    .filter((source) => !first.includes(source))
    .sort(
      (one, other) =>
        Number(rivalsOf(other).length > 0) - Number(rivalsOf(one).length > 0) ||
        sizeOf(other) - sizeOf(one),
    );
  for (const source of rest) {
    const rivals = rivalsOf(source);
    const free = units
      .map((unit, index) => ({ index, taken: unit.some((member) => rivals.includes(member)) }))
      .filter(({ taken }) => !taken)
      .map(({ index }) => index)
      .sort((one, other) => (sizes[one] ?? 0) - (sizes[other] ?? 0));
    const [index] = free;
    if (index === undefined) throw new Error(`${source} finds no unit among ${plan.units}`);
    assign(source, index);
  }
  return units.filter((unit) => unit.length > 0);
}

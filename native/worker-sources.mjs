import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIBWEBRTC_UNITY, planUnits, UNITY_VERSION, WORKER_UNITY } from './unity.mjs';

const NATIVE = dirname(fileURLToPath(import.meta.url));
/** Takes the place of mediasoup's dependencies. */
const STAND_INS = join(NATIVE, 'subprojects');
/** Comes into the worker beside its own text, below the same folders. */
const ADDITIONS = join(NATIVE, 'additions');

/** What changes in the worker's own text, and why. */
const PATCHES = [
  {
    // Debian 12 has Meson 1.0.1, which does all that this build needs.
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0',",
    to: "meson_version: '>= 1.0.0',",
  },
  {
    // OpenSSL calls back with BIO_CB_RETURN added to the operation's own number, so upstream's
    // comparison never holds, and the callback answers 1 to every control call. A libssl with
    // kernel TLS, as Debian's, takes that for «kernel TLS is on», and the worker dies in the
    // first DTLS handshake. Upstream builds its own OpenSSL without kernel TLS.
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN)',
    to: '((operationType & BIO_CB_RETURN) != 0)',
  },
  {
    // libuv takes as many packets with one call of the system as times 64 KiB fit into the buffer
    // that it is given (uv_udp_t with UV_UDP_RECVMMSG). Upstream gives it 64 KiB: one packet.
    file: 'src/handles/UdpSocketHandle.cpp',
    from: 'uint8_t ReadBuffer[ReadBufferSize];',
    to: 'uint8_t ReadBuffer[8 * ReadBufferSize];',
  },
  {
    file: 'src/handles/UdpSocketHandle.cpp',
    from: 'buf->len = ReadBufferSize;',
    to: 'buf->len = sizeof(ReadBuffer);',
  },
  // The worker wakes for packets together instead of for each (ReceiveCoalescing.hpp).
  {
    file: 'src/handles/UdpSocketHandle.cpp',
    from: '#include "MediaSoupErrors.hpp"',
    to: '#include "MediaSoupErrors.hpp"\n#include "ReceiveCoalescing.hpp"',
  },
  {
    file: 'src/handles/UdpSocketHandle.cpp',
    from: 'this->recvBytes += nread;',
    to: 'this->recvBytes += nread;\n\t\tReceiveCoalescing::OnDatagram();',
  },
  {
    file: 'src/DepLibUV.cpp',
    from: '#include "Logger.hpp"',
    to: '#include "Logger.hpp"\n#include "ReceiveCoalescing.hpp"',
  },
  {
    file: 'src/Worker.cpp',
    from: '#include "MediaSoupErrors.hpp"',
    to: '#include "MediaSoupErrors.hpp"\n#include "ReceiveCoalescing.hpp"',
  },
  {
    file: 'src/Worker.cpp',
    from: 'void Worker::HandleRequest(Channel::ChannelRequest* request)\n{',
    to: 'void Worker::HandleRequest(Channel::ChannelRequest* request)\n{\n\tReceiveCoalescing::OnRequest();',
  },
  {
    // 3 is where requests come in (ConsumerChannelFd in main.cpp).
    file: 'src/DepLibUV.cpp',
    from: 'uv_run(DepLibUV::loop, UV_RUN_DEFAULT)',
    to: 'ReceiveCoalescing::Run(DepLibUV::loop, /*requestFd*/ 3, {})',
  },
  // A browser hears one request for a key frame in 300 ms, whichever layer it is for. Upstream lets
  // the requests for one layer wait for each other (keyFrameRequestDelay), and with this those for
  // all layers of a picture; one that came before a key frame is answered by it.
  {
    file: 'include/RTC/KeyFrameRequestManager.hpp',
    from: 'int64_t keyFrameRequestDelayMs{ 0 }; // 0 means disabled.',
    to: 'int64_t keyFrameRequestDelayMs{ 0 }; // 0 means disabled.\n\t\tint64_t requestableAtMs{ 0 };',
  },
  {
    file: 'src/RTC/KeyFrameRequestManager.cpp',
    from: `			MS_DEBUG_DEV("creating a delayer for the given ssrc");

			this->mapSsrcKeyFrameRequestDelayer[ssrc] =
			  new KeyFrameRequestDelayer(this, this->shared, ssrc, this->keyFrameRequestDelayMs);`,
    to: `			const int64_t nowMs = this->shared->GetTimeMs();

			if (nowMs < this->requestableAtMs)
			{
				auto* delayer =
				  new KeyFrameRequestDelayer(this, this->shared, ssrc, this->requestableAtMs - nowMs);

				delayer->SetKeyFrameRequested(true);
				this->mapSsrcKeyFrameRequestDelayer[ssrc] = delayer;

				return;
			}

			this->mapSsrcKeyFrameRequestDelayer[ssrc] =
			  new KeyFrameRequestDelayer(this, this->shared, ssrc, this->keyFrameRequestDelayMs);
			this->requestableAtMs = nowMs + this->keyFrameRequestDelayMs;`,
  },
  {
    file: 'src/RTC/KeyFrameRequestManager.cpp',
    from: `void RTC::KeyFrameRequestManager::KeyFrameReceived(uint32_t ssrc)
{
	MS_TRACE();
`,
    to: `void RTC::KeyFrameRequestManager::KeyFrameReceived(uint32_t ssrc)
{
	MS_TRACE();

	auto delayerIt = this->mapSsrcKeyFrameRequestDelayer.find(ssrc);

	if (delayerIt != this->mapSsrcKeyFrameRequestDelayer.end())
	{
		delayerIt->second->SetKeyFrameRequested(false);
	}
`,
  },
];

/**
 * Puts a copy of the worker's sources into a folder and makes it ready for a build against the
 * system's libraries.
 *
 * @param {string} mediasoupDirectory The installed package; it is not modified.
 * @param {string} target A folder that does not exist yet.
 * @throws {Error} when the sources are not what this build knows.
 */
export function prepareWorkerSources(mediasoupDirectory, target) {
  const worker = join(mediasoupDirectory, 'worker');
  const outputs = [join(worker, 'out'), join(worker, 'prebuild')];
  cpSync(worker, target, { recursive: true, filter: (path) => !outputs.includes(path) });
  cpSync(ADDITIONS, target, { recursive: true });
  for (const patch of PATCHES) {
    const path = join(target, patch.file);
    writeFileSync(path, replaceOnce(readFileSync(path, 'utf8'), patch.from, patch.to, patch.file));
  }
  placeStandIns(target);
  if (versionOf(mediasoupDirectory) === UNITY_VERSION) {
    uniteSources(target, 'common_sources', WORKER_UNITY);
    uniteSources(join(target, 'deps/libwebrtc'), 'libwebrtc_sources', LIBWEBRTC_UNITY);
  }
}

/**
 * @param {string} mediasoupDirectory
 * @returns {string}
 */
export function versionOf(mediasoupDirectory) {
  return JSON.parse(readFileSync(join(mediasoupDirectory, 'package.json'), 'utf8')).version;
}

/**
 * Meson takes a subproject from the folder that its wrap file names, where there is one, and
 * downloads it only where there is none.
 *
 * @param {string} target
 */
function placeStandIns(target) {
  for (const name of readdirSync(STAND_INS)) {
    const wrapFile = join('subprojects', `${name}.wrap`);
    const wrap = readFileSync(join(target, wrapFile), 'utf8');
    const directory = /^directory = (\S+)$/m.exec(wrap)?.[1];
    if (directory === undefined) throw new Error(`${wrapFile} of mediasoup names no directory`);
    cpSync(join(STAND_INS, name), join(target, 'subprojects', directory), { recursive: true });
  }
}

/**
 * Replaces a list of sources in a folder's build file by units that include them.
 *
 * @param {string} directory The folder of the `meson.build`.
 * @param {string} list The name of the list in it.
 * @param {import('./unity.mjs').UnityPlan} plan
 */
function uniteSources(directory, list, plan) {
  const path = join(directory, 'meson.build');
  const text = readFileSync(path, 'utf8');
  const body = new RegExp(`^${list} = \\[\\n([^\\]]*)\\]`, 'm').exec(text)?.[1];
  if (body === undefined) throw new Error(`${path} of mediasoup has no list ${list}`);

  const sources = Array.from(body.matchAll(/'([^']+)'/g), ([, source]) => String(source));
  const unity = join(directory, 'unity');
  mkdirSync(unity);
  const units = planUnits(sources, plan, (source) => statSync(join(directory, source)).size);
  const names = units.map((members, index) => {
    const name = `${list}-${index}.cpp`;
    // Each source of the worker defines MS_CLASS, its own name in the log.
    const lines = members.map(
      (member) => `#include "${relative(unity, join(directory, member))}"\n#undef MS_CLASS\n`,
    );
    writeFileSync(join(unity, name), lines.join(''));
    return `  'unity/${name}',\n`;
  });
  writeFileSync(path, replaceOnce(text, body, names.join(''), path));
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 * @param {string} file For the message.
 * @returns {string}
 */
function replaceOnce(text, from, to, file) {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(
      `${file} of mediasoup does not have the one place to change that this build knows: ${from}`,
    );
  }
  return before + to + after;
}

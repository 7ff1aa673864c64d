#pragma once

#include <cstdint>
#include <poll.h>
#include <uv.h>

/// Takes datagrams that arrive within a few milliseconds of each other together, as network cards
/// coalesce interrupts (ethtool(8), `rx-usecs`).
///
/// The packets of one call come one by one, some 500 a second. A worker that wakes for each runs
/// code that is no longer in the processor's cache, which costs more than the packet itself.
/// Requests never wait, nor does anything for a while after one.
class ReceiveCoalescing
{
public:
	struct Limits
	{
		/// For how long datagrams wait for others, in milliseconds, at most. On average half of it.
		int pauseMs{ 8 };
		/// When so many arrive within a pause, they come together by themselves, and the socket's
		/// buffer has to be emptied. Then nothing waits.
		uint32_t busyFrom{ 24 };
		/// Milliseconds after the last datagram from which on the next one wakes the worker.
		uint64_t restAfterMs{ 20 };
		/// Milliseconds after the last request until which nothing waits. A consult is set up, answered
		/// or moved: every answer is awaited, and endpoints find out what their line carries by when
		/// their packets arrive.
		uint64_t settledAfterMs{ 7'000 };
	};

	/// To be called for each datagram that was read.
	static void OnDatagram()
	{
		++arrived;
	}

	/// To be called for each request that was read.
	static void OnRequest()
	{
		requestedAt = uv_hrtime();
	}

	/// Runs a loop until none of its handles is active.
	///
	/// @param requestFd What arrives here ends a pause at once.
	/// @return 0, as uv_run() does.
	static int Run(uv_loop_t* loop, int requestFd, const Limits& limits)
	{
		const uint64_t pauseNs = limits.pauseMs * NsPerMs;
		uint64_t arrivedAt{ 0 };
		uint64_t countedAt{ 0 };
		uint32_t count{ 0 };
		bool busy{ false };
		bool pauses{ false };

		// After a pause, whatever has come is there.
		while (uv_run(loop, pauses ? UV_RUN_NOWAIT : UV_RUN_ONCE) != 0)
		{
			const uint64_t now = uv_hrtime();

			if (arrived > 0)
			{
				arrivedAt = now;
				count += arrived;
				arrived = 0;
			}
			if (now - countedAt >= pauseNs)
			{
				busy      = count >= limits.busyFrom;
				count     = 0;
				countedAt = now;
			}

			const bool flows   = now - arrivedAt < limits.restAfterMs * NsPerMs;
			const bool settled = now - requestedAt >= limits.settledAfterMs * NsPerMs;
			pauses             = flows && settled && !busy;
			if (pauses)
			{
				pollfd request{ .fd = requestFd, .events = POLLIN, .revents = 0 };
				poll(&request, 1, limits.pauseMs);
			}
		}

		return 0;
	}

private:
	static constexpr uint64_t NsPerMs = 1'000'000;

	static inline thread_local uint32_t arrived{ 0 };
	static inline thread_local uint64_t requestedAt{ 0 };
};

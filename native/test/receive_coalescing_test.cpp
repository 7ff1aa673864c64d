// Tests native/additions/include/ReceiveCoalescing.hpp on a loop with a real socket and pipe.
// Prints a line per case and fails with exit code 1 where one does not hold.

#include <ReceiveCoalescing.hpp>

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace
{
	/// So long that what did not wait for it is told from what did, on any machine.
	constexpr int LongPauseMs = 1'000;

	using Clock = std::chrono::steady_clock;

	void expect(bool holds, const std::string& what)
	{
		if (!holds)
		{
			throw std::runtime_error(what);
		}
	}

	void sleepMs(int ms)
	{
		std::this_thread::sleep_for(std::chrono::milliseconds(ms));
	}

	/// A worker in small: a socket for datagrams and a pipe for requests on one loop, which ends
	/// with the request `Close`.
	class Worker
	{
	public:
		static constexpr char Close = 'c';

		Worker()
		{
			int fds[2];
			expect(pipe(fds) == 0, "a pipe");
			this->requestFd = fds[0];
			this->writeFd   = fds[1];
			uv_loop_init(&this->loop);
			uv_pipe_init(&this->loop, &this->requests, 0);
			uv_pipe_open(&this->requests, this->requestFd);
			uv_udp_init(&this->loop, &this->socket);
			this->requests.data = this->socket.data = this;

			sockaddr_in address{};
			uv_ip4_addr("127.0.0.1", 0, &address);
			uv_udp_bind(&this->socket, reinterpret_cast<sockaddr*>(&address), 0);
			int length = sizeof(this->address);
			uv_udp_getsockname(&this->socket, reinterpret_cast<sockaddr*>(&this->address), &length);
			this->senderFd = ::socket(AF_INET, SOCK_DGRAM, 0);

			uv_udp_recv_start(&this->socket, alloc, onDatagram);
			uv_read_start(reinterpret_cast<uv_stream_t*>(&this->requests), alloc, onRequest);
		}

		~Worker()
		{
			::close(this->writeFd);
			::close(this->senderFd);
			uv_loop_close(&this->loop);
		}

		void SendDatagram(char content = 'd')
		{
			const auto* to = reinterpret_cast<const sockaddr*>(&this->address);
			expect(sendto(this->senderFd, &content, 1, 0, to, sizeof(this->address)) == 1, "sent");
		}

		void Request(char request)
		{
			expect(write(this->writeFd, &request, 1) == 1, "requested");
		}

		/// Runs the loop while another thread does what it is told, and then closes it.
		void Run(const ReceiveCoalescing::Limits& limits, const std::function<void()>& meanwhile)
		{
			std::thread others(
			  [&]()
			  {
				  meanwhile();
				  this->Request(Close);
			  });
			const int result = ReceiveCoalescing::Run(&this->loop, this->requestFd, limits);
			others.join();
			expect(result == 0, "the loop ends as uv_run() does");
		}

		std::string received;
		std::vector<Clock::time_point> receivedAt;
		std::vector<Clock::time_point> requestedAt;
		/// How often the loop came to the socket and found something.
		int reads{ 0 };

	private:
		static void alloc(uv_handle_t* handle, size_t, uv_buf_t* buffer)
		{
			auto& space = static_cast<Worker*>(handle->data)->space;
			*buffer     = uv_buf_init(space.data(), space.size());
		}

		static void onDatagram(
		  uv_udp_t* handle, ssize_t read, const uv_buf_t* buffer, const sockaddr*, unsigned)
		{
			auto* self = static_cast<Worker*>(handle->data);
			if (read <= 0)
			{
				return;
			}
			ReceiveCoalescing::OnDatagram();
			// libuv takes its time once per turn of the loop.
			self->reads += self->received.empty() || self->turn != uv_now(&self->loop) ? 1 : 0;
			self->turn = uv_now(&self->loop);
			self->received.push_back(buffer->base[0]);
			self->receivedAt.push_back(Clock::now());
		}

		static void onRequest(uv_stream_t* stream, ssize_t read, const uv_buf_t* buffer)
		{
			auto* self = static_cast<Worker*>(stream->data);
			if (read <= 0)
			{
				return;
			}
			ReceiveCoalescing::OnRequest();
			self->requestedAt.push_back(Clock::now());
			if (buffer->base[read - 1] == Close)
			{
				uv_close(reinterpret_cast<uv_handle_t*>(&self->socket), nullptr);
				uv_close(reinterpret_cast<uv_handle_t*>(&self->requests), nullptr);
			}
		}

		uv_loop_t loop{};
		uv_pipe_t requests{};
		uv_udp_t socket{};
		sockaddr_in address{};
		std::array<char, 64> space{};
		uint64_t turn{ 0 };
		int requestFd{ -1 };
		int writeFd{ -1 };
		int senderFd{ -1 };
	};

	bool isSoon(Clock::time_point at, Clock::time_point after)
	{
		return at - after < std::chrono::milliseconds(LongPauseMs / 2);
	}

	void datagramsAreTakenTogetherAndInOrder()
	{
		Worker worker;
		std::string sent;
		worker.Run(
		  { .pauseMs = 50, .settledAfterMs = 0 },
		  [&]()
		  {
			  for (int i = 0; i < 100; ++i)
			  {
				  sent.push_back(static_cast<char>('a' + i % 26));
				  worker.SendDatagram(sent.back());
				  sleepMs(5);
			  }
			  sleepMs(100);
		  });
		expect(worker.received == sent, "each of them, in order");
		expect(worker.reads <= 15, "100 in 500 ms are read every 50 ms: " + std::to_string(worker.reads));
	}

	void theFirstAfterAQuietTimeIsTakenAtOnce()
	{
		Worker worker;
		std::vector<Clock::time_point> sentAt;
		const int quietMs = 1'500;
		worker.Run(
		  { .pauseMs = LongPauseMs, .settledAfterMs = 0 },
		  [&]()
		  {
			  for (int i = 0; i < 2; ++i)
			  {
				  sentAt.push_back(Clock::now());
				  worker.SendDatagram();
				  sleepMs(quietMs);
			  }
		  });
		expect(worker.receivedAt.size() == 2, "both");
		for (size_t i = 0; i < 2; ++i)
		{
			expect(isSoon(worker.receivedAt[i], sentAt[i]), "without a pause");
		}
	}

	void theSecondWaits()
	{
		Worker worker;
		worker.Run(
		  { .pauseMs = LongPauseMs, .settledAfterMs = 0 },
		  [&]()
		  {
			  worker.SendDatagram();
			  sleepMs(50);
			  worker.SendDatagram();
			  sleepMs(1'500);
		  });
		expect(worker.receivedAt.size() == 2, "both");
		expect(!isSoon(worker.receivedAt[1], worker.receivedAt[0]), "until the pause is over");
	}

	void aRequestDoesNotWait()
	{
		Worker worker;
		Clock::time_point requestedAt;
		worker.Run(
		  { .pauseMs = LongPauseMs, .settledAfterMs = 0 },
		  [&]()
		  {
			  worker.SendDatagram();
			  sleepMs(50);
			  requestedAt = Clock::now();
			  worker.Request('r');
			  sleepMs(100);
		  });
		expect(worker.requestedAt.size() == 2, "it and the last one");
		expect(isSoon(worker.requestedAt[0], requestedAt), "although datagrams wait");
	}

	void nothingWaitsForAWhileAfterARequest()
	{
		Worker worker;
		std::vector<Clock::time_point> sentAt;
		const auto send = [&]()
		{
			sentAt.push_back(Clock::now());
			worker.SendDatagram();
			sleepMs(50);
		};
		worker.Run(
		  { .pauseMs = LongPauseMs, .settledAfterMs = 1'000 },
		  [&]()
		  {
			  worker.Request('r');
			  sleepMs(50);
			  for (int i = 0; i < 5; ++i)
			  {
				  send();
			  }
			  sleepMs(1'000);
			  send();
			  send();
			  sleepMs(1'500);
		  });
		expect(worker.receivedAt.size() == 7, "each of them");
		for (size_t i = 0; i < 6; ++i)
		{
			expect(isSoon(worker.receivedAt[i], sentAt[i]), "without a pause");
		}
		expect(!isSoon(worker.receivedAt[6], sentAt[6]), "then they wait again");
	}

	void nothingWaitsWhereMuchArrives()
	{
		Worker worker;
		std::vector<Clock::time_point> sentAt;
		const auto send = [&](int count)
		{
			for (int i = 0; i < count; ++i)
			{
				sentAt.push_back(Clock::now());
				worker.SendDatagram();
				sleepMs(5);
			}
		};
		worker.Run(
		  { .pauseMs = LongPauseMs, .busyFrom = 4, .settledAfterMs = 0 },
		  [&]()
		  {
			  // The first begins a pause, which shows how many come in one.
			  send(10);
			  sleepMs(1'150);
			  send(10);
			  sleepMs(1'500);
		  });
		expect(worker.receivedAt.size() == 20, "each of them");
		expect(!isSoon(worker.receivedAt[1], sentAt[1]), "the first pause is one");
		for (size_t i = 10; i < 20; ++i)
		{
			expect(isSoon(worker.receivedAt[i], sentAt[i]), "then each as it comes");
		}
	}

	struct Case
	{
		const char* name;
		void (*run)();
	};

	constexpr Case Cases[] = {
		{ "datagrams are taken together, and in order", datagramsAreTakenTogetherAndInOrder },
		{ "the first after a quiet time is taken at once", theFirstAfterAQuietTimeIsTakenAtOnce },
		{ "the second waits until the pause is over", theSecondWaits },
		{ "a request does not wait", aRequestDoesNotWait },
		{ "nothing waits for a while after a request", nothingWaitsForAWhileAfterARequest },
		{ "nothing waits where much arrives", nothingWaitsWhereMuchArrives },
	};
} // namespace

int main()
{
	bool failed = false;
	for (const auto& [name, run] : Cases)
	{
		try
		{
			run();
			std::printf("ok %s\n", name);
		}
		catch (const std::exception& error)
		{
			failed = true;
			std::printf("FAILED %s: %s\n", name, error.what());
		}
	}
	return failed ? 1 : 0;
}

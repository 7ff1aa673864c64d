// Many callers of a relay in one process without a browser: each leg is one WebRTC
// transport, with ICE (RFC 8445, towards a lite or a full agent), DTLS
// (always the client) and SRTP. A leg may send a camera and a microphone: packets of the size
// and at the times of a browser's, filled with nothing. What arrives is told by its header,
// which SRTP leaves in the clear; the RTP timestamp is the moment of sending in microseconds.
//
// Reads commands, a line each, and answers each with a line:
//   leg ADDRESS PORT UFRAG PWD OWN-UFRAG OWN-PWD VIDEO-SSRC AUDIO-SSRC   → connected
//     of the relay first; an SSRC of 0 is not sent
//   send LEG         → sending       starts to send what the leg has; legs count from 0
//   measure MS       → {"sent":…,"received":…,"late":…,"cpuMs":…,"worstTickMs":…}
// The first line that it says is its certificate's fingerprint.

#include <srtp.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <memory>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace
{
	constexpr int64_t LateAfterUs         = 100'000;
	constexpr int64_t ConnectTimeoutUs    = 5'000'000;
	constexpr int64_t ConsentIntervalUs   = 5'000'000;
	constexpr unsigned FirstRetryUs       = 20'000;
	constexpr int64_t DrainUs             = 500'000;
	constexpr size_t FrameIntervalMs      = 33;
	constexpr size_t AudioIntervalMs      = 20;
	constexpr int PacketsPerFrame         = 5;
	constexpr size_t VideoPayloadLength   = 1150;
	constexpr size_t AudioPayloadLength   = 80;
	constexpr uint8_t VideoPayloadType    = 96;
	constexpr uint8_t AudioPayloadType    = 111;
	constexpr size_t RtpHeaderLength      = 12;
	constexpr size_t MaxPacketLength      = 2048;
	constexpr unsigned ReceivedAtATime    = 32;

	using Bytes = std::vector<uint8_t>;

	[[noreturn]] void fail(const std::string& what)
	{
		throw std::runtime_error(what);
	}

	int64_t nowUs()
	{
		using namespace std::chrono;
		return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
	}

	double cpuMs()
	{
		timespec used{};
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
		return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
	}

	void put16(Bytes& bytes, uint16_t value)
	{
		bytes.push_back(static_cast<uint8_t>(value >> 8));
		bytes.push_back(static_cast<uint8_t>(value));
	}

	void put32(Bytes& bytes, uint32_t value)
	{
		put16(bytes, static_cast<uint16_t>(value >> 16));
		put16(bytes, static_cast<uint16_t>(value));
	}

	void putAttribute(Bytes& message, uint16_t type, const Bytes& value)
	{
		put16(message, type);
		put16(message, static_cast<uint16_t>(value.size()));
		message.insert(message.end(), value.begin(), value.end());
		message.resize((message.size() + 3) & ~size_t{ 3 });
	}

	// The length in the header counts up to the attribute that is about to be added.
	void setLength(Bytes& message, size_t attributeLength)
	{
		const size_t length = message.size() - 20 + attributeLength;
		message[2]          = static_cast<uint8_t>(length >> 8);
		message[3]          = static_cast<uint8_t>(length);
	}

	uint32_t crc32(const Bytes& bytes)
	{
		uint32_t crc{ 0xffffffff };
		for (const uint8_t byte : bytes)
		{
			crc ^= byte;
			for (int bit = 0; bit < 8; ++bit)
			{
				crc = (crc >> 1) ^ (0xedb88320 & (~(crc & 1) + 1));
			}
		}
		return ~crc;
	}

	void sign(Bytes& message, const std::string& password)
	{
		Bytes digest(20);
		unsigned length{ 0 };
		setLength(message, 24);
		HMAC(
		  EVP_sha1(), password.data(), static_cast<int>(password.size()), message.data(), message.size(),
		  digest.data(), &length);
		putAttribute(message, 0x0008, digest);
		setLength(message, 8);
		Bytes fingerprint;
		put32(fingerprint, crc32(message) ^ 0x5354554e);
		putAttribute(message, 0x8028, fingerprint);
	}

	/// RFC 8445, section 7.1: a check, which nominates at once where it is for us to do so.
	Bytes bindingRequest(const std::string& user, const std::string& password, bool isControlling)
	{
		Bytes message;
		put16(message, 0x0001);
		put16(message, 0);
		put32(message, 0x2112a442);
		for (int i = 0; i < 3; ++i)
		{
			put32(message, static_cast<uint32_t>(rand()));
		}
		putAttribute(message, 0x0006, Bytes(user.begin(), user.end()));
		Bytes priority;
		put32(priority, 0x6e7f1eff);
		putAttribute(message, 0x0024, priority);
		// The lowest tie-breaker there is: where both sides want the role, the other has it.
		putAttribute(message, isControlling ? 0x802a : 0x8029, { 0, 0, 0, 0, 0, 0, 0, 1 });
		if (isControlling)
		{
			putAttribute(message, 0x0025, {});
		}
		sign(message, password);
		return message;
	}

	/// What answers the other side's check, from which address it came.
	Bytes bindingResponse(const uint8_t* request, const std::string& ownPassword, const sockaddr_in& from)
	{
		Bytes message(request, request + 20);
		message[0] = 0x01;
		message[1] = 0x01;
		Bytes address;
		put16(address, 1);
		put16(address, ntohs(from.sin_port) ^ 0x2112);
		put32(address, ntohl(from.sin_addr.s_addr) ^ 0x2112a442);
		putAttribute(message, 0x0020, address);
		sign(message, ownPassword);
		return message;
	}

	/// One for all: an ECDSA key and a certificate signed by it.
	class DtlsContext
	{
	public:
		DtlsContext()
		{
			EVP_PKEY* key = EVP_EC_gen("P-256");
			X509* made    = X509_new();
			X509_set_version(made, 2);
			ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
			X509_gmtime_adj(X509_getm_notBefore(made), -3600);
			X509_gmtime_adj(X509_getm_notAfter(made), 86'400);
			X509_set_pubkey(made, key);
			X509_sign(made, key, EVP_sha256());
			SSL_CTX_use_certificate(this->context, made);
			SSL_CTX_use_PrivateKey(this->context, key);
			SSL_CTX_set_verify(
			  this->context, SSL_VERIFY_PEER, [](int, X509_STORE_CTX*) { return 1; });
			// 0 is success for this one call.
			if (SSL_CTX_set_tlsext_use_srtp(this->context, "SRTP_AEAD_AES_256_GCM:SRTP_AEAD_AES_128_GCM") != 0)
			{
				fail("no SRTP profiles");
			}
			std::array<uint8_t, 32> digest{};
			unsigned length{ 0 };
			X509_digest(made, EVP_sha256(), digest.data(), &length);
			for (const uint8_t byte : digest)
			{
				char text[4];
				snprintf(text, sizeof(text), "%02X:", byte);
				this->fingerprint += text;
			}
			this->fingerprint.pop_back();
			X509_free(made);
			EVP_PKEY_free(key);
		}

		SSL_CTX* context{ SSL_CTX_new(DTLS_client_method()) };
		std::string fingerprint;
	};

	struct Counts
	{
		int64_t sent{ 0 };
		int64_t received{ 0 };
		int64_t late{ 0 };
	};

	struct Stream
	{
		uint32_t ssrc{ 0 };
		uint16_t sequenceNumber{ 0 };
	};

	class Leg
	{
	public:
		Leg(const DtlsContext& dtls, std::istream& arguments)
		{
			std::string host;
			uint16_t port{ 0 };
			arguments >> host >> port >> this->ufrag >> this->password >> this->ownUfrag >>
			  this->ownPassword >> this->video.ssrc >> this->audio.ssrc;
			this->socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
			const int bufferLength = 1 << 20;
			setsockopt(this->socket, SOL_SOCKET, SO_RCVBUF, &bufferLength, sizeof(bufferLength));
			this->remote.sin_family = AF_INET;
			this->remote.sin_port   = htons(port);
			inet_pton(AF_INET, host.c_str(), &this->remote.sin_addr);
			if (connect(this->socket, reinterpret_cast<sockaddr*>(&this->remote), sizeof(this->remote)) != 0)
			{
				fail("no socket");
			}
			this->ssl = SSL_new(dtls.context);
			SSL_set_bio(this->ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
			SSL_set_options(this->ssl, SSL_OP_NO_QUERY_MTU);
			DTLS_set_link_mtu(this->ssl, 1200);
			// The other side may not be ready for the first flight; OpenSSL's second is after 1 s.
			DTLS_set_timer_cb(
			  this->ssl, [](SSL*, unsigned us) { return us == 0 ? FirstRetryUs : us * 2; });
			SSL_set_connect_state(this->ssl);
		}

		void Connect()
		{
			const int64_t until = nowUs() + ConnectTimeoutUs;
			int64_t nextTry{ 0 };
			std::array<uint8_t, MaxPacketLength> packet{};
			while (!this->isConnected)
			{
				if (nowUs() > until)
				{
					fail(this->isChecked ? "DTLS did not connect" : "ICE did not connect");
				}
				if (nowUs() > nextTry)
				{
					if (this->isChecked)
					{
						DTLSv1_handle_timeout(this->ssl);
						this->Shake();
					}
					else
					{
						this->Check();
					}
					nextTry = nowUs() + FirstRetryUs;
				}
				pollfd readable{ this->socket, POLLIN, 0 };
				poll(&readable, 1, 5);
				ssize_t length{ 0 };
				while ((length = recv(this->socket, packet.data(), packet.size(), 0)) > 0)
				{
					this->TakeControl(packet.data(), static_cast<size_t>(length));
				}
			}
		}

		/// Says that the leg still wants what it is sent (RFC 7675).
		void Check()
		{
			this->Transmit(bindingRequest(this->ufrag + ":" + this->ownUfrag, this->password, this->isControlling));
		}

		void SendFrame(Counts& counts)
		{
			for (int i = 0; i < PacketsPerFrame; ++i)
			{
				const bool isLast = i == PacketsPerFrame - 1;
				this->SendRtp(this->video, VideoPayloadType, isLast, VideoPayloadLength, counts);
			}
		}

		void SendSound(Counts& counts)
		{
			this->SendRtp(this->audio, AudioPayloadType, false, AudioPayloadLength, counts);
		}

		/// Takes all that has arrived.
		void Receive(Counts& counts)
		{
			static std::array<std::array<uint8_t, MaxPacketLength>, ReceivedAtATime> buffers;
			static std::array<iovec, ReceivedAtATime> vectors;
			static std::array<mmsghdr, ReceivedAtATime> messages;
			int taken{ 0 };
			do
			{
				for (unsigned i = 0; i < ReceivedAtATime; ++i)
				{
					vectors[i]                      = { buffers[i].data(), buffers[i].size() };
					messages[i]                     = {};
					messages[i].msg_hdr.msg_iov    = &vectors[i];
					messages[i].msg_hdr.msg_iovlen = 1;
				}
				taken             = recvmmsg(this->socket, messages.data(), ReceivedAtATime, 0, nullptr);
				const int64_t now = nowUs();
				for (int i = 0; i < taken; ++i)
				{
					const size_t index = static_cast<size_t>(i);
					this->Take(buffers[index].data(), messages[index].msg_len, now, counts);
				}
			} while (taken == static_cast<int>(ReceivedAtATime));
		}

		int socket{ -1 };
		Stream video;
		Stream audio;

	private:
		void Take(const uint8_t* packet, size_t length, int64_t now, Counts& counts)
		{
			const bool isMedia = length >= RtpHeaderLength && (packet[0] & 0xc0) == 0x80;
			if (!isMedia)
			{
				this->TakeControl(packet, length);
				return;
			}
			// RFC 5761, section 4: these are RTCP.
			if (packet[1] >= 192 && packet[1] <= 223)
			{
				return;
			}
			uint32_t sentAt{ 0 };
			uint32_t ssrc{ 0 };
			std::memcpy(&sentAt, packet + 4, sizeof(sentAt));
			std::memcpy(&ssrc, packet + 8, sizeof(ssrc));
			const uint32_t clock = static_cast<uint32_t>(now) - ntohl(sentAt);
			++counts.received;
			counts.late += this->BehindQuickest(ssrc, clock) > LateAfterUs ? 1 : 0;
		}

		/// A relay may begin a stream's timestamps anew, from whatever value. So the way is
		/// measured against the quickest packet of the stream, of a fraction of a millisecond.
		int32_t BehindQuickest(uint32_t ssrc, uint32_t clock)
		{
			for (auto& [known, quickest] : this->quickestOf)
			{
				if (known != ssrc)
				{
					continue;
				}
				const auto behind = static_cast<int32_t>(clock - quickest);
				if (behind < 0)
				{
					quickest = clock;
				}
				return std::max(0, behind);
			}
			this->quickestOf.emplace_back(ssrc, clock);
			return 0;
		}

		void TakeControl(const uint8_t* packet, size_t length)
		{
			if (length >= 20 && packet[0] == 0x01 && packet[1] == 0x01)
			{
				this->isChecked = true;
				this->Shake();
			}
			// A role conflict, as nothing else is wrong with a check (RFC 8445, section 7.2.5.1).
			else if (length >= 20 && packet[0] == 0x01 && packet[1] == 0x11)
			{
				this->isControlling = false;
			}
			else if (length >= 20 && packet[0] == 0x00 && packet[1] == 0x01)
			{
				this->Transmit(bindingResponse(packet, this->ownPassword, this->remote));
			}
			else if (length > 0 && packet[0] >= 20 && packet[0] <= 63)
			{
				BIO_write(SSL_get_rbio(this->ssl), packet, static_cast<int>(length));
				this->Shake();
			}
		}

		void Shake()
		{
			const bool isDone = SSL_do_handshake(this->ssl) == 1;
			std::array<uint8_t, 16'384> flight{};
			int length{ 0 };
			while ((length = BIO_read(SSL_get_wbio(this->ssl), flight.data(), flight.size())) > 0)
			{
				this->Transmit(Bytes(flight.begin(), flight.begin() + length));
			}
			if (isDone && !this->isConnected)
			{
				this->MakeSession();
				this->isConnected = true;
			}
		}

		/// RFC 5764, section 4.2: the client writes with the first key and the first salt.
		void MakeSession()
		{
			const auto* profile = SSL_get_selected_srtp_profile(this->ssl);
			if (profile == nullptr)
			{
				fail("no SRTP profile was agreed on");
			}
			const auto id = static_cast<srtp_profile_t>(profile->id);
			const size_t keyLength = srtp_profile_get_master_key_length(id);
			const size_t saltLength = srtp_profile_get_master_salt_length(id);
			std::array<uint8_t, 128> keys{};
			const std::string label = "EXTRACTOR-dtls_srtp";
			SSL_export_keying_material(
			  this->ssl, keys.data(), 2 * (keyLength + saltLength), label.data(), label.size(), nullptr, 0, 0);
			srtp_policy_t policy{ nullptr };
			srtp_ssrc_t ssrc{};
			ssrc.type = ssrc_any_outbound;
			srtp_policy_create(&policy);
			srtp_policy_set_ssrc(policy, ssrc);
			srtp_policy_set_profile(policy, id);
			srtp_policy_add_key(
			  policy, keys.data(), keyLength, keys.data() + 2 * keyLength, saltLength, nullptr, 0);
			if (srtp_create(&this->outbound, policy) != srtp_err_status_ok)
			{
				fail("no SRTP session");
			}
			srtp_policy_destroy(policy);
		}

		void SendRtp(Stream& stream, uint8_t payloadType, bool isLast, size_t length, Counts& counts)
		{
			static std::array<uint8_t, MaxPacketLength> plain{};
			static std::array<uint8_t, MaxPacketLength> secret{};
			const uint16_t sequenceNumber = htons(stream.sequenceNumber++);
			const uint32_t sentAt         = htonl(static_cast<uint32_t>(nowUs()));
			const uint32_t ssrc           = htonl(stream.ssrc);
			plain[0]                      = 0x80;
			plain[1] = static_cast<uint8_t>(payloadType | (isLast ? 0x80 : 0));
			std::memcpy(&plain[2], &sequenceNumber, 2);
			std::memcpy(&plain[4], &sentAt, 4);
			std::memcpy(&plain[8], &ssrc, 4);
			// RFC 7741: the beginning of a partition, of a key frame. A relay forwards from there.
			plain[RtpHeaderLength]     = 0x10;
			plain[RtpHeaderLength + 1] = 0x00;
			size_t secretLength        = secret.size();
			srtp_protect(
			  this->outbound, plain.data(), RtpHeaderLength + length, secret.data(), &secretLength, 0);
			++counts.sent;
			// What the kernel does not take is lost, as anything is that the relay does not pass on.
			(void)!send(this->socket, secret.data(), secretLength, 0);
		}

		void Transmit(const Bytes& packet)
		{
			(void)!send(this->socket, packet.data(), packet.size(), 0);
		}

		sockaddr_in remote{};
		std::string ufrag, password, ownUfrag, ownPassword;
		std::vector<std::pair<uint32_t, uint32_t>> quickestOf;
		SSL* ssl{ nullptr };
		srtp_t outbound{ nullptr };
		bool isControlling{ true };
		bool isChecked{ false };
		bool isConnected{ false };
	};

	class Callers
	{
	public:
		Callers()
		{
			std::cout << this->dtls.fingerprint << std::endl;
			this->Watch(STDIN_FILENO, nullptr);
		}

		/// Runs until there are no more commands.
		void Run()
		{
			int64_t tick = nowUs() / 1000;
			while (!this->isOver)
			{
				std::array<epoll_event, 256> events{};
				const int count = epoll_wait(this->epoll, events.data(), events.size(), 1);
				for (int i = 0; i < count; ++i)
				{
					auto* leg = static_cast<Leg*>(events[static_cast<size_t>(i)].data.ptr);
					leg == nullptr ? this->TakeCommand() : leg->Receive(this->counts);
				}
				const int64_t now = nowUs() / 1000;
				this->worstTickMs = std::max(this->worstTickMs, now - tick);
				for (; tick < now; ++tick)
				{
					this->Tick(static_cast<size_t>(tick));
				}
				this->Report();
			}
		}

	private:
		void Tick(size_t ms)
		{
			if (this->isSending)
			{
				for (Leg* leg : this->cameras[ms % FrameIntervalMs])
				{
					leg->SendFrame(this->counts);
				}
				for (Leg* leg : this->microphones[ms % AudioIntervalMs])
				{
					leg->SendSound(this->counts);
				}
			}
			if (this->legs.empty())
			{
				return;
			}
			// One leg at a time, so that each comes to it within the interval.
			const size_t everyMs = std::max<size_t>(1, ConsentIntervalUs / 1000 / this->legs.size());
			if (ms % everyMs == 0)
			{
				this->legs[this->nextChecked++ % this->legs.size()]->Check();
			}
		}

		void TakeCommand()
		{
			std::string line;
			if (!std::getline(std::cin, line))
			{
				this->isOver = true;
				return;
			}
			std::istringstream words(line);
			std::string command;
			words >> command;
			if (command == "leg")
			{
				auto leg = std::make_unique<Leg>(this->dtls, words);
				leg->Connect();
				this->Watch(leg->socket, leg.get());
				this->legs.push_back(std::move(leg));
				std::cout << "connected" << std::endl;
			}
			else if (command == "send")
			{
				size_t index{ 0 };
				words >> index;
				Leg* leg = this->legs.at(index).get();
				// A stride that shares no factor with the intervals spreads the legs over them.
				const size_t phase = index * 7;
				this->cameras[phase % FrameIntervalMs].push_back(leg);
				this->microphones[phase % AudioIntervalMs].push_back(leg);
				std::cout << "sending" << std::endl;
			}
			else if (command == "measure")
			{
				int64_t ms{ 0 };
				words >> ms;
				this->counts      = {};
				this->worstTickMs = 0;
				this->cpuAtBegin  = cpuMs();
				this->sendUntil   = nowUs() + ms * 1000;
				this->isMeasuring = true;
				this->isSending   = true;
			}
			else
			{
				fail("unknown command " + command);
			}
		}

		/// What is under way when the time is over may still arrive: sending pauses for it.
		void Report()
		{
			if (!this->isMeasuring || nowUs() < this->sendUntil)
			{
				return;
			}
			if (this->isSending)
			{
				this->cpuUsed   = cpuMs() - this->cpuAtBegin;
				this->isSending = false;
			}
			if (nowUs() < this->sendUntil + DrainUs)
			{
				return;
			}
			this->isMeasuring = false;
			std::cout << "{\"sent\":" << this->counts.sent << ",\"received\":" << this->counts.received
			          << ",\"late\":" << this->counts.late << ",\"cpuMs\":" << this->cpuUsed
			          << ",\"worstTickMs\":" << this->worstTickMs << "}" << std::endl;
		}

		void Watch(int file, Leg* leg) const
		{
			epoll_event event{};
			event.events   = EPOLLIN;
			event.data.ptr = leg;
			if (epoll_ctl(this->epoll, EPOLL_CTL_ADD, file, &event) != 0)
			{
				fail("epoll_ctl");
			}
		}

		DtlsContext dtls;
		int epoll{ epoll_create1(0) };
		std::vector<std::unique_ptr<Leg>> legs;
		std::array<std::vector<Leg*>, FrameIntervalMs> cameras;
		std::array<std::vector<Leg*>, AudioIntervalMs> microphones;
		Counts counts;
		size_t nextChecked{ 0 };
		int64_t worstTickMs{ 0 };
		int64_t sendUntil{ 0 };
		double cpuAtBegin{ 0 };
		double cpuUsed{ 0 };
		bool isSending{ false };
		bool isMeasuring{ false };
		bool isOver{ false };
	};
} // namespace

int main()
{
	try
	{
		rlimit files{};
		getrlimit(RLIMIT_NOFILE, &files);
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
		if (srtp_init() != srtp_err_status_ok)
		{
			fail("libsrtp does not initialise");
		}
		Callers().Run();
		return 0;
	}
	catch (const std::exception& error)
	{
		std::cerr << "callers: " << error.what() << std::endl;
		return 1;
	}
}

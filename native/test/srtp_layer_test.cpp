// Tests libsrtp 3's interface as laid over libsrtp 2 (native/subprojects/libsrtp3).
// Prints a line per case and fails with exit code 1 where one does not hold.

#include <srtp.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cstdio>
#include <cstring>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{
	using Bytes = std::vector<uint8_t>;

	struct Profile
	{
		const char* name;
		srtp_profile_t profile;
		size_t keyLength;
		size_t saltLength;
		// RFC 3711 section 3 and RFC 7714 sections 8 and 9. An RTCP trailer also holds
		// the 4 octets of the SRTCP index.
		size_t rtpTrailerLength;
		size_t rtcpTrailerLength;
	};

	constexpr Profile Profiles[] = {
		{ "AES_CM_128_HMAC_SHA1_80", srtp_profile_aes128_cm_sha1_80, 16, 14, 10, 14 },
		{ "AES_CM_128_HMAC_SHA1_32", srtp_profile_aes128_cm_sha1_32, 16, 14, 4, 14 },
		{ "AEAD_AES_128_GCM", srtp_profile_aead_aes_128_gcm, 16, 12, 16, 20 },
		{ "AEAD_AES_256_GCM", srtp_profile_aead_aes_256_gcm, 32, 12, 16, 20 },
	};

	constexpr uint32_t Ssrc         = 0x12345678;
	constexpr uint8_t Canary        = 0xA5;
	constexpr size_t RoomForTrailer = 256;

	void expect(bool holds, const std::string& what)
	{
		if (!holds)
		{
			throw std::runtime_error(what);
		}
	}

	void expectStatus(srtp_err_status_t actual, srtp_err_status_t expected, const std::string& what)
	{
		expect(
		  actual == expected,
		  what + ": status " + std::to_string(actual) + " instead of " + std::to_string(expected));
	}

	Bytes counting(size_t length, uint8_t from)
	{
		Bytes bytes(length);

		for (auto& byte : bytes)
		{
			byte = from++;
		}

		return bytes;
	}

	Bytes rtpPacket(uint16_t sequenceNumber, size_t payloadLength = 1000)
	{
		Bytes packet{ 0x80, 96, 0, 0, 0, 0, 0, 1, 0x12, 0x34, 0x56, 0x78 };

		packet[2] = static_cast<uint8_t>(sequenceNumber >> 8);
		packet[3] = static_cast<uint8_t>(sequenceNumber);

		const Bytes payload = counting(payloadLength, 7);
		packet.insert(packet.end(), payload.begin(), payload.end());

		return packet;
	}

	// A sender report without report blocks.
	Bytes rtcpPacket()
	{
		Bytes packet{ 0x80, 200, 0, 6, 0x12, 0x34, 0x56, 0x78 };

		const Bytes report = counting(20, 40);
		packet.insert(packet.end(), report.begin(), report.end());

		return packet;
	}

	class Policy
	{
	public:
		Policy()
		{
			expectStatus(srtp_policy_create(&this->policy), srtp_err_status_ok, "policy_create");
		}
		~Policy()
		{
			srtp_policy_destroy(this->policy);
		}
		Policy(const Policy&)            = delete;
		Policy& operator=(const Policy&) = delete;

		srtp_err_status_t AddKey(size_t keyLength, size_t saltLength)
		{
			const Bytes key  = counting(keyLength, 1);
			const Bytes salt = counting(saltLength, 101);

			return srtp_policy_add_key(
			  this->policy, key.data(), keyLength, salt.data(), saltLength, nullptr, 0);
		}

		srtp_policy_t policy{ nullptr };
	};

	class Session
	{
	public:
		Session(const Profile& profile, srtp_ssrc_type_t direction)
		{
			Policy policy;
			srtp_ssrc_t ssrc{};

			ssrc.type = direction;

			expectStatus(srtp_policy_set_ssrc(policy.policy, ssrc), srtp_err_status_ok, "set_ssrc");
			expectStatus(
			  srtp_policy_set_profile(policy.policy, profile.profile), srtp_err_status_ok, "set_profile");
			expectStatus(
			  policy.AddKey(profile.keyLength, profile.saltLength), srtp_err_status_ok, "add_key");
			expectStatus(
			  srtp_policy_set_window_size(policy.policy, 1024), srtp_err_status_ok, "set_window_size");
			expectStatus(
			  srtp_policy_set_allow_repeat_tx(policy.policy, true),
			  srtp_err_status_ok,
			  "set_allow_repeat_tx");
			expectStatus(srtp_create(&this->session, policy.policy), srtp_err_status_ok, "create");
		}
		~Session()
		{
			srtp_dealloc(this->session);
		}
		Session(const Session&)            = delete;
		Session& operator=(const Session&) = delete;

		srtp_t session{ nullptr };
	};

	// RTP and RTCP go through the same cases, so each is described by its functions.
	struct Kind
	{
		const char* name;
		Bytes packet;
		size_t trailerLength;
		srtp_err_status_t (*protect)(srtp_t, const uint8_t*, size_t, uint8_t*, size_t*, size_t);
		srtp_err_status_t (*unprotect)(srtp_t, const uint8_t*, size_t, uint8_t*, size_t*);
	};

	std::vector<Kind> kindsOf(const Profile& profile)
	{
		return {
			{ "RTP", rtpPacket(1), profile.rtpTrailerLength, srtp_protect, srtp_unprotect },
			{ "RTCP", rtcpPacket(), profile.rtcpTrailerLength, srtp_protect_rtcp, srtp_unprotect_rtcp },
		};
	}

	Bytes protect(const Kind& kind, const Session& sender)
	{
		Bytes out(kind.packet.size() + RoomForTrailer);
		size_t length = out.size();

		expectStatus(
		  kind.protect(sender.session, kind.packet.data(), kind.packet.size(), out.data(), &length, 0),
		  srtp_err_status_ok,
		  "protect");
		out.resize(length);

		return out;
	}

	srtp_err_status_t unprotectInPlace(const Kind& kind, const Session& receiver, Bytes& packet)
	{
		size_t length = packet.size();

		const srtp_err_status_t status =
		  kind.unprotect(receiver.session, packet.data(), packet.size(), packet.data(), &length);

		if (status == srtp_err_status_ok)
		{
			packet.resize(length);
		}

		return status;
	}

	void roundTripsBetweenSeparateBuffers(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		const Bytes original = kind.packet;
		const Bytes wire     = protect(kind, sender);

		expect(kind.packet == original, "the input of protect was changed");
		expect(wire.size() == original.size() + kind.trailerLength, "the trailer has another length");

		const auto tail = original.end() - 16;
		expect(
		  std::search(wire.begin(), wire.end(), tail, original.end()) == wire.end(),
		  "the payload is on the wire in the clear");

		const Bytes wireBefore = wire;
		Bytes out(wire.size());
		size_t length = out.size();

		expectStatus(
		  kind.unprotect(receiver.session, wire.data(), wire.size(), out.data(), &length),
		  srtp_err_status_ok,
		  "unprotect");
		out.resize(length);
		expect(out == original, "what came out is not what went in");
		expect(wire == wireBefore, "the input of unprotect was changed");
	}

	void roundTripsInPlace(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		Bytes buffer = kind.packet;

		buffer.resize(kind.packet.size() + RoomForTrailer);
		size_t length = buffer.size();

		expectStatus(
		  kind.protect(
		    sender.session, buffer.data(), kind.packet.size(), buffer.data(), &length, /*mki_index*/ 0),
		  srtp_err_status_ok,
		  "protect");
		buffer.resize(length);
		expectStatus(unprotectInPlace(kind, receiver, buffer), srtp_err_status_ok, "unprotect");
		expect(buffer == kind.packet, "what came out is not what went in");
	}

	void refusesAReplay(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		Bytes first  = protect(kind, sender);
		Bytes replay = first;

		expectStatus(unprotectInPlace(kind, receiver, first), srtp_err_status_ok, "first");
		expectStatus(unprotectInPlace(kind, receiver, replay), srtp_err_status_replay_fail, "replay");
	}

	void refusesATamperedPacket(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		const Bytes wire = protect(kind, sender);

		// The last octet of the payload, the last of the trailer, and in the header one
		// that does not steer how the packet is read.
		for (const size_t position : { kind.packet.size() - 1, wire.size() - 1, size_t{ 7 } })
		{
			Bytes tampered = wire;

			tampered[position] ^= 1;

			const srtp_err_status_t status = unprotectInPlace(kind, receiver, tampered);

			expectStatus(status, srtp_err_status_auth_fail, "octet " + std::to_string(position));
		}

		Bytes untouched = wire;

		expectStatus(
		  unprotectInPlace(kind, receiver, untouched), srtp_err_status_ok, "the genuine packet after them");
	}

	void honoursTheCapacityOfProtect(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const size_t needed = kind.packet.size() + kind.trailerLength;

		for (const size_t capacity : { size_t{ 0 }, kind.packet.size() - 1, kind.packet.size(), needed - 1 })
		{
			Bytes out(needed + RoomForTrailer, Canary);
			const Bytes before = out;
			size_t length      = capacity;

			expectStatus(
			  kind.protect(sender.session, kind.packet.data(), kind.packet.size(), out.data(), &length, 0),
			  srtp_err_status_buffer_small,
			  "capacity " + std::to_string(capacity));
			expect(out == before, "wrote into a buffer that is too small");
			expect(length == capacity, "reported a length though it failed");
		}

		Bytes out(needed + RoomForTrailer, Canary);
		size_t length = needed;

		expectStatus(
		  kind.protect(sender.session, kind.packet.data(), kind.packet.size(), out.data(), &length, 0),
		  srtp_err_status_ok,
		  "a capacity that just fits");
		expect(length == needed, "reported another length than it wrote");
		expect(
		  std::all_of(
		    out.begin() + static_cast<ptrdiff_t>(needed),
		    out.end(),
		    [](uint8_t byte) { return byte == Canary; }),
		  "wrote past the end");
	}

	void honoursTheCapacityOfUnprotect(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		const Bytes wire = protect(kind, sender);
		Bytes out(wire.size() + RoomForTrailer, Canary);
		const Bytes before = out;
		size_t length      = wire.size() - 1;

		expectStatus(
		  kind.unprotect(receiver.session, wire.data(), wire.size(), out.data(), &length),
		  srtp_err_status_buffer_small,
		  "one octet short");
		expect(out == before, "wrote into a buffer that is too small");

		length = wire.size();
		expectStatus(
		  kind.unprotect(receiver.session, wire.data(), wire.size(), out.data(), &length),
		  srtp_err_status_ok,
		  "a capacity that just fits");
		expect(
		  std::all_of(
		    out.begin() + static_cast<ptrdiff_t>(wire.size()),
		    out.end(),
		    [](uint8_t byte) { return byte == Canary; }),
		  "wrote past the end");
	}

	void refusesPacketsThatAreNone(const Profile& profile, const Kind& kind)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);

		for (const size_t length : { size_t{ 0 }, size_t{ 1 }, size_t{ 7 }, size_t{ 11 } })
		{
			Bytes out(RoomForTrailer * 2);
			size_t outLength = out.size();

			// 8 octets are an RTCP packet already.
			if (length < 8)
			{
				expect(
				  kind.protect(sender.session, kind.packet.data(), length, out.data(), &outLength, 0) !=
				    srtp_err_status_ok,
				  "protected a packet of " + std::to_string(length));
			}

			outLength = out.size();
			expect(
			  kind.unprotect(receiver.session, kind.packet.data(), length, out.data(), &outLength) !=
			    srtp_err_status_ok,
			  "unprotected a packet of " + std::to_string(length));
		}

		Bytes out(RoomForTrailer);
		size_t outLength = SIZE_MAX;

		expectStatus(
		  kind.protect(sender.session, kind.packet.data(), SIZE_MAX - 4, out.data(), &outLength, 0),
		  srtp_err_status_bad_param,
		  "a length beyond what libsrtp 2 can count");

		outLength = out.size();
		expectStatus(
		  kind.protect(sender.session, kind.packet.data(), kind.packet.size(), out.data(), &outLength, 1),
		  srtp_err_status_bad_mki,
		  "a master key identifier");
	}

	void sendsTheSamePacketAgain(const Profile& profile)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Kind kind = kindsOf(profile).front();

		expect(protect(kind, sender) == protect(kind, sender), "a retransmission differs");
	}

	void refusesKeysOfAnotherLength(const Profile& profile)
	{
		const std::pair<size_t, size_t> lengths[] = {
			{ profile.keyLength - 1, profile.saltLength }, { profile.keyLength + 1, profile.saltLength },
			{ profile.keyLength, profile.saltLength - 1 }, { profile.keyLength, profile.saltLength + 1 },
			{ profile.keyLength - 1, profile.saltLength + 1 }, { 0, 0 }, { 200, 14 },
		};

		for (const auto& [keyLength, saltLength] : lengths)
		{
			Policy policy;
			srtp_ssrc_t ssrc{};
			srtp_t session{ nullptr };

			ssrc.type = ssrc_any_inbound;
			srtp_policy_set_ssrc(policy.policy, ssrc);
			srtp_policy_set_profile(policy.policy, profile.profile);

			expectStatus(
			  policy.AddKey(keyLength, saltLength),
			  srtp_err_status_bad_param,
			  std::to_string(keyLength) + " and " + std::to_string(saltLength));
			expectStatus(
			  srtp_create(&session, policy.policy), srtp_err_status_bad_param, "a session without key");
		}
	}

	void refusesAnIncompletePolicy()
	{
		srtp_t session{ nullptr };

		Policy empty;
		expectStatus(srtp_create(&session, empty.policy), srtp_err_status_bad_param, "an empty policy");
		expectStatus(empty.AddKey(16, 14), srtp_err_status_bad_param, "a key before a profile");
		expectStatus(
		  srtp_policy_set_profile(empty.policy, srtp_profile_null_sha1_80),
		  srtp_err_status_bad_param,
		  "a profile that does not encrypt");

		Policy withoutSsrc;
		srtp_policy_set_profile(withoutSsrc.policy, srtp_profile_aes128_cm_sha1_80);
		expectStatus(withoutSsrc.AddKey(16, 14), srtp_err_status_ok, "a key");
		expectStatus(withoutSsrc.AddKey(16, 14), srtp_err_status_bad_param, "a second key");
		expectStatus(
		  srtp_policy_set_profile(withoutSsrc.policy, srtp_profile_aead_aes_128_gcm),
		  srtp_err_status_bad_param,
		  "another profile after the key");
		expectStatus(
		  srtp_create(&session, withoutSsrc.policy), srtp_err_status_bad_param, "a policy without SSRC");

		srtp_policy_destroy(nullptr);
	}

	void forgetsARemovedStream(const Profile& profile)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		const Kind kind  = kindsOf(profile).front();
		const Bytes wire = protect(kind, sender);
		Bytes first      = wire;
		Bytes replay     = wire;
		Bytes renewed    = wire;

		expectStatus(
		  srtp_stream_remove(receiver.session, htonl(Ssrc)),
		  srtp_err_status_no_ctx,
		  "a stream that was never there");
		expectStatus(unprotectInPlace(kind, receiver, first), srtp_err_status_ok, "first");
		expectStatus(unprotectInPlace(kind, receiver, replay), srtp_err_status_replay_fail, "replay");
		expectStatus(srtp_stream_remove(receiver.session, htonl(Ssrc)), srtp_err_status_ok, "remove");
		// A new stream of that SSRC starts with an empty replay window.
		expectStatus(unprotectInPlace(kind, receiver, renewed), srtp_err_status_ok, "after removal");
	}

	void acceptsLatePacketsWithinTheWindow(const Profile& profile)
	{
		const Session sender(profile, ssrc_any_outbound);
		const Session receiver(profile, ssrc_any_inbound);
		Kind kind = kindsOf(profile).front();
		std::vector<Bytes> wires;

		for (uint16_t sequenceNumber = 1; sequenceNumber <= 1200; ++sequenceNumber)
		{
			kind.packet = rtpPacket(sequenceNumber, 20);
			wires.push_back(protect(kind, sender));
		}

		expectStatus(unprotectInPlace(kind, receiver, wires[1199]), srtp_err_status_ok, "newest");
		expectStatus(unprotectInPlace(kind, receiver, wires[300]), srtp_err_status_ok, "899 late");
		expectStatus(unprotectInPlace(kind, receiver, wires[10]), srtp_err_status_replay_old, "1189 late");
	}
} // namespace

int main()
{
	int failures = 0;

	const auto run = [&failures](const std::string& name, const std::function<void()>& test)
	{
		try
		{
			test();
			std::printf("ok   %s\n", name.c_str());
		}
		catch (const std::exception& error)
		{
			++failures;
			std::printf("FAIL %s: %s\n", name.c_str(), error.what());
		}
	};

	if (srtp_init() != srtp_err_status_ok)
	{
		std::printf("FAIL libsrtp does not initialise\n");

		return 1;
	}

	using PacketTest = void (*)(const Profile&, const Kind&);
	using StreamTest = void (*)(const Profile&);

	const std::pair<const char*, PacketTest> packetTests[] = {
		{ "round trips between separate buffers", roundTripsBetweenSeparateBuffers },
		{ "round trips in place", roundTripsInPlace },
		{ "refuses a replay", refusesAReplay },
		{ "refuses a tampered packet", refusesATamperedPacket },
		{ "honours the capacity of protect", honoursTheCapacityOfProtect },
		{ "honours the capacity of unprotect", honoursTheCapacityOfUnprotect },
		{ "refuses packets that are none", refusesPacketsThatAreNone },
	};
	const std::pair<const char*, StreamTest> streamTests[] = {
		{ "sends the same packet again", sendsTheSamePacketAgain },
		{ "refuses keys of another length", refusesKeysOfAnotherLength },
		{ "forgets a removed stream", forgetsARemovedStream },
		{ "accepts late packets within the window", acceptsLatePacketsWithinTheWindow },
	};

	for (const Profile& profile : Profiles)
	{
		const std::string of = std::string(profile.name) + " ";

		for (const Kind& kind : kindsOf(profile))
		{
			for (const auto& [name, test] : packetTests)
			{
				run(of + kind.name + " " + name, [&] { test(profile, kind); });
			}
		}

		for (const auto& [name, test] : streamTests)
		{
			run(of + name, [&] { test(profile); });
		}
	}

	run("refuses an incomplete policy", refusesAnIncompletePolicy);

	srtp_shutdown();

	return failures == 0 ? 0 : 1;
}

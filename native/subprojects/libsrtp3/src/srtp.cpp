#include "srtp.h"
#include "openssl_ciphers.hpp"

#include <climits>
#include <cstring>
#include <new>

struct srtp3_policy
{
	srtp2_policy_t settings{};
	srtp_profile_t profile{ srtp_profile_reserved };
	bool hasSsrc{ false };
	bool hasKey{ false };
	// Master key followed by master salt, as libsrtp 2 takes them.
	uint8_t key[SRTP_MAX_KEY_LEN]{};
};

namespace
{
	// The functions of libsrtp 2 behind the overloads, told apart by their type.
	using ProcessInPlace = srtp_err_status_t (*)(srtp_t, void*, int*);
	using TrailerLength  = srtp_err_status_t (*)(srtp_t, uint32_t, uint32_t, uint32_t*);

	constexpr ProcessInPlace ProtectRtp    = ::srtp_protect;
	constexpr ProcessInPlace UnprotectRtp  = ::srtp_unprotect;
	constexpr ProcessInPlace ProtectRtcp   = ::srtp_protect_rtcp;
	constexpr ProcessInPlace UnprotectRtcp = ::srtp_unprotect_rtcp;

	// What libsrtp 2 may append to an RTCP packet: that of an RTP packet and the
	// SRTCP index.
	constexpr size_t MaxTrailerLength = SRTP_MAX_TRAILER_LEN + sizeof(uint32_t);

	// libsrtp 2 works in place and on int lengths. It knows no capacity either, so
	// the caller has to have made sure that the result fits.
	srtp_err_status_t process(
	  ProcessInPlace function, srtp_t session, const uint8_t* in, size_t inLength, uint8_t* out, size_t* outLength)
	{
		if (in != out)
		{
			std::memcpy(out, in, inLength);
		}

		int length = static_cast<int>(inLength);

		const srtp_err_status_t status = function(session, out, &length);

		if (status == srtp_err_status_ok)
		{
			*outLength = static_cast<size_t>(length);
		}

		return status;
	}

	srtp_err_status_t protect(
	  ProcessInPlace function,
	  TrailerLength trailerLength,
	  srtp_t session,
	  const uint8_t* in,
	  size_t inLength,
	  uint8_t* out,
	  size_t* outLength,
	  size_t mkiIndex)
	{
		if (session == nullptr || in == nullptr || out == nullptr || outLength == nullptr)
		{
			return srtp_err_status_bad_param;
		}

		if (mkiIndex != 0)
		{
			return srtp_err_status_bad_mki;
		}

		if (inLength > INT_MAX - MaxTrailerLength)
		{
			return srtp_err_status_bad_param;
		}

		const size_t capacity = *outLength;

		if (capacity < inLength)
		{
			return srtp_err_status_buffer_small;
		}

		// The exact length of the trailer takes a walk through the session's streams.
		// Senders give buffers that are large enough for any, so this is rare.
		if (capacity - inLength < MaxTrailerLength)
		{
			uint32_t length{ 0 };

			const srtp_err_status_t status = trailerLength(session, /*use_mki*/ 0, /*mki_index*/ 0, &length);

			if (status != srtp_err_status_ok)
			{
				return status;
			}

			if (capacity - inLength < length)
			{
				return srtp_err_status_buffer_small;
			}
		}

		return process(function, session, in, inLength, out, outLength);
	}

	srtp_err_status_t unprotect(
	  ProcessInPlace function, srtp_t session, const uint8_t* in, size_t inLength, uint8_t* out, size_t* outLength)
	{
		if (session == nullptr || in == nullptr || out == nullptr || outLength == nullptr || inLength > INT_MAX)
		{
			return srtp_err_status_bad_param;
		}

		if (*outLength < inLength)
		{
			return srtp_err_status_buffer_small;
		}

		return process(function, session, in, inLength, out, outLength);
	}
} // namespace

#undef srtp_init
srtp_err_status_t srtp3_init()
{
	const srtp_err_status_t status = ::srtp_init();

	return status == srtp_err_status_ok ? srtp_use_openssl() : status;
}

srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	if (policy == nullptr)
	{
		return srtp_err_status_bad_param;
	}

	*policy = new (std::nothrow) srtp3_policy;

	return *policy != nullptr ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

void srtp_policy_destroy(srtp_policy_t policy)
{
	if (policy == nullptr)
	{
		return;
	}

	// A plain memset before a delete may be optimised away.
	explicit_bzero(policy->key, sizeof(policy->key));

	delete policy;
}

srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	if (policy == nullptr)
	{
		return srtp_err_status_bad_param;
	}

	policy->settings.ssrc = ssrc;
	policy->hasSsrc       = true;

	return srtp_err_status_ok;
}

srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	if (policy == nullptr)
	{
		return srtp_err_status_bad_param;
	}

	// A key that was added before was measured by another profile.
	if (policy->hasKey)
	{
		return srtp_err_status_bad_param;
	}

	switch (profile)
	{
		case srtp_profile_aes128_cm_sha1_80:
		case srtp_profile_aes128_cm_sha1_32:
		case srtp_profile_aead_aes_128_gcm:
		case srtp_profile_aead_aes_256_gcm:
			break;

		default:
			return srtp_err_status_bad_param;
	}

	// libsrtp knows that the 32 bit tag of aes128_cm_sha1_32 is for RTP only (RFC 5764,
	// section 4.1.2: SRTCP keeps the 80 bit tag).
	srtp_err_status_t status =
	  srtp_crypto_policy_set_from_profile_for_rtp(&policy->settings.rtp, profile);

	if (status == srtp_err_status_ok)
	{
		status = srtp_crypto_policy_set_from_profile_for_rtcp(&policy->settings.rtcp, profile);
	}

	if (status == srtp_err_status_ok)
	{
		policy->profile = profile;
	}

	return status;
}

srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t key_len,
  const uint8_t* salt,
  size_t salt_len,
  const uint8_t* /*mki*/,
  size_t mki_len)
{
	if (policy == nullptr || key == nullptr || salt == nullptr || mki_len != 0)
	{
		return srtp_err_status_bad_param;
	}

	if (policy->profile == srtp_profile_reserved || policy->hasKey)
	{
		return srtp_err_status_bad_param;
	}

	if (
	  key_len != srtp_profile_get_master_key_length(policy->profile) ||
	  salt_len != srtp_profile_get_master_salt_length(policy->profile))
	{
		return srtp_err_status_bad_param;
	}

	static_assert(SRTP_AES_256_KEY_LEN + SRTP_SALT_LEN <= SRTP_MAX_KEY_LEN);

	std::memcpy(policy->key, key, key_len);
	std::memcpy(policy->key + key_len, salt, salt_len);
	policy->hasKey = true;

	return srtp_err_status_ok;
}

srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	if (policy == nullptr)
	{
		return srtp_err_status_bad_param;
	}

	policy->settings.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t window_size)
{
	if (policy == nullptr)
	{
		return srtp_err_status_bad_param;
	}

	policy->settings.window_size = window_size;

	return srtp_err_status_ok;
}

srtp_err_status_t srtp_create(srtp_t* session, const srtp3_policy* policy)
{
	if (session == nullptr || policy == nullptr || !policy->hasSsrc || !policy->hasKey)
	{
		return srtp_err_status_bad_param;
	}

	// The key is pointed to only now, so that the policy holds no pointer into
	// itself. libsrtp derives what it needs from it and does not write to it.
	srtp2_policy_t settings = policy->settings;

	settings.key  = const_cast<uint8_t*>(policy->key);
	settings.next = nullptr;

	return ::srtp_create(session, &settings);
}

srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtp_len, uint8_t* srtp, size_t* srtp_len, size_t mki_index)
{
	return protect(
	  ProtectRtp, srtp_get_protect_trailer_length, session, rtp, rtp_len, srtp, srtp_len, mki_index);
}

srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtp_len, uint8_t* rtp, size_t* rtp_len)
{
	return unprotect(UnprotectRtp, session, srtp, srtp_len, rtp, rtp_len);
}

srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcp_len, uint8_t* srtcp, size_t* srtcp_len, size_t mki_index)
{
	return protect(
	  ProtectRtcp, srtp_get_protect_rtcp_trailer_length, session, rtcp, rtcp_len, srtcp, srtcp_len, mki_index);
}

srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcp_len, uint8_t* rtcp, size_t* rtcp_len)
{
	return unprotect(UnprotectRtcp, session, srtcp, srtcp_len, rtcp, rtcp_len);
}

srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

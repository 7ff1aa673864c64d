// The part of libsrtp 3's interface that mediasoup calls, laid over libsrtp 2.
//
// What changed from 2 to 3, and is bridged here: a policy is an object built by
// functions instead of a struct filled in by hand, and packets go from one buffer
// into another whose capacity is honoured, instead of growing in place.
//
// Everything else (srtp_t, SSRCs, profiles, events, status codes) is libsrtp 2's
// own. The functions below that share a name with one of libsrtp 2's are C++
// overloads of it: the arguments tell which one is meant.

#pragma once

// The one name that is a struct there and an opaque pointer here.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstddef>
#include <cstdint>

// Codes that came with libsrtp 3, under its numbers, which libsrtp 2 leaves free.
inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr auto srtp_err_status_cryptex_err = static_cast<srtp_err_status_t>(29);

struct srtp3_policy;
using srtp_policy_t = srtp3_policy*;

/// Initialises libsrtp 2 and has it do its ciphers through OpenSSL.
srtp_err_status_t srtp3_init();
// The two take the same arguments, so an overload cannot tell them apart.
#define srtp_init srtp3_init

/// Makes an empty policy. It needs an SSRC, a profile and a key before a session
/// can be created from it, and belongs to the caller until srtp_policy_destroy().
srtp_err_status_t srtp_policy_create(srtp_policy_t* policy);

/// Wipes the key and frees the policy. A null policy is allowed.
void srtp_policy_destroy(srtp_policy_t policy);

srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc);

/// Chooses cipher and authentication of RTP and RTCP.
/// Refuses (bad_param) every profile that WebRTC does not negotiate.
srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile);

/// Copies master key and salt into the policy. The profile has to be set before,
/// because it says how long they must be: any other length is refused (bad_param).
/// So are a second key and a master key identifier, which WebRTC has no use for.
srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t key_len,
  const uint8_t* salt,
  size_t salt_len,
  const uint8_t* mki,
  size_t mki_len);

/// Whether the same sequence number may be sent again (a retransmission without RTX).
srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow);

/// How many packets behind the newest one are still told from a replay.
srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t window_size);

/// Creates a session. The policy may be destroyed right after.
/// Refuses (bad_param) a policy without SSRC, profile or key.
srtp_err_status_t srtp_create(srtp_t* session, const srtp3_policy* policy);

/// Encrypts `rtp` into `srtp`, which is the same buffer or one apart from it.
/// `srtp_len` goes in as the capacity of `srtp` and comes out as the packet's
/// length. Where the packet with its trailer does not fit, nothing is written and
/// the answer is buffer_small. `mki_index` must be 0.
srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtp_len, uint8_t* srtp, size_t* srtp_len, size_t mki_index);

/// Verifies and decrypts `srtp` into `rtp`, which is the same buffer or one apart
/// from it. `rtp_len` goes in as the capacity of `rtp` and comes out as the
/// packet's length. The capacity must hold the whole protected packet, trailer
/// included (libsrtp 3 needs less), or the answer is buffer_small and nothing is
/// written. When verification fails, the content of `rtp` is undefined.
srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtp_len, uint8_t* rtp, size_t* rtp_len);

/// As srtp_protect(), for RTCP.
srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcp_len, uint8_t* srtcp, size_t* srtcp_len, size_t mki_index);

/// As srtp_unprotect(), for RTCP.
srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcp_len, uint8_t* rtcp, size_t* rtcp_len);

/// Forgets the stream of this SSRC, given in network byte order.
srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc);

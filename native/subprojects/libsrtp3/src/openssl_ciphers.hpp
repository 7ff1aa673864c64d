// Lets libsrtp 2 do its ciphers through OpenSSL.
//
// Debian's libsrtp does them through NSS, which sets a cipher up anew for every packet,
// and its SHA-1 is plain C. OpenSSL keeps the cipher set up, and uses what the
// processor has for AES, GHASH and SHA-1. libsrtp has an interface for just that
// (srtp2/cipher.h, srtp2/auth.h), and tries whatever is handed in with known answers
// before it takes it.

#pragma once

#include <srtp.h>

/// Replaces AES-GCM, AES-CM and HMAC-SHA1. To be called after libsrtp was initialised
/// and before there is a session. Fails with algo_fail where a known answer does not
/// come out.
srtp_err_status_t srtp_use_openssl();

// The low-level SHA-1 is called deprecated because it always takes OpenSSL's own code.
// It is taken here for what it can do and the other interface cannot: start from a
// state that was kept, by copying a struct, twice in every packet.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "openssl_ciphers.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <srtp2/auth.h>
#include <srtp2/cipher.h>
#include <srtp2/crypto_types.h>
#include <type_traits>

namespace
{
	constexpr int GcmTagLength      = 16;
	constexpr int ShortGcmTagLength = 8;

	using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

	srtp_err_status_t statusOf(bool succeeded)
	{
		return succeeded ? srtp_err_status_ok : srtp_err_status_cipher_fail;
	}

	/* AES-GCM (RFC 7714). */

	struct Gcm
	{
		const EVP_CIPHER* algorithm;
		int tagLength;
		bool encrypts{ true };
		CipherContext context{ EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free };
	};

	Gcm& gcmOf(void* state)
	{
		return *static_cast<Gcm*>(state);
	}

	srtp_err_status_t gcmInit(void* state, const uint8_t* key)
	{
		Gcm& gcm = gcmOf(state);

		// A cipher's standard length of the initialisation vector is 12, as SRTP's.
		return statusOf(
		  EVP_CipherInit_ex(gcm.context.get(), gcm.algorithm, nullptr, key, nullptr, /*enc*/ 1) == 1);
	}

	srtp_err_status_t gcmSetIv(void* state, uint8_t* iv, srtp_cipher_direction_t direction)
	{
		Gcm& gcm = gcmOf(state);

		if (direction != srtp_direction_encrypt && direction != srtp_direction_decrypt)
		{
			return srtp_err_status_bad_param;
		}

		gcm.encrypts = direction == srtp_direction_encrypt;

		return statusOf(
		  EVP_CipherInit_ex(gcm.context.get(), nullptr, nullptr, nullptr, iv, gcm.encrypts ? 1 : 0) == 1);
	}

	srtp_err_status_t gcmSetAad(void* state, const uint8_t* aad, uint32_t length)
	{
		int taken{ 0 };

		return statusOf(
		  EVP_CipherUpdate(gcmOf(state).context.get(), nullptr, &taken, aad, static_cast<int>(length)) == 1);
	}

	srtp_err_status_t gcmEncrypt(void* state, uint8_t* buffer, unsigned int* length)
	{
		const Gcm& gcm = gcmOf(state);
		int written{ 0 };

		if (!gcm.encrypts)
		{
			return srtp_err_status_bad_param;
		}

		return statusOf(
		  EVP_CipherUpdate(gcm.context.get(), buffer, &written, buffer, static_cast<int>(*length)) == 1);
	}

	srtp_err_status_t gcmGetTag(void* state, uint8_t* tag, uint32_t* length)
	{
		const Gcm& gcm = gcmOf(state);
		int written{ 0 };

		// GCM has nothing left to write at its end.
		if (EVP_CipherFinal_ex(gcm.context.get(), tag, &written) != 1)
		{
			return srtp_err_status_cipher_fail;
		}

		*length = static_cast<uint32_t>(gcm.tagLength);

		return statusOf(
		  EVP_CIPHER_CTX_ctrl(gcm.context.get(), EVP_CTRL_AEAD_GET_TAG, gcm.tagLength, tag) == 1);
	}

	// The tag is the end of the buffer.
	srtp_err_status_t gcmDecrypt(void* state, uint8_t* buffer, unsigned int* length)
	{
		const Gcm& gcm = gcmOf(state);
		const int textLength = static_cast<int>(*length) - gcm.tagLength;
		int written{ 0 };

		if (gcm.encrypts || textLength < 0)
		{
			return srtp_err_status_bad_param;
		}

		uint8_t* tag = buffer + textLength;

		if (
		  EVP_CIPHER_CTX_ctrl(gcm.context.get(), EVP_CTRL_AEAD_SET_TAG, gcm.tagLength, tag) != 1 ||
		  EVP_CipherUpdate(gcm.context.get(), buffer, &written, buffer, textLength) != 1)
		{
			return srtp_err_status_cipher_fail;
		}

		if (EVP_CipherFinal_ex(gcm.context.get(), tag, &written) != 1)
		{
			return srtp_err_status_auth_fail;
		}

		*length = static_cast<unsigned int>(textLength);

		return srtp_err_status_ok;
	}

	/* AES in counter mode (RFC 3711, section 4.1.1). */

	struct Counter
	{
		const EVP_CIPHER* algorithm;
		int tagLength;
		// The session salt, with 16 bits for the blocks of a packet behind it.
		std::array<uint8_t, 16> salt{};
		CipherContext context{ EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free };
	};

	Counter& counterOf(void* state)
	{
		return *static_cast<Counter*>(state);
	}

	srtp_err_status_t counterInit(void* state, const uint8_t* key)
	{
		Counter& counter = counterOf(state);

		std::memcpy(counter.salt.data(), key + SRTP_AES_128_KEY_LEN, SRTP_SALT_LEN);

		return statusOf(
		  EVP_EncryptInit_ex(
		    counter.context.get(), counter.algorithm, nullptr, key, counter.salt.data()) == 1);
	}

	srtp_err_status_t counterSetIv(void* state, uint8_t* iv, srtp_cipher_direction_t /*direction*/)
	{
		Counter& counter = counterOf(state);
		std::array<uint8_t, 16> first = counter.salt;

		for (size_t i{ 0 }; i < first.size(); ++i)
		{
			first[i] ^= iv[i];
		}

		return statusOf(
		  EVP_EncryptInit_ex(counter.context.get(), nullptr, nullptr, nullptr, first.data()) == 1);
	}

	srtp_err_status_t counterProcess(void* state, uint8_t* buffer, unsigned int* length)
	{
		int written{ 0 };

		return statusOf(
		  EVP_EncryptUpdate(
		    counterOf(state).context.get(), buffer, &written, buffer, static_cast<int>(*length)) == 1);
	}

	/* HMAC-SHA1 (RFC 2104). */

	constexpr size_t Sha1BlockLength = SHA_CBLOCK;

	struct Hmac
	{
		// After the key's two blocks, and what goes on from the first.
		SHA_CTX inner;
		SHA_CTX outer;
		SHA_CTX current;
	};

	Hmac& hmacOf(void* state)
	{
		return *static_cast<Hmac*>(state);
	}

	srtp_err_status_t hmacStart(void* state)
	{
		hmacOf(state).current = hmacOf(state).inner;

		return srtp_err_status_ok;
	}

	srtp_err_status_t hmacInit(void* state, const uint8_t* key, int keyLength)
	{
		Hmac& hmac = hmacOf(state);

		// What is longer than a block would have to be hashed first; SRTP's are 20 octets.
		if (keyLength < 0 || static_cast<size_t>(keyLength) > Sha1BlockLength)
		{
			return srtp_err_status_bad_param;
		}

		std::array<uint8_t, Sha1BlockLength> padded{};

		const auto begin = [&](SHA_CTX& hash, uint8_t pad)
		{
			std::memset(padded.data(), 0, padded.size());
			std::memcpy(padded.data(), key, static_cast<size_t>(keyLength));

			for (auto& octet : padded)
			{
				octet ^= pad;
			}

			return SHA1_Init(&hash) == 1 && SHA1_Update(&hash, padded.data(), padded.size()) == 1;
		};

		const bool succeeded = begin(hmac.inner, 0x36) && begin(hmac.outer, 0x5c);

		OPENSSL_cleanse(padded.data(), padded.size());

		return succeeded ? hmacStart(state) : srtp_err_status_auth_fail;
	}

	srtp_err_status_t hmacUpdate(void* state, const uint8_t* buffer, int length)
	{
		SHA1_Update(&hmacOf(state).current, buffer, static_cast<size_t>(length));

		return srtp_err_status_ok;
	}

	srtp_err_status_t hmacCompute(void* state, const uint8_t* buffer, int length, int tagLength, uint8_t* tag)
	{
		Hmac& hmac = hmacOf(state);
		std::array<uint8_t, SHA_DIGEST_LENGTH> digest{};

		if (tagLength < 0 || static_cast<size_t>(tagLength) > digest.size())
		{
			return srtp_err_status_bad_param;
		}

		SHA1_Update(&hmac.current, buffer, static_cast<size_t>(length));
		SHA1_Final(digest.data(), &hmac.current);
		hmac.current = hmac.outer;
		SHA1_Update(&hmac.current, digest.data(), digest.size());
		SHA1_Final(digest.data(), &hmac.current);
		std::memcpy(tag, digest.data(), static_cast<size_t>(tagLength));

		return srtp_err_status_ok;
	}

	/* Known answers. libsrtp takes no cipher without one, and adds those of its own. */

	constexpr uint8_t Zeros[64]{};
	uint8_t zeroIv[16]{};

	// The GCM specification's test cases 2 and 14: everything zero. The tag is the end.
	constexpr uint8_t Gcm128Text[] = {
		0x03, 0x88, 0xda, 0xce, 0x60, 0xb6, 0xa3, 0x92, 0xf3, 0x28, 0xc2, 0xb9, 0x71, 0xb2, 0xfe, 0x78,
		0xab, 0x6e, 0x47, 0xd4, 0x2c, 0xec, 0x13, 0xbd, 0xf5, 0x3a, 0x67, 0xb2, 0x12, 0x57, 0xbd, 0xdf,
	};
	constexpr uint8_t Gcm256Text[] = {
		0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b, 0x6e, 0x07, 0x4e, 0xc5, 0xd3, 0xba, 0xf3, 0x9d, 0x18,
		0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99, 0x6b, 0xf0, 0x26, 0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9, 0x19,
	};

	// RFC 3711, appendix B.2: key and salt, and the key stream they make.
	constexpr uint8_t CounterKey[] = {
		0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f,
		0x3c, 0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd,
	};
	constexpr uint8_t CounterText[] = {
		0xe0, 0x3e, 0xad, 0x09, 0x35, 0xc9, 0x5e, 0x80, 0xe1, 0x66, 0xb1, 0x6d, 0xd9, 0x2b, 0x4e, 0xb4,
	};

	// RFC 2202, section 3, test case 1.
	constexpr uint8_t HmacKey[] = {
		0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b,
		0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b,
	};
	constexpr uint8_t HmacText[] = { 'H', 'i', ' ', 'T', 'h', 'e', 'r', 'e' };
	constexpr uint8_t HmacTag[]  = {
    0xb6, 0x17, 0x31, 0x86, 0x55, 0x05, 0x72, 0x64, 0xe2, 0x8b,
    0xc0, 0xb6, 0xfb, 0x37, 0x8c, 0x8e, 0xf1, 0x46, 0xbe, 0x00,
	};

	/// Text of one block of zeros, without associated data.
	template<size_t Length>
	constexpr srtp_cipher_test_case_t answer(
	  int keyLength, const uint8_t* key, const uint8_t (&expected)[Length], int tagLength)
	{
		return { keyLength, key, zeroIv, 16, Zeros, Length, expected, 0, Zeros, tagLength, nullptr };
	}

	constexpr auto Gcm128Answer =
	  answer(SRTP_AES_GCM_128_KEY_LEN_WSALT, Zeros, Gcm128Text, GcmTagLength);
	constexpr auto Gcm256Answer =
	  answer(SRTP_AES_GCM_256_KEY_LEN_WSALT, Zeros, Gcm256Text, GcmTagLength);
	constexpr auto CounterAnswer =
	  answer(SRTP_AES_ICM_128_KEY_LEN_WSALT, CounterKey, CounterText, /*tagLength*/ 0);
	constexpr srtp_auth_test_case_t HmacAnswer = {
		sizeof(HmacKey), HmacKey, sizeof(HmacText), HmacText, sizeof(HmacTag), HmacTag, nullptr
	};

	/* The table that libsrtp takes. */

	// How libsrtp's types are numbered decides which cipher one is.
	const EVP_CIPHER* algorithmOf(srtp_cipher_type_id_t id)
	{
		switch (id)
		{
			case SRTP_AES_GCM_128:
				return EVP_aes_128_gcm();
			case SRTP_AES_GCM_256:
				return EVP_aes_256_gcm();
			default:
				return EVP_aes_128_ctr();
		}
	}

	template<typename State>
	srtp_err_status_t dealloc(srtp_cipher_pointer_t cipher)
	{
		// OpenSSL wipes a context's key as it frees it.
		delete static_cast<State*>(cipher->state);
		delete cipher;

		return srtp_err_status_ok;
	}

	template<const srtp_cipher_type_t& Type, typename State>
	srtp_err_status_t alloc(srtp_cipher_pointer_t* cipher, int keyLength, int tagLength)
	{
		if (keyLength != Type.test_data->key_length_octets)
		{
			return srtp_err_status_bad_param;
		}

		// The shorter tag is none that WebRTC negotiates, but libsrtp's known answers have it.
		if (std::is_same_v<State, Gcm> && tagLength != GcmTagLength && tagLength != ShortGcmTagLength)
		{
			return srtp_err_status_bad_param;
		}

		auto made  = std::unique_ptr<srtp_cipher_t>(new (std::nothrow) srtp_cipher_t{});
		auto state = std::unique_ptr<State>(new (std::nothrow) State{ algorithmOf(Type.id), tagLength });

		if (!made || !state || !state->context)
		{
			return srtp_err_status_alloc_fail;
		}

		made->type      = &Type;
		made->algorithm = static_cast<int>(Type.id);
		made->key_len   = keyLength;
		made->state     = state.release();
		*cipher         = made.release();

		return srtp_err_status_ok;
	}

	extern const srtp_cipher_type_t Gcm128Type;
	extern const srtp_cipher_type_t Gcm256Type;
	extern const srtp_cipher_type_t CounterType;
	extern const srtp_auth_type_t HmacType;

	const srtp_cipher_type_t Gcm128Type = {
		alloc<Gcm128Type, Gcm>, dealloc<Gcm>, gcmInit,   gcmSetAad,           gcmEncrypt,    gcmDecrypt,
		gcmSetIv,               gcmGetTag,    "AES-128 GCM by OpenSSL", &Gcm128Answer, SRTP_AES_GCM_128,
	};
	const srtp_cipher_type_t Gcm256Type = {
		alloc<Gcm256Type, Gcm>, dealloc<Gcm>, gcmInit,   gcmSetAad,           gcmEncrypt,    gcmDecrypt,
		gcmSetIv,               gcmGetTag,    "AES-256 GCM by OpenSSL", &Gcm256Answer, SRTP_AES_GCM_256,
	};
	const srtp_cipher_type_t CounterType = {
		alloc<CounterType, Counter>,
		dealloc<Counter>,
		counterInit,
		/*set_aad*/ nullptr,
		counterProcess,
		counterProcess,
		counterSetIv,
		/*get_tag*/ nullptr,
		"AES-128 counter mode by OpenSSL",
		&CounterAnswer,
		SRTP_AES_ICM_128,
	};

	srtp_err_status_t hmacDealloc(srtp_auth_pointer_t auth)
	{
		OPENSSL_cleanse(auth->state, sizeof(Hmac));
		delete static_cast<Hmac*>(auth->state);
		delete auth;

		return srtp_err_status_ok;
	}

	srtp_err_status_t hmacAlloc(srtp_auth_pointer_t* auth, int keyLength, int tagLength)
	{
		if (tagLength < 0 || tagLength > SHA_DIGEST_LENGTH)
		{
			return srtp_err_status_bad_param;
		}

		auto made  = std::unique_ptr<srtp_auth_t>(new (std::nothrow) srtp_auth_t{});
		auto state = std::unique_ptr<Hmac>(new (std::nothrow) Hmac{});

		if (!made || !state)
		{
			return srtp_err_status_alloc_fail;
		}

		made->type    = &HmacType;
		made->key_len = keyLength;
		made->out_len = tagLength;
		made->state   = state.release();
		*auth         = made.release();

		return srtp_err_status_ok;
	}

	const srtp_auth_type_t HmacType = {
		hmacAlloc, hmacDealloc, hmacInit,    hmacCompute,   hmacUpdate,
		hmacStart, "HMAC-SHA1 by OpenSSL", &HmacAnswer, SRTP_HMAC_SHA1,
	};
} // namespace

srtp_err_status_t srtp_use_openssl()
{
	for (const srtp_cipher_type_t* type : { &Gcm128Type, &Gcm256Type, &CounterType })
	{
		const srtp_err_status_t status = srtp_replace_cipher_type(type, type->id);

		if (status != srtp_err_status_ok)
		{
			return status;
		}
	}

	return srtp_replace_auth_type(&HmacType, HmacType.id);
}

// The hash of text and bytes: SipHash-1-3 under a key of 128 bits that is drawn anew for each process, so that nobody can
// prepare keys that collide. Bytes hash as they are, text as the bytes of its code points in the least of 1, 2 and 4 bytes
// that holds them all: ASCII hashes like the bytes of the same content, and under the same key all agrees with CPython.
//
// 0 is the hash of what is empty; -1 never comes out.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace krait::text {

struct HashKey {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};

/// The key of this process. Written once, before the first string is made, and never after: hashes are kept in strings and
/// tables, and have to be computed where there is nothing but the string.
inline constinit HashKey process_hash_key{};

/// The key that a PYTHONHASHSEED stands for, as in CPython; 0: all zero.
HashKey hash_key_of_seed(std::uint32_t seed);
/// A key from the system's source of randomness.
HashKey random_hash_key();

/// SipHash-1-3, fed with words of 8 bytes, least significant byte first.
class SipHash13 {
public:
    explicit SipHash13(const HashKey& key)
        : v0_(key.first ^ 0x736F6D6570736575u),
          v1_(key.second ^ 0x646F72616E646F6Du),
          v2_(key.first ^ 0x6C7967656E657261u),
          v3_(key.second ^ 0x7465646279746573u) {}

    void add(std::uint64_t word) {
        v3_ ^= word;
        round();
        v0_ ^= word;
    }
    /// `tail`: the last (size % 8) bytes; `size`: of all in bytes.
    std::uint64_t finish(std::uint64_t tail, std::uint64_t size) {
        add(tail | (size << 56));
        v2_ ^= 0xFF;
        round();
        round();
        round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

private:
    void round() {
        v0_ += v1_;
        v2_ += v3_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v1_;
        v0_ += v3_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ = std::rotl(v2_, 32);
    }
    std::uint64_t v0_, v1_, v2_, v3_;
};

namespace detail {

template <class Word>
std::uint64_t load_word(const char* at) {
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// The last size % 8 bytes of `size`, as a number. Reads overlap: what is in both parts is the same.
inline std::uint64_t load_tail(const char* data, std::size_t size) {
    const std::size_t left = size & 7;
    if (left == 0) return 0;
    if (size >= 8) return load_word<std::uint64_t>(data + size - 8) >> (64 - 8 * left);
    if (left >= 4) {
        return load_word<std::uint32_t>(data) | load_word<std::uint32_t>(data + left - 4)
                                                    << (8 * (left - 4));
    }
    const std::size_t middle = left / 2;
    return load_word<unsigned char>(data) |
           load_word<unsigned char>(data + middle) << (8 * middle) |
           load_word<unsigned char>(data + left - 1) << (8 * (left - 1));
}

inline std::uint64_t usable_hash(std::uint64_t hash) {
    return hash == ~std::uint64_t{0} ? hash - 1 : hash;
}

}  // namespace detail

/// The hash of bytes, or of ASCII text.
inline std::uint64_t hash_bytes(std::string_view bytes, const HashKey& key = process_hash_key) {
    if (bytes.empty()) return 0;
    SipHash13 hash(key);
    const char* at = bytes.data();
    for (std::size_t left = bytes.size(); left >= 8; left -= 8, at += 8)
        hash.add(detail::load_word<std::uint64_t>(at));
    return detail::usable_hash(
        hash.finish(detail::load_tail(bytes.data(), bytes.size()), bytes.size()));
}

/// The hash of well-formed text, ASCII or not.
std::uint64_t hash_text(std::string_view utf8, const HashKey& key = process_hash_key);

}  // namespace krait::text

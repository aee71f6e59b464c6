#include "runtime/modules/random_core.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace krait::random {

// ---- MT19937

namespace {

constexpr std::size_t kShift = 397;
constexpr std::uint32_t kUpper = 0x80000000u, kLower = 0x7FFFFFFFu;

std::uint32_t twist(std::uint32_t first, std::uint32_t second, std::uint32_t other) {
    std::uint32_t y = (first & kUpper) | (second & kLower);
    return other ^ (y >> 1) ^ (y & 1 ? 0x9908B0DFu : 0);
}

}  // namespace

void MersenneTwister::refill() {
    for (std::size_t i = 0; i < kWords; i++)
        words_[i] = twist(words_[i], words_[(i + 1) % kWords], words_[(i + kShift) % kWords]);
    index_ = 0;
}

void MersenneTwister::seed_with_word(std::uint32_t word) {
    words_[0] = word;
    for (std::uint32_t i = 1; i < kWords; i++)
        words_[i] = 1812433253u * (words_[i - 1] ^ (words_[i - 1] >> 30)) + i;
    index_ = kWords;
}

void MersenneTwister::seed(std::span<const std::uint32_t> key) {
    seed_with_word(19650218u);
    std::size_t i = 1, j = 0;
    auto advance = [&] {
        if (++i < kWords) return;
        words_[0] = words_[kWords - 1];
        i = 1;
    };
    auto before = [&] { return words_[i - 1] ^ (words_[i - 1] >> 30); };
    for (std::size_t k = std::max(kWords, key.size()); k > 0; k--) {
        words_[i] = (words_[i] ^ (before() * 1664525u)) + key[j] + static_cast<std::uint32_t>(j);
        advance();
        if (++j == key.size()) j = 0;
    }
    for (std::size_t k = kWords - 1; k > 0; k--) {
        words_[i] = (words_[i] ^ (before() * 1566083941u)) - static_cast<std::uint32_t>(i);
        advance();
    }
    words_[0] = kUpper;
}

void MersenneTwister::restore(std::span<const std::uint32_t> words, std::uint32_t index) {
    std::copy(words.begin(), words.end(), words_);
    index_ = index;
}

// ---- SHA-512

namespace {

constexpr std::size_t kBlock = 128;

// Fractional parts of the square roots of the first 8 primes and of the cube roots of the first 80.
constexpr std::uint64_t kStart[8] = {
    0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u,
    0x510e527fade682d1u, 0x9b05688c2b3e6c1fu, 0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u,
};
constexpr std::uint64_t kRound[80] = {
    0x428a2f98d728ae22u, 0x7137449123ef65cdu, 0xb5c0fbcfec4d3b2fu, 0xe9b5dba58189dbbcu,
    0x3956c25bf348b538u, 0x59f111f1b605d019u, 0x923f82a4af194f9bu, 0xab1c5ed5da6d8118u,
    0xd807aa98a3030242u, 0x12835b0145706fbeu, 0x243185be4ee4b28cu, 0x550c7dc3d5ffb4e2u,
    0x72be5d74f27b896fu, 0x80deb1fe3b1696b1u, 0x9bdc06a725c71235u, 0xc19bf174cf692694u,
    0xe49b69c19ef14ad2u, 0xefbe4786384f25e3u, 0x0fc19dc68b8cd5b5u, 0x240ca1cc77ac9c65u,
    0x2de92c6f592b0275u, 0x4a7484aa6ea6e483u, 0x5cb0a9dcbd41fbd4u, 0x76f988da831153b5u,
    0x983e5152ee66dfabu, 0xa831c66d2db43210u, 0xb00327c898fb213fu, 0xbf597fc7beef0ee4u,
    0xc6e00bf33da88fc2u, 0xd5a79147930aa725u, 0x06ca6351e003826fu, 0x142929670a0e6e70u,
    0x27b70a8546d22ffcu, 0x2e1b21385c26c926u, 0x4d2c6dfc5ac42aedu, 0x53380d139d95b3dfu,
    0x650a73548baf63deu, 0x766a0abb3c77b2a8u, 0x81c2c92e47edaee6u, 0x92722c851482353bu,
    0xa2bfe8a14cf10364u, 0xa81a664bbc423001u, 0xc24b8b70d0f89791u, 0xc76c51a30654be30u,
    0xd192e819d6ef5218u, 0xd69906245565a910u, 0xf40e35855771202au, 0x106aa07032bbd1b8u,
    0x19a4c116b8d2d0c8u, 0x1e376c085141ab53u, 0x2748774cdf8eeb99u, 0x34b0bcb5e19b48a8u,
    0x391c0cb3c5c95a63u, 0x4ed8aa4ae3418acbu, 0x5b9cca4f7763e373u, 0x682e6ff3d6b2b8a3u,
    0x748f82ee5defb2fcu, 0x78a5636f43172f60u, 0x84c87814a1f0ab72u, 0x8cc702081a6439ecu,
    0x90befffa23631e28u, 0xa4506cebde82bde9u, 0xbef9a3f7b2c67915u, 0xc67178f2e372532bu,
    0xca273eceea26619cu, 0xd186b8c721c0c207u, 0xeada7dd6cde0eb1eu, 0xf57d4f7fee6ed178u,
    0x06f067aa72176fbau, 0x0a637dc5a2c898a6u, 0x113f9804bef90daeu, 0x1b710b35131c471bu,
    0x28db77f523047d84u, 0x32caab7b40c72493u, 0x3c9ebe0a15c9bebcu, 0x431d67c49c100d4cu,
    0x4cc5d4becb3e42b6u, 0x597f299cfc657e2au, 0x5fcb6fab3ad6faecu, 0x6c44198c4a475817u,
};

std::uint64_t load_big_endian(const std::uint8_t* at) {
    std::uint64_t word = 0;
    for (int i = 0; i < 8; i++) word = word << 8 | at[i];
    return word;
}
void store_big_endian(std::uint8_t* at, std::uint64_t word) {
    for (int i = 7; i >= 0; i--, word >>= 8) at[i] = static_cast<std::uint8_t>(word);
}

std::uint64_t small_sigma(std::uint64_t x, int a, int b, int shift) {
    return std::rotr(x, a) ^ std::rotr(x, b) ^ (x >> shift);
}
std::uint64_t big_sigma(std::uint64_t x, int a, int b, int c) {
    return std::rotr(x, a) ^ std::rotr(x, b) ^ std::rotr(x, c);
}

void compress(std::uint64_t (&state)[8], const std::uint8_t* block) {
    std::uint64_t w[80];
    for (int i = 0; i < 16; i++) w[i] = load_big_endian(block + 8 * i);
    for (int i = 16; i < 80; i++)
        w[i] = w[i - 16] + small_sigma(w[i - 15], 1, 8, 7) + w[i - 7] +
               small_sigma(w[i - 2], 19, 61, 6);
    std::uint64_t a = state[0], b = state[1], c = state[2], d = state[3];
    std::uint64_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 80; i++) {
        std::uint64_t choice = (e & f) ^ (~e & g);
        std::uint64_t majority = (a & b) ^ (a & c) ^ (b & c);
        std::uint64_t t1 = h + big_sigma(e, 14, 18, 41) + choice + kRound[i] + w[i];
        std::uint64_t t2 = big_sigma(a, 28, 34, 39) + majority;
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    const std::uint64_t mixed[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++) state[i] += mixed[i];
}

}  // namespace

std::array<std::uint8_t, 64> sha512(std::string_view message) {
    std::uint64_t state[8];
    std::copy(std::begin(kStart), std::end(kStart), state);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(message.data());
    std::size_t left = message.size();
    for (; left >= kBlock; left -= kBlock, bytes += kBlock) compress(state, bytes);
    // The rest, a one bit, zeros, and the length in bits as 16 bytes: one block or two.
    std::uint8_t tail[2 * kBlock] = {};
    if (left > 0) std::memcpy(tail, bytes, left);
    tail[left] = 0x80;
    std::size_t tail_size = left + 17 <= kBlock ? kBlock : 2 * kBlock;
    store_big_endian(tail + tail_size - 16, message.size() >> 61);
    store_big_endian(tail + tail_size - 8, message.size() << 3);
    for (std::size_t at = 0; at < tail_size; at += kBlock) compress(state, tail + at);
    std::array<std::uint8_t, 64> digest;
    for (std::size_t i = 0; i < 8; i++) store_big_endian(digest.data() + 8 * i, state[i]);
    return digest;
}

}  // namespace krait::random

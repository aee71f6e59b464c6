// What the random module computes with, without values and threads: the Mersenne Twister MT19937
// with the seeding of its authors (init_by_array), and SHA-512, by which texts become seeds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace krait::random {

class MersenneTwister {
public:
    static constexpr std::size_t kWords = 624;

    void seed(std::span<const std::uint32_t> key);  // the key is not empty
    std::uint32_t next() {
        if (index_ >= kWords) refill();
        std::uint32_t y = words_[index_++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680u;
        y ^= (y << 15) & 0xEFC60000u;
        return y ^ (y >> 18);
    }
    // In [0, 1), with 53 random bits.
    double next_double() {
        std::uint32_t high = next() >> 5, low = next() >> 6;
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
    }

    std::span<const std::uint32_t> words() const { return words_; }
    std::uint32_t index() const { return index_; }
    void restore(std::span<const std::uint32_t> words, std::uint32_t index);

private:
    void seed_with_word(std::uint32_t word);
    void refill();

    std::uint32_t words_[kWords];
    std::uint32_t index_;
};

std::array<std::uint8_t, 64> sha512(std::string_view message);

}  // namespace krait::random

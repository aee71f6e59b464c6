// Hash values. Numbers hash as CPython's do (modulo 2^61 - 1, so equal numbers of different types
// agree), tuples and frozensets combine as CPython's do: hash(1.5), hash((1, 2)) and the like have
// CPython's values. Strings and bytes are in siphash.h.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace krait::text {

inline constexpr unsigned kHashBits = 61;
inline constexpr std::uint64_t kHashModulus = (std::uint64_t{1} << kHashBits) - 1;
inline constexpr std::int64_t kHashInfinity = 314159;
inline constexpr std::uint64_t kHashImaginary = 1000003;

namespace detail {

inline std::uint64_t multiply_fold(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline constexpr std::uint64_t kMix = 0x6A09E667F3BCC909u;  // odd, with balanced bits

}  // namespace detail

/// CPython keeps -1 for errors: a hash of -1 becomes -2.
constexpr std::int64_t avoid_minus_one(std::int64_t hash) {
    return hash == -1 ? -2 : hash;
}

constexpr std::int64_t hash_magnitude(std::uint64_t reduced, bool negative) {
    const auto value = static_cast<std::int64_t>(reduced);
    return avoid_minus_one(negative ? -value : value);
}

/// hash(int) for one machine word.
constexpr std::int64_t hash_int(std::int64_t value) {
    const bool negative = value < 0;
    const std::uint64_t magnitude = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                                             : static_cast<std::uint64_t>(value);
    return hash_magnitude(magnitude % kHashModulus, negative);
}

/// hash(int) for a magnitude in 64-bit limbs, least first.
inline std::int64_t hash_limbs(std::span<const std::uint64_t> limbs, bool negative) {
    // 2^64 is 2^3 modulo 2^61 - 1: shift the running value by 3 within 61 bits, add the limb.
    std::uint64_t value = 0;
    for (std::size_t i = limbs.size(); i-- > 0;) {
        value = ((value << 3) & kHashModulus) | (value >> (kHashBits - 3));
        value += (limbs[i] & kHashModulus) + (limbs[i] >> kHashBits);
        while (value >= kHashModulus) value -= kHashModulus;
    }
    return hash_magnitude(value, negative);
}

/// hash(float). A NaN has no value to hash: the caller decides (by bits, as identity is by value).
inline std::int64_t hash_double(double value) {
    if (!std::isfinite(value)) {
        if (std::isinf(value)) return value > 0 ? kHashInfinity : -kHashInfinity;
        return avoid_minus_one(static_cast<std::int64_t>(
            detail::multiply_fold(std::bit_cast<std::uint64_t>(value), detail::kMix)));
    }
    int exponent;
    const double fraction = std::frexp(std::fabs(value), &exponent);
    // fraction * 2^53 is a whole number below 2^53; 2^n modulo 2^61 - 1 is a rotation by n.
    const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
    exponent -= 53;
    const unsigned turn = exponent >= 0
                              ? static_cast<unsigned>(exponent) % kHashBits
                              : kHashBits - 1 - static_cast<unsigned>(-1 - exponent) % kHashBits;
    std::uint64_t reduced =
        ((mantissa << turn) & kHashModulus) | (turn == 0 ? 0 : mantissa >> (kHashBits - turn));
    if (reduced == kHashModulus) reduced = 0;
    return hash_magnitude(reduced, std::signbit(value));
}

/// hash(complex).
inline std::int64_t hash_complex(double real, double imag) {
    const auto hash = static_cast<std::uint64_t>(hash_double(real)) +
                      kHashImaginary * static_cast<std::uint64_t>(hash_double(imag));
    return avoid_minus_one(static_cast<std::int64_t>(hash));
}

/// hash(tuple): add each item's hash in order, then finish. (Slices hash the same way.)
class TupleHasher {
public:
    constexpr void add(std::int64_t item_hash) {
        state_ += static_cast<std::uint64_t>(item_hash) * kPrime2;
        state_ = std::rotl(state_, 31) * kPrime1;
        ++count_;
    }
    constexpr std::int64_t finish() const {
        const std::uint64_t hash = state_ + (count_ ^ (kPrime5 ^ 3527539u));
        return hash == ~std::uint64_t{0} ? 1546275796 : static_cast<std::int64_t>(hash);
    }

private:
    static constexpr std::uint64_t kPrime1 = 11400714785074694791u;
    static constexpr std::uint64_t kPrime2 = 14029467366897019727u;
    static constexpr std::uint64_t kPrime5 = 2870177450012600261u;
    std::uint64_t state_ = kPrime5;
    std::uint64_t count_ = 0;
};

/// hash(frozenset): items in any order.
class FrozenSetHasher {
public:
    constexpr void add(std::int64_t item_hash) {
        const auto bits = static_cast<std::uint64_t>(item_hash);
        state_ ^= ((bits ^ 89869747u) ^ (bits << 16)) * 3644798167u;
        ++count_;
    }
    constexpr std::int64_t finish() const {
        std::uint64_t hash = state_ ^ ((count_ + 1) * 1927868237u);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash * 69069u + 907133923u;
        return hash == ~std::uint64_t{0} ? 590923713 : static_cast<std::int64_t>(hash);
    }

private:
    std::uint64_t state_ = 0;
    std::uint64_t count_ = 0;
};

}  // namespace krait::text

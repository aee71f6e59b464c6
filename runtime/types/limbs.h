// Arithmetic on magnitudes: spans of 64-bit limbs, least significant first, without leading zeros
// ("trimmed"; zero has no limbs). The layer below int: it knows neither values nor the heap, so it
// can be tested alone. GMP's mpn_* functions do the heavy work.
//
// Invariants: nothing here allocates; results and scratch are the caller's, who sizes them as each
// function says. Every returned size is trimmed. Results may not overlap operands unless a function
// says so. Some mpn_* functions want temporary memory for big operands: calls with more than
// kStackOnlyLimbs limbs go through run_with_gmp_memory() (gmp_memory.h).
#pragma once

#include <gmp.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace krait::limbs {

using Limb = mp_limb_t;
using Wide = unsigned __int128;
static_assert(sizeof(Limb) == 8 && GMP_NAIL_BITS == 0);

inline constexpr unsigned kLimbBits = 64;
// Up to this many limbs GMP keeps its temporaries on the stack.
inline constexpr std::size_t kStackOnlyLimbs = 400;

inline std::size_t trim(const Limb* limbs, std::size_t n) {
    while (n > 0 && limbs[n - 1] == 0) n--;
    return n;
}
// Bits of a trimmed magnitude; 0 for zero.
inline std::uint64_t bit_length(const Limb* limbs, std::size_t n) {
    return n == 0 ? 0 : n * kLimbBits - static_cast<unsigned>(__builtin_clzl(limbs[n - 1]));
}
std::uint64_t bit_count(const Limb* limbs, std::size_t n);
std::uint64_t trailing_zeros(const Limb* limbs, std::size_t n);  // of a magnitude that is not zero
bool test_bit(const Limb* limbs, std::size_t n, std::uint64_t bit);
// -1, 0, 1.
int compare(const Limb* a, std::size_t an, const Limb* b, std::size_t bn);

// ---- sums, products, shifts
// Room: max(an, bn) + 1. `out` may be `a` or `b`.
std::size_t add(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn);
// a - b, where a >= b. Room: an. `out` may be `a` or `b`.
std::size_t subtract(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn);
// Room: an + bn.
std::size_t multiply(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn);
// In place. Room for one more limb.
std::size_t add_one(Limb* a, std::size_t n);
std::size_t multiply_small(Limb* a, std::size_t n, Limb factor);
// Room: n + bits / 64 + 1. `out` may be `a`.
std::size_t shift_left(Limb* out, const Limb* a, std::size_t n, std::uint64_t bits);
// Drops bits; *lost says whether any of them was set. Room: n (at most). `out` may be `a`.
std::size_t shift_right(Limb* out, const Limb* a, std::size_t n, std::uint64_t bits, bool* lost);

// ---- division
struct Division {
    std::size_t quotient, remainder;  // sizes
};
// Truncated; bn > 0. Room: quotient an - bn + 1 (1 when an < bn), remainder bn.
Division divide(Limb* quotient, Limb* remainder, const Limb* a, std::size_t an, const Limb* b,
                std::size_t bn);
// Floored: the quotient and remainder of signed operands, as magnitudes. The quotient is negative
// when the signs differ, the remainder has the sign of b. Room: quotient one limb more than
// divide().
Division divide_floor(Limb* quotient, Limb* remainder, const Limb* a, std::size_t an, const Limb* b,
                      std::size_t bn, bool signs_differ);

// ---- two's complement
enum class BitOp { And, Or, Xor };
// Room: max(an, bn) + 1.
std::size_t bitwise(BitOp op, Limb* out, const Limb* a, std::size_t an, bool a_negative,
                    const Limb* b, std::size_t bn, bool b_negative, bool* negative);
// Writes `length` bytes of the value in two's complement; false when it doesn't fit (for
// `is_signed`: with a sign bit). Negative values need is_signed.
bool to_bytes(std::uint8_t* out, std::size_t length, bool little_endian, bool is_signed,
              const Limb* a, std::size_t n, bool negative);
// Room: length / 8 + 1.
std::size_t from_bytes(Limb* out, const std::uint8_t* bytes, std::size_t length, bool little_endian,
                       bool is_signed, bool* negative);

// ---- floats
// Rounded to nearest, ties to even; infinity when too great.
double to_double(const Limb* a, std::size_t n);
// value = result * 2^*exponent, the result in [0.5, 1) rounded to nearest; 0 for zero.
double to_fraction(const Limb* a, std::size_t n, std::int64_t* exponent);
// The integral part of |value|, which is finite. Room: kDoubleLimbs.
inline constexpr std::size_t kDoubleLimbs = 17;
std::size_t from_double(Limb* out, double value);
// a / b correctly rounded, infinity when too great; bn > 0. Scratch: ratio_scratch(an, bn) limbs.
std::size_t ratio_scratch(std::size_t an, std::size_t bn);
double ratio(const Limb* a, std::size_t an, const Limb* b, std::size_t bn, Limb* scratch);

// ---- text (bases 2 to 36, lower case)
// Room for the digits of n limbs.
std::size_t digits_bound(std::size_t n, unsigned base);
// A number of decimal digits that n limbs certainly have at least.
std::uint64_t least_decimal_digits(const Limb* a, std::size_t n);
// Destroys `a`, which has room for one more limb. Returns the number of digits (at least one).
std::size_t to_digits(char* out, Limb* a, std::size_t n, unsigned base);
// Digits without sign or separators, already lower case. `bytes` has room for digits.size() bytes.
std::size_t limbs_bound(std::size_t digits, unsigned base);  // + 1 for GMP's sake
std::size_t from_digits(Limb* out, std::string_view digits, unsigned base, unsigned char* bytes);

// ---- powers (limbs_power.cpp)
// Bits that base**exponent has at most; saturates.
std::uint64_t power_bits_bound(std::uint64_t base_bits, std::uint64_t exponent);
// base**exponent for n > 0. `out` and `scratch` have power_room() limbs each; the result is in
// `out`.
std::size_t power_room(const Limb* base, std::size_t n, std::uint64_t exponent);
std::size_t power(Limb* out, const Limb* base, std::size_t n, std::uint64_t exponent,
                  Limb* scratch);
// base**exponent % modulus, for base < modulus, modulus > 1. Room: mn; scratch:
// power_mod_scratch(mn).
std::size_t power_mod_scratch(std::size_t mn);
std::size_t power_mod(Limb* out, const Limb* base, std::size_t n, const Limb* exponent,
                      std::size_t en, const Limb* modulus, std::size_t mn, Limb* scratch);
std::uint64_t power_mod_word(std::uint64_t base, const Limb* exponent, std::size_t en,
                             std::uint64_t modulus);
// The inverse of a (0 <= a < m) modulo m > 1; 0 limbs when there is none. Room: mn + 1; scratch:
// inverse_scratch(mn).
std::size_t inverse_scratch(std::size_t mn);
std::size_t inverse(Limb* out, const Limb* a, std::size_t an, const Limb* m, std::size_t mn,
                    Limb* scratch);
std::uint64_t gcd_word(std::uint64_t a, std::uint64_t b);
// Both > 0. Room: min(an, bn) + 1; scratch: an + bn + 2.
std::size_t gcd(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn,
                Limb* scratch);
// The integral square root. Room: (n + 1) / 2; scratch: n.
std::size_t square_root(Limb* out, const Limb* a, std::size_t n, Limb* scratch);

}  // namespace krait::limbs

// Magnitudes: sums, products, shifts, division, two's complement, floats and text.
#include "runtime/types/limbs.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace krait::limbs {

namespace {

mp_size_t size_of(std::size_t n) {
    return static_cast<mp_size_t>(n);
}

// Zeros, which mpn_zero leaves alone for n == 0.
void clear(Limb* out, std::size_t n) {
    if (n > 0) std::memset(out, 0, n * sizeof(Limb));
}
void copy(Limb* out, const Limb* a, std::size_t n) {
    if (n > 0 && out != a) std::memmove(out, a, n * sizeof(Limb));
}
bool any_set(const Limb* a, std::size_t n) {
    return trim(a, n) != 0;
}

}  // namespace

// ---- bits and order

std::uint64_t bit_count(const Limb* limbs, std::size_t n) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < n; i++)
        count += static_cast<unsigned>(__builtin_popcountl(limbs[i]));
    return count;
}

std::uint64_t trailing_zeros(const Limb* limbs, std::size_t n) {
    std::size_t i = 0;
    while (i + 1 < n && limbs[i] == 0) i++;
    return i * kLimbBits + static_cast<unsigned>(__builtin_ctzl(limbs[i]));
}

bool test_bit(const Limb* limbs, std::size_t n, std::uint64_t bit) {
    return bit / kLimbBits < n && (limbs[bit / kLimbBits] >> (bit % kLimbBits) & 1);
}

int compare(const Limb* a, std::size_t an, const Limb* b, std::size_t bn) {
    if (an != bn) return an < bn ? -1 : 1;
    for (std::size_t i = an; i-- > 0;)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
}

// ---- sums, products, shifts

std::size_t add(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn) {
    if (an < bn) std::swap(a, b), std::swap(an, bn);
    if (bn == 0) {
        copy(out, a, an);
        return an;
    }
    Limb carry = mpn_add(out, a, size_of(an), b, size_of(bn));
    out[an] = carry;
    return an + carry;
}

std::size_t subtract(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn) {
    if (bn == 0)
        copy(out, a, an);
    else
        mpn_sub(out, a, size_of(an), b, size_of(bn));
    return trim(out, an);
}

std::size_t multiply(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn) {
    if (an < bn) std::swap(a, b), std::swap(an, bn);
    if (bn == 0) return 0;
    if (bn == 1)
        out[an] = mpn_mul_1(out, a, size_of(an), b[0]);
    else if (a == b && an == bn)
        mpn_sqr(out, a, size_of(an));
    else
        mpn_mul(out, a, size_of(an), b, size_of(bn));
    return trim(out, an + bn);
}

std::size_t add_one(Limb* a, std::size_t n) {
    for (std::size_t i = 0; i < n; i++)
        if (++a[i] != 0) return n;
    a[n] = 1;
    return n + 1;
}

std::size_t multiply_small(Limb* a, std::size_t n, Limb factor) {
    if (n == 0) return 0;
    a[n] = mpn_mul_1(a, a, size_of(n), factor);
    return trim(a, n + 1);
}

std::size_t shift_left(Limb* out, const Limb* a, std::size_t n, std::uint64_t bits) {
    if (n == 0) return 0;
    std::size_t whole = bits / kLimbBits;
    unsigned part = bits % kLimbBits;
    if (part == 0) {
        copy(out + whole, a, n);
        clear(out, whole);
        return n + whole;
    }
    // mpn_lshift goes from the top down, so it may shift upwards within one array.
    Limb top = mpn_lshift(out + whole, a, size_of(n), part);
    out[whole + n] = top;
    clear(out, whole);
    return n + whole + (top != 0);
}

std::size_t shift_right(Limb* out, const Limb* a, std::size_t n, std::uint64_t bits, bool* lost) {
    std::size_t whole = bits / kLimbBits;
    unsigned part = bits % kLimbBits;
    if (whole >= n) {
        *lost = any_set(a, n);
        return 0;
    }
    *lost = any_set(a, whole);
    if (part == 0)
        copy(out, a + whole, n - whole);
    else
        *lost |= mpn_rshift(out, a + whole, size_of(n - whole), part) != 0;
    return trim(out, n - whole);
}

// ---- division

Division divide(Limb* quotient, Limb* remainder, const Limb* a, std::size_t an, const Limb* b,
                std::size_t bn) {
    if (an < bn || (an == bn && compare(a, an, b, bn) < 0)) {
        copy(remainder, a, an);
        return {0, an};
    }
    if (bn == 1) {
        remainder[0] = mpn_divrem_1(quotient, 0, a, size_of(an), b[0]);
        return {trim(quotient, an), remainder[0] != 0 ? std::size_t{1} : 0};
    }
    mpn_tdiv_qr(quotient, remainder, 0, a, size_of(an), b, size_of(bn));
    return {trim(quotient, an - bn + 1), trim(remainder, bn)};
}

Division divide_floor(Limb* quotient, Limb* remainder, const Limb* a, std::size_t an, const Limb* b,
                      std::size_t bn, bool signs_differ) {
    Division sizes = divide(quotient, remainder, a, an, b, bn);
    if (signs_differ && sizes.remainder != 0) {
        sizes.quotient = add_one(quotient, sizes.quotient);
        sizes.remainder = subtract(remainder, b, bn, remainder, sizes.remainder);
    }
    return sizes;
}

// ---- two's complement

namespace {

// Yields the limbs of a signed number in two's complement, one after the other, without end.
class TwosComplement {
public:
    TwosComplement(const Limb* limbs, std::size_t n, bool negative)
        : limbs_(limbs), n_(n), flip_(negative ? ~Limb{0} : 0), carry_(negative) {}
    Limb next() {
        Limb limb = (at_ < n_ ? limbs_[at_] : 0) ^ flip_;
        at_++;
        limb += carry_;
        carry_ = carry_ && limb == 0;
        return limb;
    }

private:
    const Limb* limbs_;
    std::size_t n_;
    std::size_t at_ = 0;
    Limb flip_;
    bool carry_;
};

// Turns `n` limbs of two's complement, known to be negative, into a magnitude (in place; room for n
// + 1).
std::size_t negate_in_place(Limb* a, std::size_t n) {
    for (std::size_t i = 0; i < n; i++) a[i] = ~a[i];
    return add_one(a, trim(a, n));
}

Limb apply(BitOp op, Limb a, Limb b) {
    switch (op) {
        case BitOp::And: return a & b;
        case BitOp::Or: return a | b;
        default: return a ^ b;
    }
}

}  // namespace

std::size_t bitwise(BitOp op, Limb* out, const Limb* a, std::size_t an, bool a_negative,
                    const Limb* b, std::size_t bn, bool b_negative, bool* negative) {
    std::size_t n = std::max(an, bn);
    TwosComplement left(a, an, a_negative), right(b, bn, b_negative);
    for (std::size_t i = 0; i < n; i++) out[i] = apply(op, left.next(), right.next());
    *negative = apply(op, a_negative, b_negative) != 0;
    if (!*negative) return trim(out, n);
    // The sign limb above: a magnitude of exactly 2^(64 n) needs it.
    for (std::size_t i = 0; i < n; i++) out[i] = ~out[i];
    out[n] = 0;
    return add_one(out, trim(out, n));
}

namespace {

bool fits_bytes(std::size_t length, bool is_signed, const Limb* a, std::size_t n, bool negative) {
    std::uint64_t bits = bit_length(a, n);
    if (length >= (std::uint64_t{1} << 59)) return true;
    if (!is_signed) return bits <= length * 8;
    if (bits < length * 8) return true;
    // -2^(bits-1) is the one value whose magnitude reaches the sign bit.
    return negative && bits == length * 8 && trailing_zeros(a, n) == bits - 1;
}

}  // namespace

bool to_bytes(std::uint8_t* out, std::size_t length, bool little_endian, bool is_signed,
              const Limb* a, std::size_t n, bool negative) {
    if (n != 0 && !fits_bytes(length, is_signed, a, n, negative)) return false;
    TwosComplement source(a, n, negative);
    Limb limb = 0;
    for (std::size_t i = 0; i < length; i++) {
        if (i % 8 == 0) limb = source.next();
        out[little_endian ? i : length - 1 - i] = static_cast<std::uint8_t>(limb);
        limb >>= 8;
    }
    return true;
}

std::size_t from_bytes(Limb* out, const std::uint8_t* bytes, std::size_t length, bool little_endian,
                       bool is_signed, bool* negative) {
    auto byte = [&](std::size_t i) -> Limb { return bytes[little_endian ? i : length - 1 - i]; };
    *negative = is_signed && length > 0 && (byte(length - 1) & 0x80);
    std::size_t n = (length + 7) / 8;
    for (std::size_t i = 0; i < n; i++) {
        Limb limb = 0;
        for (std::size_t k = 0; k < 8; k++) {
            std::size_t at = i * 8 + k;
            Limb value = at < length ? byte(at) : *negative ? 0xFF : 0;
            limb |= value << (8 * k);
        }
        out[i] = limb;
    }
    return *negative ? negate_in_place(out, n) : trim(out, n);
}

// ---- floats

namespace {

// The top 64 bits of a magnitude (the highest one set) with everything below them folded into bit 0
// ("sticky").
Limb top_word(const Limb* a, std::size_t n) {
    unsigned room = static_cast<unsigned>(__builtin_clzl(a[n - 1]));
    Limb top = a[n - 1] << room;
    if (n > 1 && room > 0) top |= a[n - 2] >> (kLimbBits - room);
    bool below = n > 1 && (a[n - 2] << room) != 0;
    return top | (below || (n > 2 && any_set(a, n - 2)));
}

// `word` with its `drop` low bits rounded away, ties to even. Bit 0 is sticky.
Limb round_word(Limb word, unsigned drop) {
    if (drop == 0) return word;
    if (drop > 64) return 0;
    Limb kept = drop == 64 ? 0 : word >> drop;
    Limb half = Limb{1} << (drop - 1);
    Limb rest = drop == 64 ? word : word & ((half << 1) - 1);
    if (rest > half || (rest == half && (kept & 1))) kept++;
    return kept;
}

// word * 2^exponent, rounded once, subnormal results included. The word has its top bit set; bit 0
// is sticky.
double assemble(Limb word, std::int64_t exponent) {
    std::int64_t top = exponent + 63;  // the value is in [2^top, 2^(top + 1))
    if (top > 1023) return HUGE_VAL;
    // Normal doubles keep 53 bits; subnormal ones what lies above 2^-1074.
    std::int64_t drop = std::max<std::int64_t>(11, -1074 - exponent);
    if (drop > 64) return 0.0;
    Limb kept = round_word(word, static_cast<unsigned>(drop));
    return std::ldexp(static_cast<double>(kept), static_cast<int>(exponent + drop));
}

}  // namespace

double to_double(const Limb* a, std::size_t n) {
    if (n == 0) return 0.0;
    if (n > 16) return HUGE_VAL;
    auto bits = static_cast<std::int64_t>(bit_length(a, n));
    return assemble(top_word(a, n), bits - 64);
}

double to_fraction(const Limb* a, std::size_t n, std::int64_t* exponent) {
    *exponent = 0;
    if (n == 0) return 0.0;
    int carry = 0;
    double fraction = std::frexp(assemble(top_word(a, n), -64), &carry);
    *exponent = static_cast<std::int64_t>(bit_length(a, n)) + carry;
    return fraction;
}

std::size_t from_double(Limb* out, double value) {
    int exponent = 0;
    double fraction = std::frexp(std::fabs(value), &exponent);
    if (exponent <= 0) return 0;
    auto mantissa = static_cast<Limb>(std::ldexp(fraction, 53));
    if (exponent <= 53) {
        out[0] = mantissa >> (53 - exponent);
        return 1;
    }
    return shift_left(out, &mantissa, 1, static_cast<std::uint64_t>(exponent - 53));
}

std::size_t ratio_scratch(std::size_t an, std::size_t bn) {
    // The shifted dividend, the shifted divisor, quotient and remainder: whichever operand is
    // shifted.
    std::size_t longest = std::max(an, bn) + 4;
    return 4 * longest;
}

double ratio(const Limb* a, std::size_t an, const Limb* b, std::size_t bn, Limb* scratch) {
    if (an == 0) return 0.0;
    auto a_bits = static_cast<std::int64_t>(bit_length(a, an));
    auto b_bits = static_cast<std::int64_t>(bit_length(b, bn));
    if (a_bits - b_bits > 1025) return HUGE_VAL;
    if (a_bits - b_bits < -1080) return 0.0;
    // Shift so that the quotient has 65 or 66 bits: more than enough for one correct rounding with
    // a sticky bit.
    std::int64_t shift = 65 - (a_bits - b_bits);
    std::size_t longest = std::max(an, bn) + 4;
    Limb* shifted = scratch;
    Limb* quotient = shifted + longest;
    Limb* remainder = quotient + longest;
    std::size_t shifted_size = 0;
    if (shift >= 0) {
        shifted_size = shift_left(shifted, a, an, static_cast<std::uint64_t>(shift));
        a = shifted, an = shifted_size;
    } else {
        shifted_size = shift_left(shifted, b, bn, static_cast<std::uint64_t>(-shift));
        b = shifted, bn = shifted_size;
    }
    Division sizes = divide(quotient, remainder, a, an, b, bn);
    Limb word = top_word(quotient, sizes.quotient) | (sizes.remainder != 0);
    auto quotient_bits = static_cast<std::int64_t>(bit_length(quotient, sizes.quotient));
    return assemble(word, quotient_bits - 64 - shift);
}

// ---- text

namespace {

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

// log2(base) rounded up and down, as multiples of 1/64.
unsigned log2_above(unsigned base) {
    return static_cast<unsigned>(std::ceil(std::log2(static_cast<double>(base)) * 64.0)) + 1;
}
unsigned log2_below(unsigned base) {
    double exact = std::log2(static_cast<double>(base)) * 64.0;
    return static_cast<unsigned>(std::floor(exact));
}

}  // namespace

std::size_t digits_bound(std::size_t n, unsigned base) {
    return n * kLimbBits * 64 / log2_below(base) + 2;
}

std::uint64_t least_decimal_digits(const Limb* a, std::size_t n) {
    std::uint64_t bits = bit_length(a, n);
    // log10(2) is above 0.30102999; a number of b bits is at least 2^(b-1).
    return bits == 0 ? 1
                     : static_cast<std::uint64_t>(static_cast<double>(bits - 1) * 0.30102999) + 1;
}

std::size_t to_digits(char* out, Limb* a, std::size_t n, unsigned base) {
    if (n == 0) {
        out[0] = '0';
        return 1;
    }
    auto* bytes = reinterpret_cast<unsigned char*>(out);
    std::size_t length = mpn_get_str(bytes, static_cast<int>(base), a, size_of(n));
    std::size_t zeros = 0;
    while (zeros + 1 < length && bytes[zeros] == 0) zeros++;
    if (zeros > 0) std::memmove(bytes, bytes + zeros, length - zeros);
    length -= zeros;
    for (std::size_t i = 0; i < length; i++) out[i] = kDigits[bytes[i]];
    return length;
}

std::size_t limbs_bound(std::size_t digits, unsigned base) {
    // Computed in two steps so that long texts don't overflow.
    unsigned per_digit = log2_above(base);
    return digits / 64 * per_digit / kLimbBits + digits % 64 * per_digit / 64 / kLimbBits + 5;
}

std::size_t from_digits(Limb* out, std::string_view digits, unsigned base, unsigned char* bytes) {
    std::size_t start = 0;
    while (start < digits.size() && digits[start] == '0') start++;
    digits.remove_prefix(start);
    if (digits.empty()) return 0;
    for (std::size_t i = 0; i < digits.size(); i++) {
        char c = digits[i];
        bytes[i] = static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return trim(out, static_cast<std::size_t>(
                         mpn_set_str(out, bytes, digits.size(), static_cast<int>(base))));
}

}  // namespace krait::limbs

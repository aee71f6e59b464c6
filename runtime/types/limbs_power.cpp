// Magnitudes: powers, powers modulo a number, inverses, greatest common divisors, square roots.
#include "runtime/types/limbs.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace krait::limbs {

namespace {

mp_size_t size_of(std::size_t n) {
    return static_cast<mp_size_t>(n);
}

void copy(Limb* out, const Limb* a, std::size_t n) {
    if (n > 0) std::memmove(out, a, n * sizeof(Limb));
}

}  // namespace

// ---- powers

std::uint64_t power_bits_bound(std::uint64_t base_bits, std::uint64_t exponent) {
    std::uint64_t bits;
    return __builtin_mul_overflow(base_bits, exponent, &bits) ? ~std::uint64_t{0} : bits;
}

std::size_t power_room(const Limb* base, std::size_t n, std::uint64_t exponent) {
    // Two limbs more than the result: a product's top limb may be zero, and so may that of the
    // final shift.
    return power_bits_bound(bit_length(base, n), exponent) / kLimbBits + n + 3;
}

std::size_t power(Limb* out, const Limb* base, std::size_t n, std::uint64_t exponent,
                  Limb* scratch) {
    if (exponent == 0) {
        out[0] = 1;
        return 1;
    }
    // The base's factors of two are put back by one shift at the end: 10**k is 5**k << k.
    std::uint64_t twos = trailing_zeros(base, n);
    bool lost;
    Limb* odd = scratch;
    std::size_t odd_size = shift_right(odd, base, n, twos, &lost);
    std::uint64_t total_shift = twos * exponent;
    if (odd_size == 1 && odd[0] == 1) {
        Limb one = 1;
        return shift_left(out, &one, 1, total_shift);
    }
    // Left to right, from `out` to `scratch` and back. The odd base itself must survive, so it goes
    // to the end of the scratch, which no product reaches: the products have at most power_room() -
    // n - 1 limbs.
    std::size_t room = power_room(base, n, exponent);
    Limb* factor = scratch + room - odd_size;
    copy(factor, odd, odd_size);
    Limb* current = out;
    Limb* other = scratch;
    copy(current, factor, odd_size);
    std::size_t size = odd_size;
    for (int bit = 62 - __builtin_clzl(exponent); bit >= 0; bit--) {
        size = multiply(other, current, size, current, size);
        std::swap(current, other);
        if (exponent >> bit & 1) {
            if (odd_size == 1) {
                size = multiply_small(current, size, factor[0]);
            } else {
                size = multiply(other, current, size, factor, odd_size);
                std::swap(current, other);
            }
        }
    }
    return shift_left(out, current, size, total_shift);
}

// ---- powers modulo a number

std::uint64_t power_mod_word(std::uint64_t base, const Limb* exponent, std::size_t en,
                             std::uint64_t modulus) {
    auto times = [modulus](std::uint64_t a, std::uint64_t b) {
        return static_cast<std::uint64_t>(static_cast<Wide>(a) * b % modulus);
    };
    std::uint64_t result = 1 % modulus;
    for (std::uint64_t bit = bit_length(exponent, en); bit-- > 0;) {
        result = times(result, result);
        if (test_bit(exponent, en, bit)) result = times(result, base);
    }
    return result;
}

namespace {

constexpr unsigned kWindowBits = 4;
constexpr std::size_t kWindowSize = std::size_t{1} << kWindowBits;

// Residues modulo a number, of exactly mn limbs each. Odd moduli are reduced by Montgomery's
// method, where the residues are multiples of 2^(64 mn); others by division.
class Residues {
public:
    Residues(const Limb* modulus, std::size_t mn, Limb* scratch)
        : modulus_(modulus),
          mn_(mn),
          product_(scratch),
          quotient_(scratch + 2 * mn + 1),
          montgomery_(modulus[0] & 1) {
        if (montgomery_) minus_inverse_ = negated_inverse(modulus[0]);
    }
    static std::size_t scratch_size(std::size_t mn) { return 4 * mn + 4; }

    void enter(Limb* out, const Limb* a, std::size_t n) {
        if (!montgomery_) {
            copy(out, a, n);
            std::fill(out + n, out + mn_, 0);
            return;
        }
        std::fill(product_, product_ + mn_, 0);
        copy(product_ + mn_, a, n);
        std::fill(product_ + mn_ + n, product_ + 2 * mn_, 0);
        mpn_tdiv_qr(quotient_, out, 0, product_, size_of(2 * mn_), modulus_, size_of(mn_));
    }
    void leave(Limb* a) {
        if (!montgomery_) return;
        copy(product_, a, mn_);
        std::fill(product_ + mn_, product_ + 2 * mn_, 0);
        reduce(a);
    }
    void multiply_into(Limb* out, const Limb* a, const Limb* b) {
        if (a == b)
            mpn_sqr(product_, a, size_of(mn_));
        else
            mpn_mul_n(product_, a, b, size_of(mn_));
        reduce(out);
    }

private:
    // -1/m modulo 2^64 by Newton's iteration: each step doubles the number of right bits.
    static Limb negated_inverse(Limb m) {
        Limb inverse = m;
        for (int i = 0; i < 6; i++) inverse *= 2 - m * inverse;
        return -inverse;
    }
    // product_ (2 mn limbs) to a residue in `out`.
    void reduce(Limb* out) {
        if (!montgomery_) {
            mpn_tdiv_qr(quotient_, out, 0, product_, size_of(2 * mn_), modulus_, size_of(mn_));
            return;
        }
        // Each round makes one low limb zero; its carry is kept in that limb's place until the end.
        for (std::size_t i = 0; i < mn_; i++)
            product_[i] =
                mpn_addmul_1(product_ + i, modulus_, size_of(mn_), product_[i] * minus_inverse_);
        Limb carry = mpn_add_n(out, product_ + mn_, product_, size_of(mn_));
        if (carry != 0 || mpn_cmp(out, modulus_, size_of(mn_)) >= 0)
            mpn_sub_n(out, out, modulus_, size_of(mn_));
    }

    const Limb* modulus_;
    std::size_t mn_;
    Limb* product_;
    Limb* quotient_;
    bool montgomery_;
    Limb minus_inverse_ = 0;
};

unsigned window_at(const Limb* exponent, std::size_t en, std::uint64_t bit) {
    unsigned window = 0;
    for (unsigned i = kWindowBits; i-- > 0;) window = window << 1 | test_bit(exponent, en, bit + i);
    return window;
}

}  // namespace

std::size_t power_mod_scratch(std::size_t mn) {
    return Residues::scratch_size(mn) + kWindowSize * mn;
}

std::size_t power_mod(Limb* out, const Limb* base, std::size_t n, const Limb* exponent,
                      std::size_t en, const Limb* modulus, std::size_t mn, Limb* scratch) {
    if (mn == 1) {
        out[0] = power_mod_word(n == 0 ? 0 : base[0], exponent, en, modulus[0]);
        return out[0] != 0;
    }
    Residues residues(modulus, mn, scratch);
    Limb* table = scratch + Residues::scratch_size(mn);
    Limb one = 1;
    residues.enter(table, &one, 1);
    residues.enter(table + mn, base, n);
    std::uint64_t bits = bit_length(exponent, en);
    // Short exponents don't repay the table.
    bool windows = bits > 3 * kWindowSize / 2;
    for (std::size_t i = 2; windows && i < kWindowSize; i++)
        residues.multiply_into(table + i * mn, table + (i - 1) * mn, table + mn);
    copy(out, table, mn);
    if (windows) {
        for (std::uint64_t at = (bits + kWindowBits - 1) / kWindowBits; at-- > 0;) {
            for (unsigned i = 0; i < kWindowBits; i++) residues.multiply_into(out, out, out);
            unsigned window = window_at(exponent, en, at * kWindowBits);
            if (window != 0) residues.multiply_into(out, out, table + window * mn);
        }
    } else {
        for (std::uint64_t bit = bits; bit-- > 0;) {
            residues.multiply_into(out, out, out);
            if (test_bit(exponent, en, bit)) residues.multiply_into(out, out, table + mn);
        }
    }
    residues.leave(out);
    return trim(out, mn);
}

// ---- divisors

std::size_t inverse_scratch(std::size_t mn) {
    return 4 * mn + 8;
}

std::size_t inverse(Limb* out, const Limb* a, std::size_t an, const Limb* m, std::size_t mn,
                    Limb* scratch) {
    if (an == 0) return 0;
    // mpn_gcdext destroys its operands, wants the longer one first and gives the cofactor of that
    // one; m = u, a = v: g = u s + v t, so t = (g - u s) / v. Swapping the roles by adding m to a
    // spares the division: u = a + m, v = m.
    Limb* u = scratch;
    Limb* v = u + mn + 2;
    Limb* divisor = v + mn + 1;
    std::size_t un = add(u, m, mn, a, an);
    copy(v, m, mn);
    mp_size_t cofactor_size = 0;
    Limb* cofactor = out;
    std::size_t gn = static_cast<std::size_t>(
        mpn_gcdext(divisor, cofactor, &cofactor_size, u, size_of(un), v, size_of(mn)));
    if (gn != 1 || divisor[0] != 1) return 0;
    if (cofactor_size >= 0) return trim(out, static_cast<std::size_t>(cofactor_size));
    return subtract(out, m, mn, out, static_cast<std::size_t>(-cofactor_size));
}

std::uint64_t gcd_word(std::uint64_t a, std::uint64_t b) {
    if (a == 0 || b == 0) return a | b;
    int shift = __builtin_ctzl(a | b);
    a >>= __builtin_ctzl(a);
    while (b != 0) {
        b >>= __builtin_ctzl(b);
        if (a > b) std::swap(a, b);
        b -= a;
    }
    return a << shift;
}

std::size_t gcd(Limb* out, const Limb* a, std::size_t an, const Limb* b, std::size_t bn,
                Limb* scratch) {
    if (compare(a, an, b, bn) < 0) std::swap(a, b), std::swap(an, bn);
    std::uint64_t twos = std::min(trailing_zeros(a, an), trailing_zeros(b, bn));
    Limb* u = scratch;
    Limb* v = scratch + an + 1;
    bool lost;
    // mpn_gcd wants an odd second operand: the common twos are put back at the end, the others
    // don't matter.
    std::size_t un = shift_right(u, a, an, trailing_zeros(a, an), &lost);
    std::size_t vn = shift_right(v, b, bn, trailing_zeros(b, bn), &lost);
    if (compare(u, un, v, vn) < 0) std::swap(u, v), std::swap(un, vn);
    std::size_t gn = static_cast<std::size_t>(mpn_gcd(out, u, size_of(un), v, size_of(vn)));
    return shift_left(out, out, trim(out, gn), twos);
}

// ---- roots

std::size_t square_root(Limb* out, const Limb* a, std::size_t n, Limb* scratch) {
    if (n == 0) return 0;
    mpn_sqrtrem(out, scratch, a, size_of(n));
    return trim(out, (n + 1) / 2);
}

}  // namespace krait::limbs

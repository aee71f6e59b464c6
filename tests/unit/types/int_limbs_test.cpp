// The arithmetic below int: properties on random magnitudes, and the edges (limb borders, signs,
// rounding ties).
#include "runtime/types/limbs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "runtime/types/gmp_memory.h"
#include "runtime/types/number_types.h"

namespace krait::limbs {
namespace {

using Number = std::vector<Limb>;

Number number(std::string_view hex) {
    Number out(limbs_bound(hex.size(), 16));
    std::vector<unsigned char> bytes(hex.size() + 1);
    out.resize(from_digits(out.data(), hex, 16, bytes.data()));
    return out;
}

std::string text(const Number& value, unsigned base = 16) {
    Number copy = value;
    copy.push_back(0);
    std::string digits(digits_bound(value.size(), base), ' ');
    digits.resize(to_digits(digits.data(), copy.data(), value.size(), base));
    return digits;
}

Number sum(const Number& a, const Number& b) {
    Number out(std::max(a.size(), b.size()) + 1);
    out.resize(add(out.data(), a.data(), a.size(), b.data(), b.size()));
    return out;
}

Number product(const Number& a, const Number& b) {
    Number out(a.size() + b.size());
    out.resize(multiply(out.data(), a.data(), a.size(), b.data(), b.size()));
    return out;
}

bool less(const Number& a, const Number& b) {
    return compare(a.data(), a.size(), b.data(), b.size()) < 0;
}

double quotient(const Number& a, const Number& b) {
    Number scratch(ratio_scratch(a.size(), b.size()));
    return ratio(a.data(), a.size(), b.data(), b.size(), scratch.data());
}

Number raised(const Number& base, std::uint64_t exponent) {
    std::size_t room = power_room(base.data(), base.size(), exponent);
    Number out(room), scratch(room);
    out.resize(power(out.data(), base.data(), base.size(), exponent, scratch.data()));
    return out;
}

// Random sizes, with long runs of ones and zeros, where carries go wrong.
class RandomNumbers {
public:
    Number next(std::size_t most_limbs) {
        Number out(1 + random_() % most_limbs);
        for (Limb& limb : out) {
            std::uint64_t kind = random_() % 4;
            limb = kind == 0 ? 0 : kind == 1 ? ~Limb{0} : random_();
        }
        out.resize(trim(out.data(), out.size()));
        return out;
    }
    std::uint64_t bits() { return random_(); }

private:
    std::mt19937_64 random_{20};
};

TEST(Limbs, TextRoundTripsInEveryBase) {
    RandomNumbers random;
    for (unsigned base = 2; base <= 36; base++) {
        Number value = random.next(6);
        std::string digits = text(value, base);
        Number out(limbs_bound(digits.size(), base));
        std::vector<unsigned char> bytes(digits.size());
        out.resize(from_digits(out.data(), digits, base, bytes.data()));
        EXPECT_EQ(out, value) << "base " << base;
    }
    EXPECT_EQ(text({}, 10), "0");
    EXPECT_EQ(text(number("de0b6b3a7640000"), 10), "1000000000000000000");
}

TEST(Limbs, DivisionIsTheInverseOfMultiplication) {
    RandomNumbers random;
    for (int i = 0; i < 2000; i++) {
        Number a = random.next(12), b = random.next(6);
        if (b.empty()) continue;
        Number q(std::max(a.size(), b.size()) + 2), r(b.size());
        Division sizes = divide(q.data(), r.data(), a.data(), a.size(), b.data(), b.size());
        q.resize(sizes.quotient), r.resize(sizes.remainder);
        ASSERT_TRUE(less(r, b));
        ASSERT_EQ(sum(product(q, b), r), a);
    }
}

TEST(Limbs, FloorDivisionRoundsDownWhenSignsDiffer) {
    Number seven{7}, two{2}, q(4), r(2);
    Division sizes = divide_floor(q.data(), r.data(), seven.data(), 1, two.data(), 1, true);
    EXPECT_EQ(sizes.quotient, 1u);
    EXPECT_EQ(q[0], 4u);  // -7 // 2 == -4
    EXPECT_EQ(r[0], 1u);  // -7 % 2 == 1
    Number three{3}, big = number("10000000000000000");
    sizes = divide_floor(q.data(), r.data(), three.data(), 1, big.data(), 2, true);
    EXPECT_EQ(q[0], 1u);  // -3 // 2**64 == -1
    EXPECT_EQ(sizes.remainder, 1u);
    EXPECT_EQ(r[0], ~Limb{0} - 2);
}

TEST(Limbs, ShiftsAreInverse) {
    RandomNumbers random;
    for (int i = 0; i < 1000; i++) {
        Number a = random.next(5);
        std::uint64_t bits = random.bits() % 300;
        Number up(a.size() + bits / 64 + 1);
        up.resize(shift_left(up.data(), a.data(), a.size(), bits));
        bool lost = true;
        Number down(up.size());
        down.resize(shift_right(down.data(), up.data(), up.size(), bits, &lost));
        ASSERT_EQ(down, a);
        ASSERT_FALSE(lost);
    }
}

TEST(Limbs, BitwiseOfNegativesIsTwosComplement) {
    Number one{1}, big = number("10000000000000000"), out(4);
    bool negative = false;
    // -1 & 2**64 == 2**64
    EXPECT_EQ(bitwise(BitOp::And, out.data(), one.data(), 1, true, big.data(), 2, false, &negative),
              2u);
    EXPECT_FALSE(negative);
    // -2**64 & -1 == -2**64: its magnitude needs a limb more than its two's complement.
    EXPECT_EQ(bitwise(BitOp::And, out.data(), big.data(), 2, true, one.data(), 1, true, &negative),
              2u);
    EXPECT_TRUE(negative);
    EXPECT_EQ(out[1], 1u);
    Number ones{~Limb{0}};
    // -(2**64 - 1) & -2 == -2**64
    Number two{2};
    EXPECT_EQ(bitwise(BitOp::And, out.data(), ones.data(), 1, true, two.data(), 1, true, &negative),
              2u);
    EXPECT_EQ(out[0], 0u);
    EXPECT_EQ(out[1], 1u);
}

TEST(Limbs, BytesRoundTrip) {
    RandomNumbers random;
    for (int i = 0; i < 1000; i++) {
        Number a = random.next(4);
        bool negative = !a.empty() && (random.bits() & 1), little = random.bits() & 1;
        std::size_t length = bit_length(a.data(), a.size()) / 8 + 1;
        std::vector<std::uint8_t> bytes(length);
        ASSERT_TRUE(to_bytes(bytes.data(), length, little, true, a.data(), a.size(), negative));
        Number back(length / 8 + 1);
        bool back_negative = false;
        back.resize(from_bytes(back.data(), bytes.data(), length, little, true, &back_negative));
        ASSERT_EQ(back, a);
        ASSERT_EQ(back_negative, negative);
    }
    std::uint8_t byte;
    Number edge{128}, beyond{129};
    EXPECT_TRUE(to_bytes(&byte, 1, true, true, edge.data(), 1, true));
    EXPECT_FALSE(to_bytes(&byte, 1, true, true, edge.data(), 1, false));
    EXPECT_FALSE(to_bytes(&byte, 1, true, true, beyond.data(), 1, true));
    EXPECT_TRUE(to_bytes(&byte, 0, true, false, nullptr, 0, false));
}

TEST(Limbs, DoublesRoundHalfToEven) {
    auto as_double = [](std::string_view hex) {
        Number value = number(hex);
        return to_double(value.data(), value.size());
    };
    EXPECT_EQ(as_double("20000000000001"), 0x20000000000000p0);  // a tie: down to even
    EXPECT_EQ(as_double("20000000000003"), 0x20000000000004p0);  // a tie: up to even
    EXPECT_EQ(as_double("200000000000010000000000000000000001"), 0x200000000000020p84);
    EXPECT_EQ(as_double("fffffffffffff7ffffffffffff"), 0x1.fffffffffffffp103);
    EXPECT_EQ(as_double("1" + std::string(256, '0')), HUGE_VAL);
    EXPECT_EQ(as_double(std::string(256, 'f')), HUGE_VAL);
    EXPECT_EQ(as_double("fffffffffffff8" + std::string(242, '0')), 0x1.fffffffffffffp1023);
}

TEST(Limbs, RatioIsCorrectlyRounded) {
    EXPECT_EQ(quotient({1}, {3}), 1.0 / 3.0);
    EXPECT_EQ(quotient(raised({10}, 400), raised({10}, 399)), 10.0);
    EXPECT_EQ(quotient(raised({10}, 400), {3}), HUGE_VAL);
    EXPECT_EQ(quotient({1}, raised({10}, 400)), 0.0);
    // Subnormal results are rounded once: 3 * 2**-1075 is a tie between 1 and 2 times 2**-1074.
    EXPECT_EQ(quotient({3}, raised({2}, 1075)), 0x1p-1073);
    EXPECT_EQ(quotient({1}, raised({2}, 1075)), 0.0);
    EXPECT_EQ(quotient({1, 1}, raised({2}, 1139)), 0x1p-1074);
}

TEST(Limbs, PowersAgreeWithRepeatedMultiplication) {
    for (const Number& base :
         {Number{3}, Number{10}, number("123456789abcdef0123"), Number{0, 1}}) {
        Number expected{1};
        for (std::uint64_t exponent = 0; exponent < 40; exponent++) {
            ASSERT_EQ(raised(base, exponent), expected) << text(base) << "**" << exponent;
            expected = product(expected, base);
        }
    }
}

TEST(Limbs, ModularPowersOfOddAndEvenModuli) {
    // Fermat: a**(p-1) == 1 for the prime 2**127 - 1; and modulo 2**128 only the low limbs count.
    Number prime = number("7fffffffffffffffffffffffffffffff"),
           exponent = number("7ffffffffffffffffffffffffffffffe");
    Number base = number("123456789abcdef"), scratch(power_mod_scratch(3)), out(3);
    out.resize(
        power_mod(out.data(), base.data(), 1, exponent.data(), 2, prime.data(), 2, scratch.data()));
    EXPECT_EQ(text(out), "1");
    Number modulus = number("100000000000000000000000000000000"), five{5}, fifty{50};
    out.assign(3, 0);
    out.resize(
        power_mod(out.data(), five.data(), 1, fifty.data(), 1, modulus.data(), 3, scratch.data()));
    Number full = raised({5}, 50);
    full.resize(2);
    EXPECT_EQ(out, full);
}

TEST(Limbs, InverseTimesNumberIsOne) {
    Number modulus = number("7fffffffffffffffffffffffffffffff");
    RandomNumbers random;
    for (int i = 0; i < 200; i++) {
        Number a = random.next(1);
        if (a.empty()) continue;
        Number inverted(3), scratch(inverse_scratch(2));
        inverted.resize(
            inverse(inverted.data(), a.data(), a.size(), modulus.data(), 2, scratch.data()));
        Number p = product(inverted, a), q(4), r(2);
        Division sizes = divide(q.data(), r.data(), p.data(), p.size(), modulus.data(), 2);
        ASSERT_EQ(sizes.remainder, 1u);
        ASSERT_EQ(r[0], 1u);
    }
    Number six{6}, four{4}, out(2), scratch(inverse_scratch(1));
    EXPECT_EQ(inverse(out.data(), four.data(), 1, six.data(), 1, scratch.data()), 0u);
}

TEST(Limbs, GreatestCommonDivisor) {
    RandomNumbers random;
    for (int i = 0; i < 200; i++) {
        Number g = raised({2}, random.bits() % 70), a{random.bits() | 1}, b{random.bits() | 1};
        std::uint64_t common = gcd_word(a[0], b[0]);
        a = product(a, g), b = product(b, g);
        Number out(std::min(a.size(), b.size()) + 1), scratch(a.size() + b.size() + 2);
        out.resize(gcd(out.data(), a.data(), a.size(), b.data(), b.size(), scratch.data()));
        ASSERT_EQ(out, product(g, {common}));
    }
}

TEST(Limbs, BigOperandsGoThroughGmpsMemory) {
    install_gmp_memory();
    Number big = raised({3}, 400000), squared(2 * big.size());
    auto work = [&] {
        squared.resize(multiply(squared.data(), big.data(), big.size(), big.data(), big.size()));
    };
    ASSERT_TRUE(with_gmp_memory(2 * big.size(), work));
    EXPECT_EQ(squared, raised({3}, 800000));
}

}  // namespace
}  // namespace krait::limbs

namespace krait {
namespace {

double rounded(double value, int digits) {
    double result = 0;
    return round_to_digits(value, digits, &result) ? result : HUGE_VAL;
}

TEST(FloatRound, DecimalsByTheExactValue) {
    EXPECT_EQ(rounded(2.675, 2), 2.67);
    EXPECT_EQ(rounded(0.125, 2), 0.12);
    EXPECT_EQ(rounded(0.375, 2), 0.38);
    EXPECT_EQ(rounded(5e-324, 322), 0.0);
    EXPECT_EQ(rounded(1e22, 0), 1e22);
    EXPECT_TRUE(std::signbit(rounded(-0.001, 2)));
}

TEST(FloatRound, BeforeThePoint) {
    EXPECT_EQ(rounded(1234.5678, -2), 1200.0);
    EXPECT_EQ(rounded(50.0, -2), 0.0);
    EXPECT_EQ(rounded(50.000001, -2), 100.0);
    EXPECT_EQ(rounded(150.0, -2), 200.0);
    EXPECT_EQ(rounded(250.0, -2), 200.0);
    EXPECT_EQ(rounded(9.9999e22, -22), 1e23);
    EXPECT_EQ(rounded(4.0, -2), 0.0);
    EXPECT_EQ(rounded(1.7e308, -308), HUGE_VAL);
    EXPECT_EQ(rounded(1e308, -308), 1e308);
}

}  // namespace
}  // namespace krait

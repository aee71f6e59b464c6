#include "runtime/text/number_format.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "runtime/text/number_parse.h"

namespace krait::text {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(ReprDouble, Layouts) {
    EXPECT_EQ(repr_double(0.0), "0.0");
    EXPECT_EQ(repr_double(-0.0), "-0.0");
    EXPECT_EQ(repr_double(1.0), "1.0");
    EXPECT_EQ(repr_double(0.1), "0.1");
    EXPECT_EQ(repr_double(0.0001), "0.0001");
    EXPECT_EQ(repr_double(0.00001), "1e-05");
    EXPECT_EQ(repr_double(1e15), "1000000000000000.0");
    EXPECT_EQ(repr_double(1e16), "1e+16");
    EXPECT_EQ(repr_double(123456789012345680.0), "1.2345678901234568e+17");
    EXPECT_EQ(repr_double(5e-324), "5e-324");
    EXPECT_EQ(repr_double(1.7976931348623157e308), "1.7976931348623157e+308");
    EXPECT_EQ(repr_double(-kInf), "-inf");
    EXPECT_EQ(repr_double(std::copysign(kNan, -1.0)), "nan");
}

TEST(ReprDouble, ReadsBack) {
    std::uint64_t bits = 0x0123456789ABCDEFu;
    for (int i = 0; i < 20000; ++i) {
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        const auto value = std::bit_cast<double>(bits ^ (bits >> 29));
        if (!std::isfinite(value)) continue;
        EXPECT_EQ(decimal_to_double(repr_double(value)), value);
        EXPECT_EQ(parse_hex_float(double_to_hex(value)).value, value);
    }
}

TEST(ReprComplex, Forms) {
    EXPECT_EQ(repr_complex(1, 2), "(1+2j)");
    EXPECT_EQ(repr_complex(0, 2), "2j");
    EXPECT_EQ(repr_complex(-0.0, 2), "(-0+2j)");
    EXPECT_EQ(repr_complex(0, -0.0), "-0j");
    EXPECT_EQ(repr_complex(1.5, kNan), "(1.5+nanj)");
    EXPECT_EQ(repr_complex(-kInf, -kInf), "(-inf-infj)");
}

std::string plain(double value, char type, int precision, bool alternate = false) {
    return format_double_plain(value, {type, precision, alternate, false, false});
}

TEST(FormatDoublePlain, Types) {
    EXPECT_EQ(plain(1234.5678, 'f', 2), "1234.57");
    EXPECT_EQ(plain(0.5, 'f', 0), "0");
    EXPECT_EQ(plain(1.5, 'f', 0), "2");
    EXPECT_EQ(plain(2.5, 'f', 0, true), "2.");
    EXPECT_EQ(plain(1234.5678, 'e', 3), "1.235e+03");
    EXPECT_EQ(plain(0.0, 'E', 0), "0E+00");
    EXPECT_EQ(plain(1e-100, 'e', 0), "1e-100");
    EXPECT_EQ(plain(100000.0, 'g', 6), "100000");
    EXPECT_EQ(plain(1000000.0, 'g', 6), "1e+06");
    EXPECT_EQ(plain(0.0001, 'g', 6), "0.0001");
    EXPECT_EQ(plain(0.00001, 'g', 6), "1e-05");
    EXPECT_EQ(plain(1.0, 'g', 3, true), "1.00");
    EXPECT_EQ(plain(999999.5, 'g', 6), "1e+06");
    EXPECT_EQ(plain(3.0, 'g', 0), "3");
    EXPECT_EQ(plain(kInf, 'F', 3), "INF");
    EXPECT_EQ(plain(0.1, 'f', 55), "0.1000000000000000055511151231257827021181583404541015625");
    EXPECT_EQ(plain(1.0, 'f', 2000).size(), 2002u);
    EXPECT_EQ(plain(5e-324, 'e', 750).substr(0, 12), "4.9406564584");
}

TEST(RoundDecimal, Ties) {
    EXPECT_EQ(round_decimal(2.5, 0), 2.0);
    EXPECT_EQ(round_decimal(2.675, 2), 2.67);
    EXPECT_EQ(round_decimal(25.0, -1), 20.0);
    EXPECT_EQ(round_decimal(35.0, -1), 40.0);
    EXPECT_EQ(round_decimal(25.4, -1), 30.0);
    EXPECT_EQ(round_decimal(995.0, -1), 1000.0);
    EXPECT_EQ(round_decimal(-4.0, -1), 0.0);
    EXPECT_TRUE(std::signbit(round_decimal(-4.0, -1)));
    EXPECT_EQ(round_decimal(1.25, 400), 1.25);
    EXPECT_EQ(round_decimal(1.25, -400), 0.0);
    EXPECT_EQ(round_decimal(1.7e308, -308), kInf);
}

TEST(Hex, Doubles) {
    EXPECT_EQ(double_to_hex(3.0), "0x1.8000000000000p+1");
    EXPECT_EQ(double_to_hex(-0.0), "-0x0.0p+0");
    EXPECT_EQ(double_to_hex(5e-324), "0x0.0000000000001p-1022");
    EXPECT_EQ(double_to_hex(kInf), "inf");
}

TEST(Ints, Bases) {
    EXPECT_EQ(to_decimal(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(to_base(255, 2), "11111111");
    EXPECT_EQ(to_base(~std::uint64_t{0}, 2).size(), 64u);
    EXPECT_EQ(to_base(35, 36), "z");
    EXPECT_EQ(to_prefixed(-255, 16), "-0xff");
    EXPECT_EQ(to_prefixed(8, 8), "0o10");
    EXPECT_EQ(to_prefixed(0, 2), "0b0");
    EXPECT_EQ(group_digits("1234567", ',', 3), "1,234,567");
    EXPECT_EQ(group_digits("123", ',', 3), "123");
    std::string out = "x";
    append_decimal(out, std::int64_t{-7});
    append_decimal(out, ~std::uint64_t{0});
    EXPECT_EQ(out, "x-718446744073709551615");
}

}  // namespace
}  // namespace krait::text

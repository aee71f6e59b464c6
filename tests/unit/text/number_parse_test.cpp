#include "runtime/text/number_parse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace krait::text {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

TEST(ParseFloat, Accepts) {
    EXPECT_EQ(parse_float(" 1_0.5e-1_0\n"), 10.5e-10);
    EXPECT_EQ(parse_float("\u3000\u0661\u0662.\uff15 "), 12.5);
    EXPECT_EQ(parse_float(".5"), 0.5);
    EXPECT_EQ(parse_float("5."), 5.0);
    EXPECT_EQ(parse_float("+1E+2"), 100.0);
    EXPECT_EQ(parse_float("-Infinity"), -kInf);
    EXPECT_EQ(parse_float("iNf"), kInf);
    EXPECT_TRUE(std::isnan(parse_float("-NaN").value()));
    EXPECT_TRUE(std::signbit(parse_float("-0").value()));
}

TEST(ParseFloat, Extremes) {
    EXPECT_EQ(parse_float("1e400"), kInf);
    EXPECT_EQ(parse_float("-1e999999999999999999999"), -kInf);
    EXPECT_EQ(parse_float("1e-400"), 0.0);
    EXPECT_EQ(parse_float("0e999999999999999999999"), 0.0);
    EXPECT_EQ(parse_float("1e-999999999999999999999"), 0.0);
    EXPECT_EQ(parse_float("0." + std::string(400, '0') + "1e401"), 1.0);
    EXPECT_EQ(parse_float("1" + std::string(400, '0') + "e-400"), 1.0);
    EXPECT_EQ(parse_float("1.7976931348623159e308"), kInf);
    EXPECT_EQ(parse_float("4.9406564584124654e-324"), 5e-324);
    EXPECT_EQ(parse_float("9007199254740993"), 9007199254740992.0);
    EXPECT_EQ(parse_float("9007199254740993." + std::string(900, '0') + "1"), 9007199254740994.0);
}

TEST(ParseFloat, Refuses) {
    for (const char* text :
         {"",     " ",    ".",  "e5",      "1e",   "1e+",  "1__0", "_1",  "1_", "1_.5",
          "1._5", "1e_5", "in", "infinit", "nan1", "0x10", "1 2",  "+-1", "1f", "--1"}) {
        EXPECT_EQ(parse_float(text), std::nullopt) << text;
    }
    EXPECT_EQ(parse_float(std::string_view("1\0", 2)), std::nullopt);
    EXPECT_EQ(parse_float_bytes("\u0661"), std::nullopt);
    EXPECT_EQ(parse_float_bytes(" 2.5 "), 2.5);
}

TEST(ParseInt, SmallOnes) {
    const ParsedInt parsed = parse_int(" -1_000 ", 10);
    ASSERT_TRUE(parsed.ok);
    EXPECT_TRUE(parsed.negative && parsed.fits);
    EXPECT_EQ(parsed.small, 1000u);
    EXPECT_EQ(parsed.digit_count, 4u);
    EXPECT_EQ(parse_int("0x_Ff", 0).small, 255u);
    EXPECT_EQ(parse_int("0x_Ff", 0).base, 16u);
    EXPECT_EQ(parse_int("0b101", 2).small, 5u);
    EXPECT_EQ(parse_int("zz", 36).small, 35u * 36 + 35);
    EXPECT_EQ(parse_int("0b1", 16).small, 0xB1u);
    EXPECT_EQ(parse_int("\u0664\u0662", 10).small, 42u);
    EXPECT_TRUE(parse_int("00_0", 0).ok);
    EXPECT_EQ(parse_int("007", 10).small, 7u);
}

TEST(ParseInt, BigOnes) {
    const ParsedInt most = parse_int("18446744073709551615", 10);
    ASSERT_TRUE(most.ok && most.fits);
    EXPECT_EQ(most.small, ~std::uint64_t{0});
    const ParsedInt more = parse_int("-0018446744073709551616", 10);
    ASSERT_TRUE(more.ok);
    EXPECT_FALSE(more.fits);
    EXPECT_TRUE(more.negative);
    EXPECT_EQ(more.digits, "18446744073709551616");
    EXPECT_EQ(more.digit_count, 22u);
    EXPECT_EQ(parse_int("0xABCDEF_0123456789_ABCDEF", 0).digits, "abcdef0123456789abcdef");
}

TEST(ParseInt, Refuses) {
    for (const char* text : {"", "-", "+ 1", "1__0", "_1", "1_", "010", "0x", "0x_", "0_x1", "1.0",
                             "0b2", "a", "09"}) {
        EXPECT_FALSE(parse_int(text, 0).ok) << text;
    }
    EXPECT_FALSE(parse_int("0x10", 10).ok);
    EXPECT_FALSE(parse_int("8", 8).ok);
    EXPECT_FALSE(parse_int_bytes("\u0664", 10).ok);
}

void expect_complex(std::string_view text, double real, double imag) {
    const auto value = parse_complex(text);
    ASSERT_TRUE(value.has_value()) << text;
    EXPECT_EQ(value->real, real) << text;
    EXPECT_EQ(value->imag, imag) << text;
}

TEST(ParseComplex, Forms) {
    expect_complex("1", 1, 0);
    expect_complex("2j", 0, 2);
    expect_complex("-J", 0, -1);
    expect_complex("1+j", 1, 1);
    expect_complex(" ( 1_0.5e1-2.5E-1j ) ", 105, -0.25);
    expect_complex("inf-infj", kInf, -kInf);
    for (const char* text :
         {"", "(", "1+", "1+2", "1 + 2j", "(1+2j", "1j+2", "j1", "1+2jj", "++j"}) {
        EXPECT_FALSE(parse_complex(text).has_value()) << text;
    }
}

TEST(ParseHexFloat, Values) {
    const auto value = [](std::string_view text) { return parse_hex_float(text).value; };
    EXPECT_EQ(value("0x1.8p+1"), 3.0);
    EXPECT_EQ(value(" -a.8 "), -10.5);
    EXPECT_EQ(value("0x.8p0"), 0.5);
    EXPECT_EQ(value("-inf"), -kInf);
    EXPECT_EQ(value("0x1p-1074"), 5e-324);
    EXPECT_EQ(value("0x1p-1075"), 0.0);
    EXPECT_EQ(value("0x1.8p-1075"), 5e-324);
    EXPECT_EQ(value("0x0p99999999999999999999"), 0.0);
    EXPECT_EQ(value("0x20000000000001"), 9007199254740992.0);
    EXPECT_EQ(value("0x20000000000001.0000000000001"), 9007199254740994.0);
    EXPECT_EQ(value("0x1.fffffffffffffp1023"), std::numeric_limits<double>::max());
}

TEST(ParseHexFloat, Errors) {
    for (const char* text : {"", "0x", "0x.", "1p", "1p+", "g", "1.2.3", "0x1p1 1", "1_0"}) {
        EXPECT_EQ(parse_hex_float(text).status, HexFloatStatus::kInvalid) << text;
    }
    EXPECT_EQ(parse_hex_float("0x1p1024").status, HexFloatStatus::kTooLarge);
    EXPECT_EQ(parse_hex_float("0x1.fffffffffffff8p1023").status, HexFloatStatus::kTooLarge);
    EXPECT_EQ(parse_hex_float("1p99999999999999999999").status, HexFloatStatus::kTooLarge);
}

}  // namespace
}  // namespace krait::text

#include "runtime/text/format_spec.h"

#include <gtest/gtest.h>

#include <limits>

namespace krait::text {
namespace {

std::string result_of(const Formatted& formatted) {
    return formatted.ok() ? formatted.text : "! " + formatted.error;
}
std::string str(std::string_view spec, std::string_view text) {
    return result_of(format_string(spec, text));
}
std::string num(std::string_view spec, std::int64_t value) {
    return result_of(format_int64(spec, value));
}
std::string flt(std::string_view spec, double value) {
    return result_of(format_double(spec, value));
}
std::string cpx(std::string_view spec, double real, double imag) {
    return result_of(format_complex(spec, real, imag));
}

TEST(FormatString, Layout) {
    EXPECT_EQ(str("", "ab"), "ab");
    EXPECT_EQ(str("5", "ab"), "ab   ");
    EXPECT_EQ(str(">5", "ab"), "   ab");
    EXPECT_EQ(str("^5", "ab"), " ab  ");
    EXPECT_EQ(str("\u00e9<4s", "\u20ac"), "\u20ac\u00e9\u00e9\u00e9");
    EXPECT_EQ(str(".2", "\u00e9\u20acx"), "\u00e9\u20ac");
    EXPECT_EQ(str("05", "ab"), "ab000");
    EXPECT_EQ(str("<<4", "ab"), "ab<<");
}

TEST(FormatString, Errors) {
    EXPECT_EQ(str("d", "a"), "! Unknown format code 'd' for object of type 'str'");
    EXPECT_EQ(str("\x01", "a"), "! Unknown format code '\\x1' for object of type 'str'");
    EXPECT_EQ(str("  ", "a"), "! Unknown format code '\\x20' for object of type 'str'");
    EXPECT_EQ(str("ss", "a"), "! Invalid format specifier 'ss' for object of type 'str'");
    EXPECT_EQ(str(",", "a"), "! Cannot specify ',' with 's'.");
    EXPECT_EQ(str("+", "a"), "! Sign not allowed in string format specifier");
    EXPECT_EQ(str(" ", "a"), "! Space not allowed in string format specifier");
    EXPECT_EQ(str("#", "a"), "! Alternate form (#) not allowed in string format specifier");
    EXPECT_EQ(str("z", "a"), "! Negative zero coercion (z) not allowed in string format specifier");
    EXPECT_EQ(str("=5", "a"), "! '=' alignment not allowed in string format specifier");
    EXPECT_EQ(str("5.", "a"), "! Format specifier missing precision");
    EXPECT_EQ(str("99999999999999999999", "a"), "! Too many decimal digits in format string");
    EXPECT_EQ(format_string("9223372036854775807", "a").error_kind, FormatErrorKind::kMemoryError);
}

TEST(FormatInt, Layout) {
    EXPECT_EQ(num("", -5), "-5");
    EXPECT_EQ(num("5d", 42), "   42");
    EXPECT_EQ(num("<5", 42), "42   ");
    EXPECT_EQ(num("=+5", 42), "+  42");
    EXPECT_EQ(num("05", -42), "-0042");
    EXPECT_EQ(num("#x", 255), "0xff");
    EXPECT_EQ(num("#010X", 255), "0X000000FF");
    EXPECT_EQ(num("#b", -5), "-0b101");
    EXPECT_EQ(num("o", 8), "10");
    EXPECT_EQ(num(",", 1234567), "1,234,567");
    EXPECT_EQ(num("_x", 0x12345678), "1234_5678");
    EXPECT_EQ(num("08,", 1234), "0,001,234");
    EXPECT_EQ(num("010,", 1234), "00,001,234");
    EXPECT_EQ(num("*=12,", -1234), "-******1,234");
    EXPECT_EQ(num("c", 0x20AC), "\u20ac");
    EXPECT_EQ(num(".2f", 5), "5.00");
    EXPECT_EQ(num("%", 5), "500.000000%");
    EXPECT_EQ(num(" n", 5), " 5");
    EXPECT_EQ(num("d", std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(FormatInt, BigDigits) {
    const ParsedSpec parsed = parse_format_spec("030,", "int", U'd', '>');
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(result_of(format_int_digits(parsed.spec, true, "123456789012345678901")),
              "-0,123,456,789,012,345,678,901");
    const ParsedSpec hex = parse_format_spec("#X", "int", U'd', '>');
    EXPECT_EQ(int_presentation_base(hex.spec.type), 16u);
    EXPECT_EQ(result_of(format_int_digits(hex.spec, false, "deadbeefdeadbeefdead")),
              "0XDEADBEEFDEADBEEFDEAD");
}

TEST(FormatInt, Errors) {
    EXPECT_EQ(num(".2", 5), "! Precision not allowed in integer format specifier");
    EXPECT_EQ(num("z", 5), "! Negative zero coercion (z) not allowed in integer format specifier");
    EXPECT_EQ(num("s", 5), "! Unknown format code 's' for object of type 'int'");
    EXPECT_EQ(num(",x", 5), "! Cannot specify ',' with 'x'.");
    EXPECT_EQ(num(",n", 5), "! Cannot specify ',' with 'n'.");
    EXPECT_EQ(num(",_", 5), "! Cannot specify both ',' and '_'.");
    EXPECT_EQ(num(",,", 5), "! Cannot specify ',' with ','.");
    EXPECT_EQ(num("+c", 5), "! Sign not allowed with integer format specifier 'c'");
    EXPECT_EQ(num("#c", 5), "! Alternate form (#) not allowed with integer format specifier 'c'");
    const Formatted range = format_int64("c", 0x110000);
    EXPECT_EQ(range.error_kind, FormatErrorKind::kOverflowError);
    EXPECT_EQ(range.error, "%c arg not in range(0x110000)");
}

TEST(FormatDouble, Layout) {
    EXPECT_EQ(flt("", 1.0), "1.0");
    EXPECT_EQ(flt("10", 1.5), "       1.5");
    EXPECT_EQ(flt(".3", 1234.5), "1.23e+03");
    EXPECT_EQ(flt(".2", 12.0), "1.2e+01");
    EXPECT_EQ(flt("08.1f", -1234.5678), "-01234.6");
    EXPECT_EQ(flt("010,.2f", 1234.5678), "001,234.57");
    EXPECT_EQ(flt(",", 1234567.5), "1,234,567.5");
    EXPECT_EQ(flt(".1%", 0.256), "25.6%");
    EXPECT_EQ(flt("#.0f", 3.0), "3.");
    EXPECT_EQ(flt("z.1f", -0.001), "0.0");
    EXPECT_EQ(flt("+.1f", 0.25), "+0.2");
    EXPECT_EQ(flt("n", 1234567.0), "1.23457e+06");
    EXPECT_EQ(flt("06", std::numeric_limits<double>::infinity()), "000inf");
    EXPECT_EQ(flt("010,", -std::numeric_limits<double>::infinity()), "-000000inf");
}

TEST(FormatDouble, GroupsTheFraction) {
    EXPECT_EQ(flt("_.5_f", 1234567.891011), "1_234_567.891_01");
    EXPECT_EQ(flt(".5,f", 1234567.891011), "1234567.891,01");
    EXPECT_EQ(flt("._", 0.1234567891), "0.123_456_789_1");
    EXPECT_EQ(flt(".9_e", 1234567.891011), "1.234_567_891e+06");
    EXPECT_EQ(flt("030,.8_f", 1234567.891011), "000,000,001,234,567.891_011_00");
}

TEST(FormatDouble, Errors) {
    EXPECT_EQ(flt("d", 1.5), "! Unknown format code 'd' for object of type 'float'");
    EXPECT_EQ(flt(".3_n", 1.5), "! Cannot specify '_' with 'n'.");
    EXPECT_EQ(flt(".2147483648f", 1.5), "! precision too big");
}

TEST(FormatComplex, Layout) {
    EXPECT_EQ(cpx("", 1, 2), "(1+2j)");
    EXPECT_EQ(cpx(">20", 1234.5, -0.001), "     (1234.5-0.001j)");
    EXPECT_EQ(cpx("*^30.3e", 1234.5, -0.001), "*****1.234e+03-1.000e-03j*****");
    EXPECT_EQ(cpx("+.2f", 1, 2), "+1.00+2.00j");
    EXPECT_EQ(cpx("5", 0, 2), "   2j");
    EXPECT_EQ(cpx(",", 1234.5, 1), "(1,234.5+1j)");
}

TEST(FormatComplex, Errors) {
    EXPECT_EQ(cpx("05", 1, 2), "! Zero padding is not allowed in complex format specifier");
    EXPECT_EQ(cpx("=5", 1, 2), "! '=' alignment flag is not allowed in complex format specifier");
    EXPECT_EQ(cpx("%", 1, 2), "! Unknown format code '%' for object of type 'complex'");
}

}  // namespace
}  // namespace krait::text

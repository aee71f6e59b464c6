#include "runtime/text/quote.h"

#include <gtest/gtest.h>

namespace krait::text {
namespace {

using namespace std::string_literals;

TEST(Quote, ChoosesQuotes) {
    EXPECT_EQ(repr_str(""), "''");
    EXPECT_EQ(repr_str("abc"), "'abc'");
    EXPECT_EQ(repr_str("it's"), "\"it's\"");
    EXPECT_EQ(repr_str("\"x\""), "'\"x\"'");
    EXPECT_EQ(repr_str("'\""), "'\\'\"'");
}

TEST(Quote, Escapes) {
    EXPECT_EQ(repr_str("a\tb\nc\rd\\"), "'a\\tb\\nc\\rd\\\\'");
    EXPECT_EQ(repr_str("\0\x1b\x7f"s), "'\\x00\\x1b\\x7f'");
    EXPECT_EQ(repr_str("\u00e9\u20ac\U0001F600"), "'\u00e9\u20ac\U0001F600'");
    EXPECT_EQ(repr_str("\u00a0\u200b\U000E0001"), "'\\xa0\\u200b\\U000e0001'");
    EXPECT_EQ(repr_str("\xED\xA0\x80"), "'\\ud800'");
}

TEST(Quote, Ascii) {
    EXPECT_EQ(ascii_str("\u00e9\u20ac\U0001F600'"), "\"\\xe9\\u20ac\\U0001f600'\"");
    EXPECT_EQ(escape_non_ascii("['\u00e9\\n']"), "['\\xe9\\n']");
}

TEST(Quote, Bytes) {
    EXPECT_EQ(repr_bytes("abc"), "b'abc'");
    EXPECT_EQ(repr_bytes("it's \xFF\0"s), "b\"it's \\xff\\x00\"");
    EXPECT_EQ(repr_bytes("'\"\\\n"), "b'\\'\"\\\\\\n'");
}

}  // namespace
}  // namespace krait::text

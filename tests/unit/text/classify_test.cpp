#include "runtime/text/classify.h"

#include <gtest/gtest.h>

#include <vector>

#include "runtime/text/case_map.h"

namespace krait::text {
namespace {

TEST(Classify, WholeStrings) {
    EXPECT_TRUE(all_alpha("ab\u00e9") && !all_alpha("a1") && !all_alpha(""));
    EXPECT_TRUE(all_alnum("a1\u00bd") && !all_alnum("a b"));
    EXPECT_TRUE(all_decimal("12\u0663") && !all_decimal("\u00b2"));
    EXPECT_TRUE(all_digit("\u00b2") && !all_digit("\u00bd") && all_numeric("\u00bd"));
    EXPECT_TRUE(all_space(" \t\u3000") && !all_space(""));
    EXPECT_TRUE(all_printable("") && all_printable("a b") && !all_printable("a\n"));
    EXPECT_TRUE(is_lower_text("abc1") && !is_lower_text("1") && !is_lower_text("aB"));
    EXPECT_TRUE(is_upper_text("ABC1") && !is_upper_text("\u01c5"));
    EXPECT_TRUE(is_title_text("Ab Cd") && !is_title_text("AB") && !is_title_text("1"));
}

TEST(Classify, Identifiers) {
    EXPECT_TRUE(is_identifier("_a1") && is_identifier("\u00e9t\u00e9") && !is_identifier("1a"));
    EXPECT_FALSE(is_identifier("") || is_identifier("a b"));
    EXPECT_EQ(identifier_prefix("ab\u00e9+c"), 4u);
    EXPECT_EQ(identifier_prefix("+"), 0u);
}

TEST(Classify, Spaces) {
    EXPECT_EQ(strip_space(" \u3000 a b \u2003\n"), "a b");
    EXPECT_EQ(strip_space_left(" a "), "a ");
    EXPECT_EQ(strip_space_right(" a "), " a");
    EXPECT_EQ(strip_space(" \t "), "");
    EXPECT_EQ(strip_ascii_space(" \x0b"
                                "a\x1c "),
              "a\x1c");
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const LineBounds bounds = next_line(text, at);
        lines.emplace_back(text.substr(at, bounds.end - at));
        at = bounds.next;
    }
    return lines;
}

TEST(Classify, Lines) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(lines_of("a\nb\r\nc\rd\u2028e\x1c"), (Lines{"a", "b", "c", "d", "e"}));
    EXPECT_EQ(lines_of("a\n\n"), (Lines{"a", ""}));
    EXPECT_EQ(next_byte_line("a\x0b\r\nb", 0).next, 4u);
}

TEST(CaseMap, Ascii) {
    EXPECT_EQ(lower("AbC[1"), "abc[1");
    EXPECT_EQ(upper("AbC{1"), "ABC{1");
    EXPECT_EQ(title("they're bill's 1st"), "They'Re Bill'S 1St");
    EXPECT_EQ(capitalize("aBC dEF"), "Abc def");
    EXPECT_EQ(swapcase("aBC"), "Abc");
    EXPECT_EQ(ascii_title("\xE9t hi"), "\xE9T Hi");
}

TEST(CaseMap, Unicode) {
    EXPECT_EQ(upper("stra\u00dfe"), "STRASSE");
    EXPECT_EQ(casefold("Stra\u00dfe"), "strasse");
    EXPECT_EQ(title("\u01c6 \ufb01x"), "\u01c5 Fix");
    EXPECT_EQ(capitalize("\u01c6A\u00c9"), "\u01c5a\u00e9");
    EXPECT_EQ(swapcase("\u00c9\u00e9\u00df"), "\u00e9\u00c9SS");
    EXPECT_EQ(lower("\u0130"), "i\u0307");
}

TEST(CaseMap, FinalSigma) {
    EXPECT_EQ(lower("\u039f\u0394\u039f\u03a3"), "\u03bf\u03b4\u03bf\u03c2");
    EXPECT_EQ(lower("\u03a3"), "\u03c3");
    EXPECT_EQ(lower("a\u03a3b"), "a\u03c3b");
    EXPECT_EQ(lower("a\u03a3'b"), "a\u03c3'b");
    EXPECT_EQ(lower("a'\u03a3' b"), "a'\u03c2' b");
}

}  // namespace
}  // namespace krait::text

#include "runtime/text/unicode.h"

#include <gtest/gtest.h>

#include "runtime/text/names.h"
#include "runtime/text/normalize.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

TEST(Unicode, AsciiTableAgreesWithTheRecords) {
    for (char32_t c = 0; c < 0x80; ++c) {
        EXPECT_EQ(char_flags(c), detail::record_of(c).flags);
        EXPECT_EQ(decimal_value(c), digit_value(c));
    }
}

TEST(Unicode, Predicates) {
    EXPECT_TRUE(is_alpha(0xE9) && is_alpha(0x4E00) && !is_alpha('1'));
    EXPECT_TRUE(is_decimal(0x663) && is_digit(0xB2) && !is_decimal(0xB2));
    EXPECT_TRUE(is_numeric(0xBD) && !is_digit(0xBD));
    EXPECT_TRUE(is_space(0x3000) && is_space(0x1C) && !is_space(0x200B));
    EXPECT_TRUE(is_line_break(0x2028) && is_line_break(0x85) && !is_line_break(0xA0));
    EXPECT_TRUE(is_printable(' ') && !is_printable(0xA0) && !is_printable(0xD800));
    EXPECT_TRUE(is_upper(0x130) && is_lower(0xDF) && is_title(0x1C5));
    EXPECT_TRUE(is_cased(0x1C5) && is_case_ignorable('\'') && !is_case_ignorable('a'));
    EXPECT_TRUE(is_xid_start('_') && !is_xid_start('1') && is_xid_continue('1'));
    EXPECT_TRUE(is_xid_start(0x2118) && is_xid_continue(0xB7) && !is_xid_continue(0x20AC));
    EXPECT_TRUE(is_mirrored('(') && !is_mirrored('a'));
}

TEST(Unicode, Values) {
    EXPECT_EQ(decimal_value(0x663), 3);
    EXPECT_EQ(decimal_value(0xB2), -1);
    EXPECT_EQ(digit_value(0xB2), 2);
    EXPECT_EQ(numeric_value(0xBD), 0.5);
    EXPECT_EQ(numeric_value(0x4E00), 1.0);
    EXPECT_EQ(numeric_value('7'), 7.0);
    EXPECT_EQ(numeric_value(0xF33), -0.5);
    EXPECT_EQ(numeric_value('a'), std::nullopt);
}

TEST(Unicode, Classes) {
    EXPECT_EQ(category_name(general_category('a')), "Ll");
    EXPECT_EQ(category_name(general_category(0xD800)), "Cs");
    EXPECT_EQ(category_name(general_category(0x10FFFF)), "Cn");
    EXPECT_EQ(combining_class(0x301), 230u);
    EXPECT_EQ(bidirectional(0x5D0), "R");
    EXPECT_EQ(bidirectional(0x378), "");
    EXPECT_EQ(east_asian_width(0x4E00), "W");
    EXPECT_EQ(east_asian_width('a'), "Na");
}

std::u32string points(const CaseMapping& mapping) {
    return std::u32string(mapping.code_points, mapping.length);
}

TEST(Unicode, CaseMappings) {
    EXPECT_EQ(points(full_upper(0xDF)), U"SS");
    EXPECT_EQ(points(full_title(0xDF)), U"Ss");
    EXPECT_EQ(points(full_fold(0xDF)), U"ss");
    EXPECT_EQ(points(full_lower(0x130)), U"i\u0307");
    EXPECT_EQ(points(full_upper(0xFB03)), U"FFI");
    EXPECT_EQ(points(full_fold(0x3C2)), U"\u03c3");
    EXPECT_EQ(points(full_fold(0x13A0)), U"\u13a0");
    EXPECT_EQ(simple_lower(0x130), U'i');
    EXPECT_EQ(simple_upper(0xDF), 0xDFu);
    EXPECT_EQ(simple_upper(0x1F80), 0x1F88u);
    EXPECT_EQ(simple_title(0x1C4), 0x1C5u);
    EXPECT_EQ(simple_upper(0x10428), 0x10400u);
}

TEST(Normalize, Forms) {
    EXPECT_EQ(nfc("e\u0301"), "\u00e9");
    EXPECT_EQ(nfd("\u00e9"), "e\u0301");
    EXPECT_EQ(nfkc("\uFB01"), "fi");
    EXPECT_EQ(nfc("\uFB01"), "\uFB01");
    EXPECT_EQ(nfkd("\u00bd"), "1\u20442");
    EXPECT_EQ(nfd("a\u0301\u0323"), "a\u0323\u0301");
    EXPECT_EQ(nfc("\u0344"), "\u0308\u0301");
    EXPECT_EQ(nfc("\u1100\u1161\u11a8"), "\uac01");
    EXPECT_EQ(nfd("\uac01"), "\u1100\u1161\u11a8");
    EXPECT_EQ(nfc("\u2126"), "\u03a9");
    EXPECT_EQ(nfkc("\U0001D5A7\U0001D5BE"), "He");
    EXPECT_TRUE(is_normalized(NormalForm::kNfc, "caf\u00e9"));
    EXPECT_FALSE(is_normalized(NormalForm::kNfd, "caf\u00e9"));
    EXPECT_EQ(find_normal_form("NFKC"), NormalForm::kNfkc);
    EXPECT_EQ(find_normal_form("nfkc"), std::nullopt);
}

TEST(Normalize, Decompositions) {
    EXPECT_EQ(decomposition(0xC0), "0041 0300");
    EXPECT_EQ(decomposition(0xA8), "<compat> 0020 0308");
    EXPECT_EQ(decomposition(0xAC01), "1100 1161 11A8");
    EXPECT_EQ(decomposition(0x1D5A7), "<font> 0048");
    EXPECT_EQ(decomposition('a'), "");
}

TEST(Names, EveryNameIsFoundAgain) {
    std::size_t named = 0;
    for (char32_t c = 0; c <= kMaxCodePoint; ++c) {
        const std::string name = name_of(c);
        if (name.empty()) continue;
        ++named;
        if (c % 7 == 0) {
            ASSERT_EQ(lookup_name(name), c) << name;
        }
    }
    EXPECT_GT(named, 140000u);
}

TEST(Names, Lookups) {
    EXPECT_EQ(lookup_name("latin small letter a"), U'a');
    EXPECT_EQ(lookup_name("HANGUL SYLLABLE GAG"), 0xAC01u);
    EXPECT_EQ(lookup_name("CJK UNIFIED IDEOGRAPH-4e00"), 0x4E00u);
    EXPECT_EQ(lookup_name("CJK UNIFIED IDEOGRAPH-04E00"), std::nullopt);
    EXPECT_EQ(lookup_name("LF"), U'\n');
    EXPECT_EQ(lookup_name("VS17"), 0xE0100u);
    EXPECT_EQ(lookup_name("KEYCAP DIGIT ONE"), std::nullopt);
    EXPECT_EQ(lookup_name_or_sequence("KEYCAP DIGIT ONE"), "1\uFE0F\u20E3");
    EXPECT_EQ(lookup_name_or_sequence("BOM"), "\uFEFF");
    EXPECT_EQ(lookup_name(""), std::nullopt);
    EXPECT_EQ(lookup_name("NO SUCH NAME"), std::nullopt);
    EXPECT_EQ(name_of('\n'), "");
    EXPECT_EQ(name_of(0x1F600), "GRINNING FACE");
    EXPECT_EQ(name_of(0xFD0), "TIBETAN MARK BSKA- SHOG GI MGO RGYAN");
    EXPECT_EQ(name_of(0xD7A3), "HANGUL SYLLABLE HIH");
}

}  // namespace
}  // namespace krait::text

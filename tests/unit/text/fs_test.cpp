#include "runtime/text/fs.h"

#include <gtest/gtest.h>

#include <string>

namespace krait::text {
namespace {

TEST(FsText, EveryNameComesOutAsItWas) {
    for (std::string name : {"", "plain", "caf\xc3\xa9", "\xff",
                             "a\xff\xfe"
                             "b",
                             "\xed\xb3\xbf", "\xe2\x82", "\xf0\x9f\x98\x80\x80"}) {
        EXPECT_EQ(encode_fs(decode_fs(name)), name);
    }
    EXPECT_EQ(decode_fs("a\xff"), "a\xed\xb3\xbf");
    EXPECT_EQ(encode_fs("\xed\xa0\x80"), std::nullopt);  // U+D800 stands for no byte
}

TEST(FsText, DisplayShowsSurrogatesAsEscapes) {
    EXPECT_EQ(encode_for_display(decode_fs("a\xff")), "a\\udcff");
    EXPECT_EQ(encode_for_display("caf\xc3\xa9"), "caf\xc3\xa9");
}

TEST(FsText, MixedKeepsWhatIsWellFormed) {
    EXPECT_EQ(decode_mixed("a\xed\xa0\x80z\xff"), "a\xed\xa0\x80z\xed\xb3\xbf");
}

}  // namespace
}  // namespace krait::text

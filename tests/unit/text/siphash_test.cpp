#include "runtime/text/siphash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace krait::text {
namespace {

TEST(SipHash, AgreesWithCPythonUnderTheSameKey) {
    const HashKey zero{};
    EXPECT_EQ(static_cast<std::int64_t>(hash_bytes("a", zero)), 4644417185603328019);
    EXPECT_EQ(static_cast<std::int64_t>(hash_bytes("abcdefgh", zero)), 4574395652268504554);
    EXPECT_EQ(static_cast<std::int64_t>(hash_text("\u00e9", zero)), 6047309291227476195);
    EXPECT_EQ(static_cast<std::int64_t>(hash_text("\u20ac", zero)), -5529981157763016009);
    EXPECT_EQ(static_cast<std::int64_t>(hash_text("\U0001f600", zero)), -3536540696076613844);
    const HashKey one = hash_key_of_seed(1);
    EXPECT_EQ(static_cast<std::int64_t>(hash_bytes("abcdefgh", one)), -202642195356325900);
    EXPECT_EQ(static_cast<std::int64_t>(hash_text("\U0001f600\u20ac\u00e9", one)),
              -2878684099300011724);
}

TEST(SipHash, TextHashesAsItsBytesWhereItIsAscii) {
    std::set<std::uint64_t> seen;
    std::string text;
    for (int i = 0; i < 200; ++i) {
        const std::uint64_t hash = hash_bytes(text);
        EXPECT_EQ(hash, hash_text(std::string(text)));
        EXPECT_NE(hash, ~std::uint64_t{0});
        EXPECT_TRUE(seen.insert(hash).second) << i;
        text += '\0';
    }
    EXPECT_EQ(hash_bytes(""), 0u);
}

TEST(SipHash, EveryByteCounts) {
    for (std::size_t size = 1; size < 70; ++size) {
        std::string text(size, 'a');
        const std::uint64_t before = hash_bytes(text);
        for (std::size_t at = 0; at < size; ++at) {
            text[at] = 'b';
            EXPECT_NE(hash_bytes(text), before) << size << " " << at;
            text[at] = 'a';
        }
    }
}

TEST(SipHash, LowBitsSpread) {
    // Names as programs have them, in a table of 2^14 slots: few more collisions than by chance.
    std::vector<int> slots(1 << 14);
    int taken = 0;
    for (int i = 0; i < 1 << 13; ++i) {
        int& slot = slots[hash_bytes("name_" + std::to_string(i)) & (slots.size() - 1)];
        taken += slot == 0 ? 1 : 0;
        slot = 1;
    }
    EXPECT_GT(taken, 6300);
}

TEST(SipHash, RandomKeysDiffer) {
    const HashKey a = random_hash_key(), b = random_hash_key();
    EXPECT_TRUE(a.first != b.first && a.second != b.second);
}

}  // namespace
}  // namespace krait::text

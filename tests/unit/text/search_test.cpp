#include "runtime/text/search.h"

#include <gtest/gtest.h>

namespace krait::text {
namespace {

TEST(Search, Finds) {
    EXPECT_EQ(find_bytes("hello", "l"), 2u);
    EXPECT_EQ(find_bytes("hello", "l", 3), 3u);
    EXPECT_EQ(find_bytes("hello", "lo"), 3u);
    EXPECT_EQ(find_bytes("hello", "lx"), kNotFound);
    EXPECT_EQ(find_bytes("hello", "", 5), 5u);
    EXPECT_EQ(find_bytes("hello", "", 6), kNotFound);
    EXPECT_EQ(find_bytes("", ""), 0u);
    EXPECT_EQ(find_bytes("a", "ab"), kNotFound);
    EXPECT_EQ(rfind_bytes("hello", "l"), 3u);
    EXPECT_EQ(rfind_bytes("hello", "he"), 0u);
    EXPECT_EQ(rfind_bytes("hello", ""), 5u);
    EXPECT_EQ(rfind_bytes("hello", "x"), kNotFound);
}

TEST(Search, AgreesWithTheLibrary) {
    std::uint64_t state = 12345;
    const auto random = [&state](std::size_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::size_t>(state >> 33) % below;
    };
    for (int round = 0; round < 5000; ++round) {
        std::string haystack;
        std::string needle;
        for (std::size_t i = random(60); i > 0; --i) haystack += static_cast<char>('a' + random(2));
        for (std::size_t i = random(8); i > 0; --i) needle += static_cast<char>('a' + random(2));
        ASSERT_EQ(find_bytes(haystack, needle), haystack.find(needle));
        ASSERT_EQ(rfind_bytes(haystack, needle), haystack.rfind(needle));
    }
}

TEST(Search, BackwardsStaysLinear) {
    // Quadratic, this would be 2.5e11 steps.
    const std::string haystack(1000000, 'a');
    const std::string needle = std::string(250000, 'a') + "b" + std::string(250000, 'a');
    EXPECT_EQ(rfind_bytes(haystack, needle), kNotFound);
    EXPECT_EQ(find_bytes(haystack, needle), kNotFound);
    EXPECT_EQ(rfind_bytes(needle + haystack, needle), 0u);
}

TEST(Search, CountsAndReplaces) {
    EXPECT_EQ(count_bytes("aaaa", "aa"), 2u);
    EXPECT_EQ(count_bytes("aaaa", "a", 3), 3u);
    EXPECT_EQ(count_bytes("", "a"), 0u);
    std::size_t replaced = 0;
    EXPECT_EQ(replace_bytes("a-b-c", "-", "--", kNotFound, replaced), "a--b--c");
    EXPECT_EQ(replaced, 2u);
    EXPECT_EQ(replace_bytes("a-b-c", "-", "", 1, replaced), "ab-c");
    EXPECT_EQ(replaced, 1u);
    EXPECT_EQ(replace_bytes("abc", "x", "y", kNotFound, replaced), "abc");
    EXPECT_EQ(replaced, 0u);
}

}  // namespace
}  // namespace krait::text

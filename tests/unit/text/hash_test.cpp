#include "runtime/text/hash.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace krait::text {
namespace {

TEST(HashNumbers, AgreeAcrossTypes) {
    EXPECT_EQ(hash_int(-1), -2);
    EXPECT_EQ(hash_double(-1.0), -2);
    EXPECT_EQ(hash_int(1000), hash_double(1000.0));
    EXPECT_EQ(hash_int(std::numeric_limits<std::int64_t>::min()), -4);
    EXPECT_EQ(hash_double(1180591620717411303424.0), 512);
    const std::uint64_t limbs[] = {0, 64};
    EXPECT_EQ(hash_limbs(limbs, false), 512);
    EXPECT_EQ(hash_complex(1000.0, 0.0), 1000);
}

TEST(HashNumbers, KnownValues) {
    EXPECT_EQ(hash_double(1.5), 1152921504606846977);
    EXPECT_EQ(hash_double(0.1), 230584300921369408);
    EXPECT_EQ(hash_double(1e300), 1224995262755759164);
    EXPECT_EQ(hash_double(5e-324), 16777216);
    EXPECT_EQ(hash_double(2305843009213693952.0), 1);
    EXPECT_EQ(hash_double(-0.0), 0);
    EXPECT_EQ(hash_double(-std::numeric_limits<double>::infinity()), -314159);
    EXPECT_EQ(hash_complex(1.5, -2.0), 1152921504604846971);
    const std::uint64_t big[] = {0xffffffffffffcfc7u, ~std::uint64_t{0}, ~std::uint64_t{0}, 0xff};
    EXPECT_EQ(hash_limbs(big, true), -118727);
    const std::uint64_t modulus[] = {kHashModulus};
    EXPECT_EQ(hash_limbs(modulus, false), 0);
}

std::int64_t tuple_hash(std::initializer_list<std::int64_t> items) {
    TupleHasher hasher;
    for (const std::int64_t item : items) hasher.add(hash_int(item));
    return hasher.finish();
}

TEST(HashTuples, KnownValues) {
    EXPECT_EQ(tuple_hash({}), 5740354900026072187);
    EXPECT_EQ(tuple_hash({1, 2, 3}), 529344067295497451);
    EXPECT_EQ(tuple_hash({-1}), 8078679518589016365);
}

TEST(HashFrozenSets, KnownValues) {
    FrozenSetHasher none;
    EXPECT_EQ(none.finish(), 133146708735736);
    FrozenSetHasher some;
    for (const int item : {3, 1, 2}) some.add(hash_int(item));
    EXPECT_EQ(some.finish(), -272375401224217160);
}

}  // namespace
}  // namespace krait::text

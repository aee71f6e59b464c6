// The dict by itself: order, growth, removed entries, hashes that collide, and what inline caches rely on.
#include "tests/unit/vm_fixture.h"

namespace krait {
namespace {

class DictTest : public VmTest {
protected:
    Dict* dict() {
        Result<Dict*> made = make_dict(t);
        EXPECT_TRUE(made.ok());
        return made.value();
    }
    void set(Dict* d, Value key, i64 value) {
        ASSERT_TRUE(dict_set(t, d, key, Value::small_int(value)).ok());
    }
    // The value under the key, or -1.
    i64 get(Dict* d, Value key) {
        Result<Value> found = dict_get(t, d, key);
        EXPECT_TRUE(found.ok());
        return found.value().is_absent() ? -1 : found.value().small_int_value();
    }
    static Value number(i64 i) { return Value::small_int(i); }
};

TEST_F(DictTest, KeepsInsertionOrderAcrossRemovalsAndGrowth) {
    Dict* d = dict();
    for (i64 i = 0; i < 1000; i++) set(d, number(i * 7919 % 1000), i);
    for (i64 i = 0; i < 1000; i += 2) ASSERT_TRUE(dict_pop(t, d, number(i * 7919 % 1000)).ok());
    for (i64 i = 0; i < 1000; i += 4) set(d, number(i * 7919 % 1000), 1000 + i);
    EXPECT_EQ(dict_size(d), 750u);
    u64 pos = 0;
    Value key, value;
    i64 last = -1;
    u32 seen = 0;
    while (dict_next(d, pos, &key, &value)) {
        EXPECT_GT(value.small_int_value(), last);
        last = value.small_int_value();
        seen++;
    }
    EXPECT_EQ(seen, 750u);
}

TEST_F(DictTest, FindsEveryKeyAtEachSize) {
    Dict* d = dict();
    for (i64 i = 0; i < 600; i++) {
        set(d, number(i), i);
        if (i % 37 != 0 && i > 20) continue;
        for (i64 k = 0; k <= i; k++) ASSERT_EQ(get(d, number(k)), k);
        ASSERT_EQ(get(d, number(i + 1)), -1);
    }
}

TEST_F(DictTest, EqualNumbersAreOneKey) {
    Dict* d = dict();
    set(d, number(1), 10);
    set(d, Value::true_(), 11);
    set(d, Value::from_double(1.0), 12);
    set(d, number(-1), 20);
    set(d, number(-2), 30);  // the hash of -1 is that of -2
    EXPECT_EQ(dict_size(d), 3u);
    EXPECT_EQ(get(d, number(1)), 12);
    EXPECT_EQ(get(d, number(-1)), 20);
    EXPECT_EQ(get(d, Value::from_double(-2.0)), 30);
    EXPECT_EQ(get(d, Value::from_double(1.5)), -1);
}

TEST_F(DictTest, EqualStrsAreOneKeyWhereverTheyComeFrom) {
    Dict* d = dict();
    set(d, name("key"), 1);
    set(d, fresh_str("key"), 2);
    EXPECT_EQ(dict_size(d), 1u);
    EXPECT_EQ(get(d, fresh_str("key")), 2);
    Str* hashed = fresh_str("key");
    (void)get(d, hashed);
    Value* place = dict_find_present(d, hashed, t.types().str);
    ASSERT_NE(place, nullptr);
    EXPECT_EQ(place->small_int_value(), 2);
    EXPECT_EQ(dict_find_present(d, number(5), t.types().str), nullptr);
}

TEST_F(DictTest, TuplesAreFoundByTheirItems) {
    run("d = {(i, j): i * 100 + j for i in range(30) for j in range(30)}\n"
        "found = [d[i, j] == i * 100 + j for i in range(30) for j in range(30)]\n"
        "other = [(1.0, 2) in d, (True, 2) in d, (1, 2, 3) in d, ('1', 2) in d, (30, 0) in d]\n"
        "ok = all(found)\n");
    EXPECT_EQ(repr_of(global("ok")), "True");
    EXPECT_EQ(repr_of(global("other")), "[True, True, False, False, False]");
}

TEST_F(DictTest, CachedSlotsOfRemovedEntriesAreEmptied) {
    Dict* d = dict();
    set(d, name("cached"), 1);
    Value* slot = dict_value_slot(d, name("cached"));
    ASSERT_NE(slot, nullptr);
    set(d, name("cached"), 2);
    EXPECT_EQ(slot->small_int_value(), 2);
    ASSERT_TRUE(dict_pop(t, d, name("cached")).ok());
    EXPECT_TRUE(slot->is_empty());
}

TEST_F(DictTest, CachedSlotsAreEmptiedWhenTheStorageGrows) {
    Dict* d = dict();
    set(d, name("cached"), 1);
    Value* slot = dict_value_slot(d, name("cached"));
    for (i64 i = 0; i < 100; i++) set(d, number(i), i);
    EXPECT_TRUE(slot->is_empty());
    EXPECT_EQ(get(d, name("cached")), 1);
}

TEST_F(DictTest, AComparisonThatChangesTheDictStartsAgain) {
    run("class Key:\n"
        "    def __init__(self, n): self.n = n\n"
        "    def __hash__(self): return 1\n"
        "    def __eq__(self, other):\n"
        "        if len(d) < 50: d[len(d) + 100] = 0\n"
        "        return self.n == other.n\n"
        "d = {}\n"
        "for i in range(20): d[Key(i)] = i\n"
        "values = [d[Key(i)] for i in range(20)]\n");
    EXPECT_EQ(repr_of(global("values")),
              "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]");
}

}  // namespace
}  // namespace krait

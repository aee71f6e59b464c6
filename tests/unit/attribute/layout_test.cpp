// Instance layouts: which index a name gets, the watermark, dict mode, the __dict__ that shares the values.
#include "runtime/attribute/instance.h"
#include "tests/unit/vm_fixture.h"

namespace krait {
namespace {

class LayoutTest : public VmTest {
protected:
    Object* instance(std::string_view text) { return global(text).object(); }
    Type* type(std::string_view text) { return global(text).as<Type>(); }
    static bool in_dict_mode(const Object* o) { return o->flags & Object::kDictMode; }
};

TEST_F(LayoutTest, GrowsInTheOrderOfFirstStores) {
    run("class C: pass\n"
        "a = C(); a.x = 1; a.y = 2\n"
        "b = C(); b.z = 3; b.x = 4\n");
    EXPECT_EQ(layout_index(type("C"), name("x")), 0);
    EXPECT_EQ(layout_index(type("C"), name("y")), 1);
    EXPECT_EQ(layout_index(type("C"), name("z")), 2);
    EXPECT_EQ(layout_index(type("C"), name("w")), -1);
}

TEST_F(LayoutTest, InstancesInOrderStayInline) {
    run("class C: pass\n"
        "a = C(); a.x = 1; a.y = 2\n"
        "b = C(); b.y = 3\n");
    EXPECT_FALSE(in_dict_mode(instance("a")));
    EXPECT_EQ(instance("a")->watermark, 2);
    EXPECT_FALSE(in_dict_mode(instance("b")));
    EXPECT_EQ(instance("b")->watermark, 2);
    EXPECT_TRUE(instance_get(instance("b"), name("x")).is_empty());
}

TEST_F(LayoutTest, AStoreOutOfOrderEndsInDictMode) {
    run("class C: pass\n"
        "a = C(); a.x = 1; a.y = 2\n"
        "b = C(); b.y = 3; b.x = 4\n"
        "order = list(b.__dict__)\n");
    EXPECT_TRUE(in_dict_mode(instance("b")));
    EXPECT_EQ(repr_of(global("order")), "['y', 'x']");
    EXPECT_EQ(repr_of(instance_get(instance("b"), name("x"))), "4");
}

TEST_F(LayoutTest, TheDictSharesTheValuesUntilItMustNot) {
    run("class C: pass\n"
        "a = C(); a.x = 1\n"
        "d = a.__dict__\n"
        "a.x = 2\n"
        "seen = d['x']; d['x'] = 3; back = a.x\n");
    Dict* d = global("d").as<Dict>();
    EXPECT_FALSE(dict_is_plain(d));
    EXPECT_EQ(dict_size(d), 1u);
    EXPECT_EQ(repr_of(global("seen")), "2");
    EXPECT_EQ(repr_of(global("back")), "3");
    run("d[5] = 6\n"
        "a.y = 7\n");
    EXPECT_TRUE(dict_is_plain(d));
    EXPECT_TRUE(in_dict_mode(instance("a")));
    EXPECT_EQ(repr_of(d), "{'x': 3, 5: 6, 'y': 7}");
}

TEST_F(LayoutTest, WhatTheSourceTellsIsTheCapacity) {
    run("class C:\n"
        "    def __init__(self): self.a = self.b = self.c = 1\n"
        "class D(C):\n"
        "    def more(self): self.d = self.e = 2\n"
        "class E: pass\n");
    EXPECT_EQ(type("C")->inline_cap, 3);
    EXPECT_EQ(type("D")->inline_cap, 5);
    EXPECT_EQ(type("E")->inline_cap, 4);
    EXPECT_EQ(type("D")->sure_inline_cap, 5);
}

TEST_F(LayoutTest, LaterInstancesHaveMoreRoom) {
    run("class C:\n"
        "    def __init__(self): self.a = self.b = 1\n"
        "old = C(); grown = C(); grown.c = 2\n"
        "young = C(); young.c = 3\n");
    EXPECT_EQ(instance("old")->inline_cap, 2);
    EXPECT_TRUE(in_dict_mode(instance("grown")));
    EXPECT_EQ(instance("young")->inline_cap, 3);
    EXPECT_FALSE(in_dict_mode(instance("young")));
    EXPECT_EQ(type("C")->sure_inline_cap, 2);
    EXPECT_TRUE(instance_get(instance("old"), name("c")).is_empty());
    EXPECT_EQ(repr_of(instance_get(instance("young"), name("c"))), "3");
}

TEST_F(LayoutTest, DeletingTheLastLowersTheWatermark) {
    run("class C: pass\n"
        "a = C(); a.x = 1; a.y = 2; a.z = 3\n"
        "del a.z\n");
    EXPECT_FALSE(in_dict_mode(instance("a")));
    EXPECT_EQ(instance("a")->watermark, 2);
    run("a.z = 4; del a.x; a.x = 5\n"
        "order = list(vars(a))\n");
    EXPECT_EQ(repr_of(global("order")), "['y', 'z', 'x']");
}

}  // namespace
}  // namespace krait

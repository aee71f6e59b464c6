// Type versions: drawn when first asked for, void when the class or one of its bases changes.
#include "runtime/attribute/instance.h"
#include "tests/unit/vm_fixture.h"

namespace krait {
namespace {

class VersionTest : public VmTest {
protected:
    Type* type(std::string_view text) { return global(text).as<Type>(); }
    void SetUp() override {
        run("class A: x = 1\n"
            "class B(A): pass\n"
            "class C(B): y = 2\n"
            "class Other: x = 1\n");
    }
};

TEST_F(VersionTest, AreDrawnLazilyAndAreUnique) {
    EXPECT_EQ(type("Other")->version, 0u);
    u32 a = version_of(t, type("A")), other = version_of(t, type("Other"));
    EXPECT_NE(a, 0u);
    EXPECT_NE(a, other);
    EXPECT_EQ(version_of(t, type("A")), a);
    EXPECT_TRUE(version_is_live(t, a));
}

TEST_F(VersionTest, AChangeReachesTheSubclassesOnly) {
    u32 a = version_of(t, type("A")), c = version_of(t, type("C"));
    u32 other = version_of(t, type("Other"));
    run("A.x = 5\n");
    EXPECT_NE(version_of(t, type("A")), a);
    EXPECT_NE(version_of(t, type("C")), c);
    EXPECT_EQ(version_of(t, type("Other")), other);
    EXPECT_FALSE(version_is_live(t, a));
    a = version_of(t, type("A"));
    run("C.y = 6\n");
    EXPECT_EQ(version_of(t, type("A")), a);
}

TEST_F(VersionTest, EveryKindOfChangeCounts) {
    const char* changes[] = {"B.new = 1\n",
                             "del B.new\n",
                             "setattr(B, 'f', lambda self: 1)\n",
                             "type.__setattr__(B, 'g', 1)\n",
                             "B.__bases__ = (A, Other)\n",
                             "A.x = property(lambda self: 1)\n",
                             "B.__doc__ = 'text'\n"};
    for (const char* change : changes) {
        u32 before = version_of(t, type("C"));
        run(change);
        EXPECT_NE(version_of(t, type("C")), before) << change;
    }
}

TEST_F(VersionTest, InstancesDoNotCount) {
    u32 c = version_of(t, type("C"));
    run("o = C(); o.x = 3; o.z = 4; del o.x\n"
        "p = C(); p.__dict__['q'] = 1\n");
    EXPECT_EQ(version_of(t, type("C")), c);
}

TEST_F(VersionTest, TheLookupCacheFollows) {
    EXPECT_EQ(repr_of(type_lookup(t, type("C"), name("x"))), "1");
    run("B.x = 7\n");
    EXPECT_EQ(repr_of(type_lookup(t, type("C"), name("x"))), "7");
    run("del B.x\n");
    EXPECT_EQ(repr_of(type_lookup(t, type("C"), name("x"))), "1");
    run("A.x = 8; C.__bases__ = (Other,)\n");
    EXPECT_EQ(repr_of(type_lookup(t, type("C"), name("x"))), "1");
}

}  // namespace
}  // namespace krait

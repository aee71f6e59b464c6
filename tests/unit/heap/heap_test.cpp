// The heap by itself: kinds of this file's own, no Vm. Roots are exact (Roots below) except where a test is
// about the conservative scan, since stale words on the C++ stack would keep cells alive by chance.
#include "runtime/heap/heap.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <unordered_set>
#include <vector>

namespace krait {
namespace {

struct Node : Object {
    Value left, right;
    u64 payload;
};
struct Leaf : Object {
    u64 payload;
};
struct Items : Object {
    u64 capacity;
    Value items[];
};
struct Array : Object {
    u64 length;
    Items* storage;
};
struct Owner : Object {
    u64* released;
    u64 number;
};

void trace_node(Object* object, Tracer& tracer) {
    Node* node = static_cast<Node*>(object);
    tracer.visit(node->left);
    tracer.visit(node->right);
}

void trace_array(Object* object, Tracer& tracer) {
    Array* array = static_cast<Array*>(object);
    tracer.mark_storage(array->storage);
    if (array->storage != nullptr) tracer.visit_range(array->storage->items, array->length);
}

void release_owner(Object* object) {
    ++*static_cast<Owner*>(object)->released;
}

struct Roots final : RootSource {
    std::vector<Value> values;
    std::vector<u64> words;  // scanned conservatively
    Heap* heap = nullptr;
    void trace_roots(Tracer& tracer) override {
        tracer.visit_range(values.data(), values.size());
        heap->scan_conservatively(words.data(), words.data() + words.size());
    }
};

class HeapTest : public testing::Test {
protected:
    HeapTest() { set_up(heap_); }
    ~HeapTest() override { heap_.remove_root_source(&roots_); }

    void set_up(Heap& heap) {
        heap.register_kind(Kind::Instance, trace_node);
        heap.register_kind(Kind::Str, nullptr);
        heap.register_kind(Kind::List, trace_array);
        heap.register_kind(Kind::ValueArray, nullptr);
        heap.register_kind(Kind::Native, nullptr, release_owner);
        roots_.heap = &heap;
        heap.add_root_source(&roots_);
    }

    Node* node(Value left = Value(), Value right = Value(), u64 payload = 0) {
        return node_in(heap_, left, right, payload);
    }
    static Node* node_in(Heap& heap, Value left = Value(), Value right = Value(), u64 payload = 0) {
        Node* result = static_cast<Node*>(heap.allocate(sizeof(Node), Kind::Instance, nullptr));
        if (result == nullptr) return nullptr;
        result->left = left;
        result->right = right;
        result->payload = payload;
        return result;
    }
    Leaf* leaf(u64 payload) {
        Leaf* result = static_cast<Leaf*>(heap_.allocate(sizeof(Leaf), Kind::Str, nullptr));
        result->payload = payload;
        return result;
    }
    Owner* owner(u64* released) {
        Owner* result = static_cast<Owner*>(heap_.allocate(sizeof(Owner), Kind::Native, nullptr));
        result->released = released;
        return result;
    }
    // An array of `count` empty Values.
    Array* array(u64 count) {
        Array* result = static_cast<Array*>(heap_.allocate(sizeof(Array), Kind::List, nullptr));
        roots_.values.push_back(result);
        result->storage = items(count);
        heap_.write_barrier(result);
        roots_.values.pop_back();
        if (result->storage != nullptr) result->length = count;
        return result;
    }
    Items* items(u64 count) {
        std::size_t bytes = sizeof(Items) + count * sizeof(Value);
        Items* result = static_cast<Items*>(heap_.allocate(bytes, Kind::ValueArray, nullptr));
        if (result != nullptr) result->capacity = count;
        return result;
    }
    u64 count_objects() {
        u64 count = 0;
        heap_.for_each_object([](Object*, void* c) { ++*static_cast<u64*>(c); }, &count);
        return count;
    }

    Heap heap_;
    Roots roots_;
};

bool is_zero(const void* memory, std::size_t bytes) {
    const char* p = static_cast<const char*>(memory);
    for (std::size_t i = 0; i < bytes; i++) {
        if (p[i] != 0) return false;
    }
    return true;
}

// A deterministic pseudo-random sequence.
struct Random {
    u64 state = 88172645463325252ull;
    u64 next() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
    u64 below(u64 n) { return next() % n; }
};

// ---- allocation ------------------------------------------------------------------------------------

TEST_F(HeapTest, CellsOfAllSizesAreZeroedDisjointAndFound) {
    struct Cell {
        char* start;
        std::size_t bytes;
    };
    std::vector<Cell> cells;
    for (int round = 0; round < 3; round++) {
        for (std::size_t bytes = 16; bytes < 40000; bytes += bytes < 600 ? 1 : 317) {
            Object* object = heap_.allocate(bytes, Kind::Str, nullptr);
            ASSERT_NE(object, nullptr);
            EXPECT_EQ(reinterpret_cast<u64>(object) % 8, 0u);
            EXPECT_EQ(object->kind, Kind::Str);
            EXPECT_GE(heap_.usable_size(object), bytes);
            EXPECT_LE(heap_.usable_size(object), bytes < 512 ? bytes + 7 : bytes * 2 + 65536);
            EXPECT_TRUE(is_zero(&object->log, 7)) << bytes;
            EXPECT_TRUE(is_zero(object + 1, bytes - sizeof(Object))) << bytes;
            char* start = reinterpret_cast<char*>(object);
            EXPECT_EQ(heap_.find_cell(start), object);
            EXPECT_EQ(heap_.find_cell(start + bytes / 2), object);
            EXPECT_EQ(heap_.find_cell(start + bytes - 1), object);
            std::memset(start + sizeof(Object), 0xA5, bytes - sizeof(Object));
            roots_.values.push_back(object);
            cells.push_back({start, bytes});
        }
        if (round == 1) heap_.collect(false);
    }
    heap_.collect(true);
    for (const Cell& cell : cells) {
        for (std::size_t i = sizeof(Object); i < cell.bytes; i++) {
            ASSERT_EQ(static_cast<u8>(cell.start[i]), 0xA5);
        }
    }
    heap_.verify();
}

TEST_F(HeapTest, ReusedCellsAreZeroed) {
    for (int round = 0; round < 6; round++) {
        for (std::size_t bytes :
             {16u, 24u, 40u, 64u, 504u, 512u, 520u, 1000u, 5000u, 32768u, 40000u, 200000u}) {
            for (int i = 0; i < 200; i++) {
                Object* object = heap_.allocate(bytes, Kind::Str, nullptr);
                ASSERT_TRUE(is_zero(object + 1, bytes - sizeof(Object)));
                ASSERT_TRUE(is_zero(&object->log, 7));
                std::memset(static_cast<void*>(object + 1), 0xFF, bytes - sizeof(Object));
                if (i % 7 == round) roots_.values.push_back(object);
            }
        }
        heap_.collect(round % 2 == 0);
        if (round == 3) roots_.values.clear();
    }
    heap_.verify();
}

TEST_F(HeapTest, HugeRequestsFailAtOnce) {
    EXPECT_EQ(heap_.allocate(1ull << 62, Kind::Str, nullptr), nullptr);
    EXPECT_EQ(heap_.allocate(1ull << 50, Kind::Str, nullptr), nullptr);
    EXPECT_EQ(heap_.allocate(~0ull, Kind::Str, nullptr), nullptr);
    EXPECT_EQ(heap_.allocate(~0ull - 7, Kind::Str, nullptr), nullptr);
    EXPECT_EQ(heap_.stats().major_collections, 0u);
    EXPECT_NE(node(), nullptr);
}

// ---- reclaiming ------------------------------------------------------------------------------------

TEST_F(HeapTest, UnreachableCellsAreFreedReachableOnesKept) {
    Node* kept = node(node(leaf(1), leaf(2)), leaf(3), 4);
    roots_.values.push_back(kept);
    for (int i = 0; i < 1000; i++) node(leaf(9), leaf(9));
    EXPECT_EQ(count_objects(), 5u + 3000u);
    EXPECT_EQ(heap_.collect(true), 3000u);
    EXPECT_EQ(count_objects(), 5u);
    EXPECT_EQ(kept->left.as<Node>()->right.as<Leaf>()->payload, 2u);
    EXPECT_EQ(kept->payload, 4u);
    EXPECT_EQ(heap_.collect(true), 0u);
}

TEST_F(HeapTest, CyclesAreFreed) {
    Node* a = node();
    Node* b = node(a);
    a->left = b;
    a->right = a;
    EXPECT_EQ(heap_.collect(false), 2u);
    a = node();
    roots_.values.push_back(a);
    b = node(a);
    a->left = b;
    EXPECT_EQ(heap_.collect(false), 0u);
    EXPECT_EQ(heap_.collect(true), 0u);
    roots_.values.clear();
    EXPECT_EQ(heap_.collect(false), 0u) << "old objects are for major collections";
    EXPECT_EQ(heap_.collect(true), 2u);
}

TEST_F(HeapTest, DeepStructuresDoNotRecurse) {
    Value list;
    for (u64 i = 0; i < 1000000; i++) {
        list = node(list, Value(), i);
        roots_.values.assign(1, list);
    }
    heap_.collect(true);
    u64 length = 0;
    for (Value v = list; !v.is_empty(); v = v.as<Node>()->left) length++;
    EXPECT_EQ(length, 1000000u);
}

TEST_F(HeapTest, ReleaseFunctionsRunOncePerDeadCell) {
    u64 released = 0;
    {
        Heap other;
        Roots unused;
        other.register_kind(Kind::Native, nullptr, release_owner);
        Owner* late = static_cast<Owner*>(other.allocate(sizeof(Owner), Kind::Native, nullptr));
        late->released = &released;
    }
    EXPECT_EQ(released, 1u) << "at the end of the heap";
    released = 0;
    for (int i = 0; i < 5000; i++) {
        Owner* o = owner(&released);
        if (i % 5 == 0) roots_.values.push_back(o);
    }
    Owner* large = static_cast<Owner*>(heap_.allocate(100000, Kind::Native, nullptr));
    large->released = &released;
    heap_.collect(false);
    EXPECT_EQ(released, 4001u);
    roots_.values.clear();
    heap_.collect(true);
    EXPECT_EQ(released, 5001u);
    heap_.collect(true);
    EXPECT_EQ(released, 5001u);
}

TEST_F(HeapTest, AllocationAloneTriggersCollections) {
    for (int i = 0; i < 2000000; i++) node();
    EXPECT_GT(heap_.stats().minor_collections, 3u);
    EXPECT_LT(heap_.stats().heap_bytes, 16u << 20);
}

TEST_F(HeapTest, MemoryStaysSteadyUnderChurn) {
    // A window of survivors of changing sizes, each replaced after a while.
    Random random;
    roots_.values.resize(5000);
    u64 after_warm_up = 0;
    for (int i = 0; i < 1500000; i++) {
        u64 slot = random.below(roots_.values.size());
        std::size_t bytes = 16 + random.below(i % 1000 == 0 ? 100000 : 600);
        roots_.values[slot] = heap_.allocate(bytes, Kind::Str, nullptr);
        if (i == 500000) after_warm_up = heap_.stats().heap_bytes;
    }
    EXPECT_LT(heap_.stats().heap_bytes, after_warm_up * 3 / 2);
    EXPECT_LT(heap_.stats().heap_bytes, 160u << 20);
    heap_.verify();
}

// ---- generations -----------------------------------------------------------------------------------

TEST_F(HeapTest, MinorCollectionsFreeOnlyYoungCells) {
    roots_.values.push_back(node());
    Node* dying = node();
    roots_.values.push_back(dying);
    heap_.collect(false);
    roots_.values.pop_back();
    for (int i = 0; i < 100; i++) node();
    EXPECT_EQ(heap_.collect(false), 100u);
    EXPECT_EQ(heap_.find_cell(dying), dying);
    EXPECT_EQ(heap_.collect(true), 1u);
    EXPECT_EQ(heap_.find_cell(dying), nullptr);
}

TEST_F(HeapTest, TheBarrierKeepsYoungObjectsOfOldOnesAlive) {
    Node* old = node();
    roots_.values.push_back(old);
    heap_.collect(false);
    for (int i = 0; i < 20; i++) {
        EXPECT_EQ(old->log, 1);
        old->left = node(leaf(7), Value(), 100 + i);
        heap_.write_barrier(old);
        EXPECT_EQ(old->log, 0);
        heap_.write_barrier(old);  // once is enough
        heap_.collect(false);
        EXPECT_EQ(old->left.as<Node>()->payload, 100u + i);
        EXPECT_EQ(old->left.as<Node>()->left.as<Leaf>()->payload, 7u);
    }
    EXPECT_EQ(count_objects(), 1u + 20u * 2u);
    heap_.collect(true);
    EXPECT_EQ(count_objects(), 3u);
}

TEST_F(HeapTest, StorageIsKeptWithItsOwner) {
    Array* list = array(1000);
    roots_.values.push_back(list);
    heap_.collect(false);
    for (u64 i = 0; i < 1000; i++) {
        list->storage->items[i] = leaf(i);
        heap_.write_barrier(list);
        if (i % 100 == 99) heap_.collect(false);
    }
    // Other storage, as when it grows.
    Items* bigger = items(20000);
    std::memcpy(bigger->items, list->storage->items, 1000 * sizeof(Value));
    list->storage = bigger;
    heap_.write_barrier(list);
    heap_.collect(false);
    heap_.collect(true);
    for (u64 i = 0; i < 1000; i++) EXPECT_EQ(list->storage->items[i].as<Leaf>()->payload, i);
    EXPECT_EQ(count_objects(), 1001u);
    roots_.values.clear();
    EXPECT_EQ(heap_.collect(true), 1001u);
}

TEST_F(HeapTest, RandomGraphsSurviveRandomCollections) {
    // A model beside the heap: node i's references by number; checked after each collection.
    constexpr u64 kNodes = 3000;
    struct Model {
        i64 left = -1, right = -1;
    };
    Random random;
    std::vector<Model> model(kNodes);
    Array* table = array(kNodes);
    roots_.values.push_back(table);
    auto at = [&](u64 i) { return table->storage->items[i].as<Node>(); };
    for (u64 i = 0; i < kNodes; i++) {
        table->storage->items[i] = node(Value(), Value(), i);
        heap_.write_barrier(table);
    }
    for (int step = 0; step < 200000; step++) {
        u64 i = random.below(kNodes), j = random.below(kNodes);
        if (step % 3 == 0) {  // a new node in its place; others may still refer to the old one
            Node* fresh = node(Value(), Value(), i);
            table->storage->items[i] = fresh;
            heap_.write_barrier(table);
            model[i] = {};
        } else {
            bool left = step % 3 == 1;
            (left ? at(i)->left : at(i)->right) = at(j);
            (left ? model[i].left : model[i].right) = static_cast<i64>(j);
            heap_.write_barrier(at(i));
        }
        if (random.below(2000) == 0) heap_.collect(random.below(4) == 0);
        if (step % 20000 != 0) continue;
        heap_.verify();
        for (u64 k = 0; k < kNodes; k++) {
            ASSERT_EQ(at(k)->payload, k);
            for (auto [value, number] :
                 {std::pair{at(k)->left, model[k].left}, {at(k)->right, model[k].right}}) {
                ASSERT_EQ(value.is_empty(), number < 0);
                if (number < 0) continue;
                ASSERT_EQ(value.as<Node>()->payload, static_cast<u64>(number));
            }
        }
    }
}

// ---- conservative roots ----------------------------------------------------------------------------

TEST_F(HeapTest, InteriorPointersAreRoots) {
    Node* small = node(leaf(5));
    Items* medium = items(300);
    Items* large = items(30000);
    large->items[29999] = node(leaf(6));
    medium->items[299] = leaf(8);
    u64 addresses[] = {reinterpret_cast<u64>(&small->payload),
                       reinterpret_cast<u64>(&medium->items[299]),
                       reinterpret_cast<u64>(&large->items[29999])};
    roots_.words.assign(std::begin(addresses), std::end(addresses));
    // Words that are no references.
    for (u64 word : {0ull, 1ull, 8ull, ~0ull, 0x7fffffffffffull, 0xFFFF000000000005ull}) {
        roots_.words.push_back(word);
    }
    heap_.collect(false);
    heap_.collect(true);
    EXPECT_EQ(small->left.as<Leaf>()->payload, 5u);
    EXPECT_EQ(medium->items[299].as<Leaf>()->payload, 8u)
        << "storage that only the stack refers to";
    EXPECT_EQ(large->items[29999].as<Node>()->left.as<Leaf>()->payload, 6u);
    EXPECT_EQ(count_objects(), 5u - 0u);
    roots_.words.clear();
    EXPECT_EQ(heap_.collect(true), 5u);
}

TEST_F(HeapTest, WordsThatPointToFreeCellsDoNoHarm) {
    std::vector<Value> dead;
    for (int i = 0; i < 10000; i++) {
        Node* n = node(leaf(1));
        (i % 3 == 0 ? roots_.values : dead).push_back(n);
    }
    Object* large = heap_.allocate(500000, Kind::Str, nullptr);
    dead.push_back(large);
    heap_.collect(true);
    for (Value v : dead) {
        EXPECT_EQ(heap_.find_cell(v.object()), nullptr);
        roots_.words.push_back(v.bits());
        roots_.words.push_back(v.bits() + 24);
    }
    roots_.words.push_back(reinterpret_cast<u64>(large) + 300000);
    u64 before = count_objects();
    heap_.collect(false);
    heap_.collect(true);
    EXPECT_EQ(count_objects(), before);
    // Cells are reused while the stale words are still there: these now keep what took their place.
    for (int i = 0; i < 20000; i++) node(leaf(2));
    heap_.collect(true);
    heap_.verify();
    EXPECT_LE(count_objects(), before + 2 * dead.size());
}

__attribute__((noinline)) u64 churn_with_locals(Heap& heap, u64 n) {
    Object* locals[8];
    u64 sum = 0;
    for (u64 i = 0; i < 8; i++) {
        Leaf* cell = static_cast<Leaf*>(heap.allocate(sizeof(Leaf), Kind::Str, nullptr));
        cell->payload = i;
        locals[i] = cell;
    }
    Value* item = nullptr;
    Items* storage =
        static_cast<Items*>(heap.allocate(sizeof(Items) + 80, Kind::ValueArray, nullptr));
    item = &storage->items[5];
    for (u64 i = 0; i < n; i++) {
        heap.allocate(sizeof(Leaf), Kind::Str, nullptr);
        heap.allocate(sizeof(Items) + 80, Kind::ValueArray, nullptr);
        if (i % 1000 == 0) heap.collect(i % 3000 == 0);
    }
    *item = Value::small_int(1);
    for (Object* object : locals) sum += static_cast<Leaf*>(object)->payload;
    return sum;
}

TEST_F(HeapTest, LocalsAreRoots) {
    heap_.set_stack_base(__builtin_frame_address(0));
    EXPECT_EQ(churn_with_locals(heap_, 30000), 28u);
    heap_.set_stack_base(nullptr);
}

// Fills a node while others are made, without a barrier: allowed, as long as a local refers to it.
__attribute__((noinline)) Node* fill_slowly(Heap& heap) {
    Node* result = static_cast<Node*>(heap.allocate(sizeof(Node), Kind::Instance, nullptr));
    heap.collect(false);
    result->left = heap.allocate(sizeof(Leaf), Kind::Str, nullptr);
    result->left.as<Leaf>()->payload = 1;
    heap.collect(false);
    result->right = heap.allocate(sizeof(Leaf), Kind::Str, nullptr);
    result->right.as<Leaf>()->payload = 2;
    return result;
}

TEST_F(HeapTest, ObjectsUnderConstructionNeedNoBarrier) {
    heap_.set_stack_base(__builtin_frame_address(0));
    Node* filled = fill_slowly(heap_);
    roots_.values.push_back(filled);
    heap_.set_stack_base(nullptr);
    heap_.collect(false);
    for (int i = 0; i < 1000; i++) leaf(9);
    EXPECT_EQ(filled->left.as<Leaf>()->payload, 1u);
    EXPECT_EQ(filled->right.as<Leaf>()->payload, 2u);
}

TEST_F(HeapTest, RootedVectorsAreRoots) {
    RootedVector outer(heap_);
    {
        RootedVector inner(heap_);
        for (u64 i = 0; i < 100; i++) inner.push(leaf(i));
        for (u64 i = 0; i < 100; i++) outer.push(leaf(i));
        heap_.collect(true);
        EXPECT_EQ(count_objects(), 200u);
        EXPECT_EQ(inner[50].as<Leaf>()->payload, 50u);
    }
    EXPECT_EQ(heap_.collect(true), 100u);
    EXPECT_EQ(outer.back().as<Leaf>()->payload, 99u);
}

// ---- large objects ---------------------------------------------------------------------------------

TEST_F(HeapTest, LargeObjectsAreReusedAndReturned) {
    for (int i = 0; i < 2000; i++) {
        Object* object = heap_.allocate((1 + i % 40) * 50000, Kind::Str, nullptr);
        ASSERT_NE(object, nullptr);
        ASSERT_TRUE(is_zero(object + 1, 1000));
        std::memset(static_cast<void*>(object + 1), 1, 1000);
    }
    heap_.collect(true);
    EXPECT_EQ(heap_.stats().heap_bytes, 0u);
    EXPECT_EQ(count_objects(), 0u);
}

TEST_F(HeapTest, NeighbouringFreeBlocksAreMerged) {
    std::vector<Object*> objects;
    for (int i = 0; i < 64; i++) {
        objects.push_back(heap_.allocate(65536, Kind::Str, nullptr));
        if (i % 2 == 0) roots_.values.push_back(objects.back());
    }
    heap_.collect(true);
    roots_.values.clear();
    heap_.collect(true);
    u64 lowest = ~0ull;
    for (Object* object : objects) lowest = std::min(lowest, reinterpret_cast<u64>(object));
    Object* whole = heap_.allocate(64 * 65536, Kind::Str, nullptr);
    EXPECT_EQ(reinterpret_cast<u64>(whole), lowest);
    EXPECT_TRUE(is_zero(whole + 1, 64 * 65536 - sizeof(Object)));
}

TEST_F(HeapTest, LargeArraysOfYoungObjects) {
    heap_.set_stack_base(__builtin_frame_address(0));
    Array* list = array(300000);
    roots_.values.push_back(list);
    for (u64 i = 0; i < 300000; i++) {
        list->storage->items[i] = node(leaf(i));
        heap_.write_barrier(list);
    }
    EXPECT_GT(heap_.stats().minor_collections, 0u);
    for (u64 i = 0; i < 300000; i++) {
        ASSERT_EQ(list->storage->items[i].as<Node>()->left.as<Leaf>()->payload, i);
    }
    heap_.set_stack_base(nullptr);
}

// ---- limits ----------------------------------------------------------------------------------------

TEST_F(HeapTest, TheLimitHoldsAndGarbageIsCollectedFirst) {
    heap_.set_limit(32 << 20);
    for (int i = 0; i < 3000000; i++) ASSERT_NE(node(), nullptr);
    Value list;
    u64 made = 0;
    for (;; made++) {
        Node* next = node(list);
        if (next == nullptr) break;
        list = next;
        roots_.values.assign(1, list);
        ASSERT_LT(made, 2000000u);
    }
    EXPECT_GT(made, (32u << 20) / sizeof(Node) * 3 / 4);
    EXPECT_LE(heap_.stats().heap_bytes, 32u << 20);
    EXPECT_EQ(heap_.allocate(100 << 20, Kind::Str, nullptr), nullptr);
    u64 length = 0;
    for (Value v = list; !v.is_empty(); v = v.as<Node>()->left) length++;
    EXPECT_EQ(length, made);
    roots_.values.clear();
    list = Value();
    EXPECT_NE(heap_.allocate(20 << 20, Kind::Str, nullptr), nullptr) << "room again";
    for (int i = 0; i < 100000; i++) ASSERT_NE(node(), nullptr);
}

TEST_F(HeapTest, ExternalMemoryCountsTowardsCollections) {
    for (int i = 0; i < 100; i++) {
        node();
        heap_.account_external(1 << 20);
    }
    for (int i = 0; i < 5000; i++) node();
    EXPECT_GT(heap_.stats().minor_collections + heap_.stats().major_collections, 0u);
    EXPECT_EQ(heap_.stats().external_bytes, 100u << 20);
    heap_.account_external(-(200 << 20));
    EXPECT_EQ(heap_.stats().external_bytes, 0u);
}

TEST_F(HeapTest, DisabledMeansNoAutomaticCollections) {
    heap_.enabled = false;
    for (int i = 0; i < 500000; i++) node();
    EXPECT_EQ(heap_.stats().minor_collections + heap_.stats().major_collections, 0u);
    EXPECT_EQ(heap_.collect(true), 500000u);
}

// ---- finalizers ------------------------------------------------------------------------------------

TEST_F(HeapTest, FinalizableObjectsAreResurrectedOnceInOrder) {
    std::vector<Node*> made;
    for (u64 i = 0; i < 5; i++) {
        made.push_back(node(leaf(i), Value(), i));
        heap_.register_finalizer(made.back());
    }
    roots_.values.push_back(made[2]);
    int hooks = 0;
    heap_.set_pending_hook([](void* count) { ++*static_cast<int*>(count); }, &hooks);
    EXPECT_EQ(heap_.collect(false), 4u);
    EXPECT_EQ(hooks, 1);
    EXPECT_TRUE(heap_.has_pending());
    EXPECT_EQ(heap_.collect(true), 0u) << "the queue keeps them alive";
    for (u64 i : {0, 1, 3, 4}) {
        Object* next = heap_.take_finalizable();
        ASSERT_EQ(next, made[i]);
        EXPECT_EQ(static_cast<Node*>(next)->left.as<Leaf>()->payload, i);
        EXPECT_TRUE(next->flags & Object::kFinalized);
    }
    EXPECT_EQ(heap_.take_finalizable(), nullptr);
    EXPECT_FALSE(heap_.has_pending());
    EXPECT_EQ(heap_.collect(true), 8u);
    EXPECT_FALSE(heap_.has_pending());
    heap_.queue_all_finalizers();
    EXPECT_EQ(heap_.take_finalizable(), made[2]);
    EXPECT_EQ(heap_.take_finalizable(), nullptr);
    heap_.queue_all_finalizers();
    EXPECT_FALSE(heap_.has_pending());
}

TEST_F(HeapTest, WithdrawnObjectsAreNotFinalized) {
    Node* done = node();
    heap_.register_finalizer(done);
    done->flags |= Object::kFinalized;
    EXPECT_EQ(heap_.collect(true), 1u);
    EXPECT_FALSE(heap_.has_pending());
}

struct WeakTableStub final : RootSource {
    std::vector<Object*> cleared, kept;
    std::vector<Object*> watched;
    void trace_roots(Tracer&) override {}
    void clear_weak(Heap& heap, bool) override {
        for (Object* object : watched) (heap.is_marked(object) ? kept : cleared).push_back(object);
    }
    void sweep_weak(Heap& heap, bool) override {
        std::erase_if(watched, [&](Object* object) { return !heap.is_marked(object); });
    }
};

TEST_F(HeapTest, WeakTablesAreClearedBeforeFinalizersResurrect) {
    WeakTableStub table;
    heap_.add_root_source(&table);
    Node* finalizable = node();
    Node* dead = node();
    Node* live = node();
    heap_.register_finalizer(finalizable);
    roots_.values.push_back(live);
    table.watched = {finalizable, dead, live};
    heap_.collect(false);
    EXPECT_EQ(table.cleared, (std::vector<Object*>{finalizable, dead}));
    EXPECT_EQ(table.watched, (std::vector<Object*>{finalizable, live}));
    heap_.queue_callback(live);
    Heap::Pending first = heap_.take_pending();
    EXPECT_EQ(first.object, finalizable);
    EXPECT_FALSE(first.is_callback);
    Heap::Pending second = heap_.take_pending();
    EXPECT_EQ(second.object, live);
    EXPECT_TRUE(second.is_callback);
    EXPECT_EQ(heap_.take_pending().object, nullptr);
    heap_.remove_root_source(&table);
}

// ---- inspection and checks -------------------------------------------------------------------------

TEST_F(HeapTest, ReferencesAreReported) {
    Leaf* a = leaf(1);
    Array* list = array(3);
    list->storage->items[0] = a;
    list->storage->items[2] = list;
    std::vector<Object*> found;
    auto add = [](Object* object, void* to) {
        static_cast<std::vector<Object*>*>(to)->push_back(object);
    };
    heap_.for_each_reference(list, add, &found);
    EXPECT_EQ(found, (std::vector<Object*>{a, list}));
    heap_.for_each_reference(a, add, &found);
    EXPECT_EQ(found.size(), 2u);
}

class HeapModes : public HeapTest {
protected:
    void churn(Heap& heap) {
        Roots roots;
        roots.heap = &heap;
        heap.register_kind(Kind::Instance, trace_node);
        heap.add_root_source(&roots);
        Value list;
        for (u64 i = 0; i < 300; i++) {
            Node* next = node_in(heap, list, node_in(heap), i);
            list = next;
            roots.values.assign(1, list);
            if (next->left.is_empty()) continue;
            Node* before = next->left.as<Node>();
            before->right = next;
            heap.write_barrier(before);
        }
        for (u64 i = 300; i-- > 0; list = list.as<Node>()->left)
            ASSERT_EQ(list.as<Node>()->payload, i);
        heap.remove_root_source(&roots);
    }
};

TEST_F(HeapModes, StressCollectsAtEveryAllocation) {
    setenv("KRAIT_GC_STRESS", "1", 1);
    setenv("KRAIT_GC_VERIFY", "1", 1);
    Heap heap;
    unsetenv("KRAIT_GC_STRESS");
    unsetenv("KRAIT_GC_VERIFY");
    heap.set_stack_base(__builtin_frame_address(0));
    churn(heap);
    EXPECT_GE(heap.stats().minor_collections, 300u);
    EXPECT_GE(heap.stats().major_collections, 300u);
}

TEST_F(HeapModes, VerifyFindsMissingBarriers) {
    setenv("KRAIT_GC_VERIFY", "1", 1);
    EXPECT_DEATH(
        {
            Heap heap;
            set_up(heap);
            Node* old = node_in(heap);
            roots_.values.push_back(old);
            heap.collect(false);
            old->left = node_in(heap);  // no barrier
            heap.collect(false);
        },
        "a write barrier is missing");
    EXPECT_DEATH(
        {
            Heap heap;
            set_up(heap);
            Node* holder = node_in(heap);
            roots_.values.push_back(holder);
            Node* dead = node_in(heap);
            heap.collect(true);
            holder->left = dead;
            heap.verify();
        },
        "where no cell is allocated|use-after-poison");
    unsetenv("KRAIT_GC_VERIFY");
}

#ifdef __SANITIZE_ADDRESS__
TEST_F(HeapModes, FreedCellsArePoisoned) {
    EXPECT_DEATH(
        {
            Leaf* dead = leaf(1);
            heap_.collect(true);
            dead->payload++;
        },
        "use-after-poison");
}
#endif

}  // namespace
}  // namespace krait

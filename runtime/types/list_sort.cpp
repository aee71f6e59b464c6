// list.sort. The keys decide how items are compared: all small ints, all floats and all strs are
// compared without any call, and when there is no key function such a list is sorted where it is.
// Otherwise script code may run: the list is empty meanwhile, its items lie in memory that the
// collector knows, and whoever changes the list gets a ValueError.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/list_storage.h"
#include "runtime/types/merge_sort.h"

#include <algorithm>
#include <memory>
#include <new>

namespace krait {

namespace {

enum class Keys { kInts, kFloats, kStrs, kMixed };

KRAIT_INLINE bool str_less(const Str* a, const Str* b) {
    std::size_t common = std::min(a->size, b->size);
    int order = std::memcmp(a->data, b->data, common);
    return order != 0 ? order < 0 : a->size < b->size;  // UTF-8 sorts as its code points do
}

// An item alone or with its key. Both are plain words, so that the sorter may move them about.
struct Keyed {
    Value key;
    Value item;
};
KRAIT_INLINE Value key_of(Value v) {
    return v;
}
KRAIT_INLINE Value key_of(const Keyed& k) {
    return k.key;
}

struct IntLess {
    static constexpr bool kFallible = false;
    static bool failed() { return false; }
    template <class Item>
    bool operator()(const Item& a, const Item& b) const {
        return key_of(a).bits() < key_of(b).bits();  // the tag keeps the order
    }
};
struct FloatLess {
    static constexpr bool kFallible = false;
    static bool failed() { return false; }
    template <class Item>
    bool operator()(const Item& a, const Item& b) const {
        return key_of(a).double_value() < key_of(b).double_value();
    }
};
struct StrLess {
    static constexpr bool kFallible = false;
    static bool failed() { return false; }
    template <class Item>
    bool operator()(const Item& a, const Item& b) const {
        return str_less(key_of(a).template as<Str>(), key_of(b).template as<Str>());
    }
};

class AnyLess {
public:
    static constexpr bool kFallible = true;
    explicit AnyLess(Thread& t) : t_(t), str_(t.types().str), tuple_(t.types().tuple) {}
    bool failed() const { return failed_; }
    template <class Item>
    bool operator()(const Item& a, const Item& b) {
        return less(key_of(a), key_of(b));
    }

private:
    bool less(Value a, Value b) {
        if (a.is_small_int() && b.is_small_int()) return a.bits() < b.bits();
        if (a.is_double() && b.is_double()) return a.double_value() < b.double_value();
        if (a.is_object() && b.is_object()) {
            const Type* type = a.object()->type;
            if (type == b.object()->type) {
                if (type == str_) return str_less(a.as<Str>(), b.as<Str>());
                if (type == tuple_) return tuple_less(a.as<Tuple>(), b.as<Tuple>());
            }
        }
        if (KRAIT_UNLIKELY(interrupt::waits()) && !raise_interrupt(t_).ok()) {
            failed_ = true;
            return false;
        }
        return outcome(compare_truth(t_, CompareOp::Lt, a, b));
    }

    bool tuple_less(Tuple* a, Tuple* b) {
        if (c_stack_exhausted(t_)) {
            failed_ = true;
            raise_recursion_error(t_, " in comparison");
            return false;
        }
        u64 common = std::min(a->length, b->length);
        for (u64 i = 0; i < common; i++) {
            if (KRAIT_UNLIKELY(interrupt::waits()) && !raise_interrupt(t_).ok()) {
                failed_ = true;
                return false;
            }
            bool same = outcome(items_equal(t_, a->items[i], b->items[i]));
            if (failed_) return false;
            if (!same) return less(a->items[i], b->items[i]);
        }
        return a->length < b->length;
    }

    bool outcome(Result<bool> result) {
        if (KRAIT_LIKELY(result.ok())) return result.value();
        failed_ = true;
        return false;
    }

    Thread& t_;
    const Type* str_;
    const Type* tuple_;
    bool failed_ = false;
};

template <class Item>
Keys classify(Thread& t, const Item* items, u64 count) {
    auto all = [&](auto matches) {
        for (u64 i = 0; i < count; i++) {
            if (!matches(key_of(items[i]))) return false;
        }
        return true;
    };
    Value first = key_of(items[0]);
    if (first.is_small_int() && all([](Value v) { return v.is_small_int(); })) return Keys::kInts;
    if (first.is_double() && all([](Value v) { return v.is_double(); })) return Keys::kFloats;
    if (is_exact_str(t, first) && all([&](Value v) { return is_exact_str(t, v); }))
        return Keys::kStrs;
    return Keys::kMixed;
}

// Sorts by a comparison that can't fail and runs no script code.
template <class Item>
bool sort_simple(Keys keys, Item* items, u64 count, Item* scratch) {
    if (keys == Keys::kInts) {
        IntLess less;
        return merge_sort(items, count, scratch, less);
    }
    if (keys == Keys::kFloats) {
        FloatLess less;
        return merge_sort(items, count, scratch, less);
    }
    StrLess less;
    return merge_sort(items, count, scratch, less);
}

template <class Item>
bool sort_items(Thread& t, Item* items, u64 count, Item* scratch, bool descending) {
    // Turned around before and after, so that equal items keep their order.
    if (descending) std::reverse(items, items + count);
    bool ok = true;
    Keys keys = classify(t, items, count);
    if (keys == Keys::kMixed) {
        AnyLess less(t);
        ok = merge_sort(items, count, scratch, less);
    } else {
        ok = sort_simple(keys, items, count, scratch);
    }
    if (descending) std::reverse(items, items + count);
    // (An interruption that the sorter saw is not raised yet.)
    return ok || (t.pending.is_empty() && raise_interrupt(t).ok());
}

// No key function, and no script code will run: in place.
Result<void> sort_in_place(Thread& t, List* list, bool descending) {
    using Sorter = MergeSorter<Value, IntLess>;
    Value local[128];
    std::unique_ptr<Value[]> allocated;
    Value* scratch = local;
    std::size_t needed = Sorter::scratch_size(list->length);
    if (needed > std::size(local)) {
        allocated.reset(new (std::nothrow) Value[needed]);
        if (allocated == nullptr) return raise_memory_error(t);
        scratch = allocated.get();
    }
    bool ok = sort_items(t, list->items, list->length, scratch, descending);
    return ok ? Result<void>() : Result<void>(Failure{});
}

// The items of a list while it is being sorted. The destructor gives them back.
class Detached {
public:
    Detached(Thread& t, List* list)
        : t_(t), list_(list), items_(list->items), count_(list->length), capacity_(list->capacity) {
        list_drop_items(list);
        list->flags |= kListSorting;
    }
    bool modified() const { return !(list_->flags & kListSorting); }
    u64 count() const { return count_; }
    Value* items() const { return items_; }
    ~Detached() {
        if (!restored_) restore();
    }
    Detached(const Detached&) = delete;
    Detached& operator=(const Detached&) = delete;
    void restore() {
        restored_ = true;
        list_->items = items_;
        list_->length = count_;
        list_->capacity = capacity_;
        list_->flags &= static_cast<u8>(~kListSorting);
        write_barrier(t_, list_);
    }

private:
    Thread& t_;
    List* list_;
    Value* items_;
    u64 count_;
    u64 capacity_;
    bool restored_ = false;
};

// `work` has the items first, scratch memory behind them; returns whether all went well.
bool sort_detached(Thread& t, Detached& items, RootedVector& work, bool descending) {
    u64 count = items.count();
    std::copy_n(items.items(), count, work.data());
    bool ok = sort_items(t, work.data(), count, work.data() + count, descending);
    std::copy_n(work.data(), count, items.items());
    return ok;
}

bool sort_keyed(Thread& t, Detached& items, RootedVector& work, Value key, bool descending) {
    u64 count = items.count();
    Keyed* pairs = reinterpret_cast<Keyed*>(work.data());
    for (u64 i = 0; i < count; i++) pairs[i].item = items.items()[i];
    for (u64 i = 0; i < count; i++) {
        Result<Value> k = call(t, key, {pairs[i].item});
        if (!k.ok() || !poll_interrupt(t).ok()) return false;
        pairs[i].key = k.value();
    }
    bool ok = sort_items(t, pairs, count, pairs + count, descending);
    for (u64 i = 0; i < count; i++) items.items()[i] = pairs[i].item;
    return ok;
}

static_assert(sizeof(Keyed) == 2 * sizeof(Value));

}  // namespace

Result<void> list_sort(Thread& t, List* list, Value key, bool descending) {
    bool keyed = !key.is_empty() && !key.is_none();
    if (list->length < (keyed ? 1 : 2)) return {};
    if (!keyed && classify(t, list->items, list->length) != Keys::kMixed) {
        return sort_in_place(t, list, descending);
    }
    RootedVector work(t.heap());
    u64 words = list->length + list->length / 2 + 1;
    work.resize(keyed ? 2 * words : words);
    Detached items(t, list);
    bool ok = keyed ? sort_keyed(t, items, work, key, descending)
                    : sort_detached(t, items, work, descending);
    bool modified = items.modified();
    items.restore();
    if (!ok) return Failure{};
    if (modified) return raise_value_error(t, "list modified during sort");
    return {};
}

}  // namespace krait

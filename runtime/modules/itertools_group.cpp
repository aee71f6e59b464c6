// itertools: batched, groupby and tee.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/modules/itertools.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/int.h"

#include <algorithm>

namespace krait {

namespace {

Iterator* self_of(Value v) {
    return v.as<Iterator>();
}

// ---- batched: source = the iterator, index = items per batch, step = 1 if strict

Result<Value> batched_new(Thread& t, Type* type, const Args& args) {
    Value a[3];
    TRY(parse_arguments(t, "batched", "(iterable, n, *, strict=False)", args, a));
    i64 size = TRY(size_argument(t, a[1]));
    bool strict = TRY(truth(t, a[2]));
    if (size < 1) return raise_value_error(t, "n must be at least one");
    Value iterator = TRY(get_iter(t, a[0]));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = iterator;
    self->index = size;
    self->step = strict;
    write_barrier(t, self);
    return self;
}

Result<Value> batched_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->source.is_empty()) return Value::absent();
    Value iterator = self->source;
    List* items = TRY(make_list(t, std::min<i64>(self->index, 64)));
    while (static_cast<i64>(items->length) < self->index) {
        Result<Value> item = iter_next(t, iterator);
        if (!item.ok() || item.value().is_absent()) exhausted(self);
        if (!item.ok()) return Failure{};
        if (item.value().is_absent()) break;
        TRY(list_append(t, items, item.value()));
    }
    if (items->length == 0) return Value::absent();
    if (static_cast<i64>(items->length) < self->index && self->step != 0) {
        return raise_value_error(t, "batched(): incomplete batch");
    }
    return TRY(make_tuple_from(t, items->items, items->length));
}

// ---- groupby: source = the iterator, extra = the key function (or None), index = number of the
// group in progress, spare = a list of three: the key and the value that were fetched last (each
// may be empty), and the key of the group

constexpr u64 kKey = 0;
constexpr u64 kValue = 1;
constexpr u64 kGroupKey = 2;

Value* state_of(Iterator* groupby) {
    return groupby->spare.as<List>()->items;
}

void set_state(Thread& t, Iterator* groupby, u64 which, Value v) {
    List* state = groupby->spare.as<List>();
    state->items[which] = v;
    write_barrier(t, state);
}

Result<Value> groupby_new(Thread& t, Type* type, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "groupby", "(iterable, key=None)", args, a));
    Value iterator = TRY(get_iter(t, a[0]));
    List* state = TRY(make_list(t, 3));
    state->length = 3;
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = iterator;
    self->extra = a[1];
    self->spare = state;
    write_barrier(t, self);
    return self;
}

// Fetches the next value and its key; false at the end.
Result<bool> groupby_step(Thread& t, Iterator* self) {
    Value item = TRY(iter_next(t, self->source));
    if (item.is_absent()) return false;
    Value key = self->extra.is_none() ? item : TRY(call(t, self->extra, {item}));
    set_state(t, self, kValue, item);
    set_state(t, self, kKey, key);
    return true;
}

Result<Value> groupby_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    i64 group = ++self->index;  // earlier groups end here
    for (;;) {
        Value key = state_of(self)[kKey];
        Value group_key = state_of(self)[kGroupKey];
        if (!key.is_empty()) {
            if (group_key.is_empty()) break;
            bool same = TRY(items_equal(t, group_key, key));
            if (!same) break;
        }
        bool more = TRY(groupby_step(t, self));
        if (!more) return Value::absent();
    }
    Value key = state_of(self)[kKey];
    set_state(t, self, kGroupKey, key);
    Iterator* grouper = TRY(make_iterator(t, t.types().itertools_grouper, v));
    grouper->extra = key;
    grouper->index = group;
    Value pair[2] = {key, grouper};
    return TRY(make_tuple_from(t, pair, 2));
}

// A group: source = the groupby, extra = its key, index = its number
Result<Value> grouper_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    Iterator* groupby = self->source.as<Iterator>();
    if (groupby->index != self->index) return Value::absent();
    if (state_of(groupby)[kValue].is_empty()) {
        bool more = TRY(groupby_step(t, groupby));
        if (!more) return Value::absent();
    }
    bool same = TRY(items_equal(t, self->extra, state_of(groupby)[kKey]));
    if (!same) return Value::absent();
    Value item = state_of(groupby)[kValue];
    set_state(t, groupby, kValue, Value());
    return item.is_empty() ? Value::absent() : item;
}

// ---- tee: what was fetched waits in a chain of blocks, which all iterators share and of which
// nothing holds the start. A block is a list: the source iterator, the next block (or empty), then
// up to kBlockItems items. source = the block, index = position in it

constexpr u64 kBlockSource = 0;
constexpr u64 kBlockNext = 1;
constexpr u64 kBlockHead = 2;
constexpr u64 kBlockItems = 62;
constexpr u8 kBlockBusy = 1 << 4;  // the block's list flag while an item is being fetched

Result<List*> make_block(Thread& t, Value iterator) {
    List* block = TRY(make_list(t, 8));
    block->items[kBlockSource] = iterator;
    block->length = kBlockHead;
    write_barrier(t, block);
    return block;
}

Result<Iterator*> make_tee(Thread& t, Value block, i64 index) {
    Iterator* tee = TRY(make_iterator(t, t.types().itertools_tee, block));
    tee->index = index;
    return tee;
}

Result<Value> tee_fetch(Thread& t, List* block) {
    if (block->flags & kBlockBusy) {
        return raise_runtime_error(t, "cannot re-enter the tee iterator");
    }
    block->flags |= kBlockBusy;
    Result<Value> item = iter_next(t, block->items[kBlockSource]);
    block->flags &= static_cast<u8>(~kBlockBusy);
    if (!item.ok() || item.value().is_absent()) return item;
    TRY(list_append(t, block, item.value()));
    return item;
}

Result<Value> tee_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    List* block = self->source.as<List>();
    if (self->index == static_cast<i64>(kBlockItems)) {
        if (block->items[kBlockNext].is_empty()) {
            block->items[kBlockNext] = TRY(make_block(t, block->items[kBlockSource]));
            write_barrier(t, block);
        }
        block = block->items[kBlockNext].as<List>();
        self->source = block;
        self->index = 0;
        write_barrier(t, self);
    }
    u64 at = kBlockHead + static_cast<u64>(self->index);
    Value item = at < block->length ? block->items[at] : TRY(tee_fetch(t, block));
    if (!item.is_absent()) self->index++;
    return item;
}

Result<Value> tee_copy(Thread& t, Value* a) {
    Iterator* self = self_of(a[0]);
    return TRY(make_tee(t, self->source, self->index));
}

Result<Value> tee_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_keywords(t, "_tee", args));
    TRY(check_positional(t, "_tee", args, 1, 1));
    Value pair[2] = {args[0], Value::small_int(1)};
    Value tees = TRY(itertools_tee(t, pair));
    return tees.as<Tuple>()->items[0];
}

constexpr NativeDef kTeeMethods[] = {
    {"__copy__", "($self, /)", "An independent iterator at the same place.", tee_copy},
};

}  // namespace

Result<Value> itertools_tee(Thread& t, Value* a) {
    i64 count = TRY(size_argument(t, a[1]));
    if (count < 0) return raise_value_error(t, "n must be >= 0");
    if (count == 0) return t.vm->empty_tuple;
    Value iterator = TRY(get_iter(t, a[0]));
    bool is_tee = iterator.is_object() && iterator.object()->type == t.types().itertools_tee;
    Value block = is_tee ? iterator.as<Iterator>()->source : Value(TRY(make_block(t, iterator)));
    i64 index = is_tee ? iterator.as<Iterator>()->index : 0;
    Tuple* tees = TRY(make_tuple(t, count));
    for (i64 i = 0; i < count; i++) {
        TRY(poll_interrupt(t));
        tees->items[i] = TRY(make_tee(t, block, index));
        write_barrier(t, tees);
    }
    return tees;
}

Result<void> add_grouping_iterators(Thread& t, Module* module) {
    TRY(add_itertools_type(
        t, module,
        {.name = "batched",
         .next = batched_next,
         .doc = "Tuples of n items each; the last may be shorter, unless strict is true.",
         .flags = Type::kSubclassable,
         .new_ = batched_new,
         .new_signature = "(iterable, n, *, strict=False)"}));
    TRY(add_itertools_type(
        t, module,
        {.name = "groupby",
         .next = groupby_next,
         .doc = "Pairs of a key and an iterator over the consecutive items that have it.",
         .flags = Type::kSubclassable,
         .new_ = groupby_new,
         .new_signature = "(iterable, key=None)"}));
    t.vm->types.itertools_grouper =
        TRY(add_itertools_type(t, module, {.name = "_grouper", .next = grouper_next}));
    t.vm->types.itertools_tee = TRY(add_itertools_type(
        t, module,
        {.name = "_tee", .next = tee_next, .methods = kTeeMethods, .flags = 0, .new_ = tee_new}));
    return {};
}

}  // namespace krait

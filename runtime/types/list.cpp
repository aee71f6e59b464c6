// list: construction, storage, subscripts and operators.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/dict.h"
#include "runtime/types/iterator.h"
#include "runtime/types/list_storage.h"
#include "runtime/types/sequence_init.h"
#include "runtime/types/set.h"

#include <algorithm>
#include <cstring>

namespace krait {

// ---- storage

Result<ValueArray*> make_value_array(Thread& t, u64 capacity) {
    if (KRAIT_UNLIKELY(capacity > kMaxItems)) return raise_memory_error(t);
    ValueArray* array = TRY(make<ValueArray>(t, nullptr, capacity * sizeof(Value)));
    array->capacity = capacity;
    return array;
}

namespace {

// Moves the items into storage of exactly `capacity` slots.
Result<void> move_items(Thread& t, List* list, u64 capacity) {
    ValueArray* array = TRY(make_value_array(t, capacity));
    if (list->length != 0) std::memcpy(array->items, list->items, list->length * sizeof(Value));
    list->items = array->items;
    list->capacity = capacity;
    list->flags &= static_cast<u8>(~kListSorting);
    write_barrier(t, list);
    return {};
}

void clear_slots(Value* from, Value* to) {
    std::fill(from, to, Value());
}

}  // namespace

KRAIT_NOINLINE Result<void> list_grow(Thread& t, List* list, u64 needed) {
    if (needed <= list->capacity) return {};
    u64 roomy = list->capacity + list->capacity / 2 + 4;
    return move_items(t, list, std::max(needed, roomy));
}

void list_shrink(Thread& t, List* list) {
    if (list->capacity < 64 || list->length > list->capacity / 4) return;
    // Without memory for the smaller storage the list keeps what it has.
    if (!move_items(t, list, list->length + list->length / 2 + 4).ok()) clear_pending(t);
}

void list_drop_items(List* list) {
    if (list->items == nullptr)
        return;  // a list being sorted looks empty, and may be cleared again
    list->items = nullptr;
    list->length = 0;
    list->capacity = 0;
    list->flags &= static_cast<u8>(~kListSorting);
}

Result<void> list_replace_range(Thread& t, List* list, u64 start, u64 stop, const Value* items,
                                u64 count) {
    u64 removed = stop - start;
    u64 tail = list->length - stop;
    u64 length = list->length - removed + count;
    if (length > list->capacity) TRY(list_grow(t, list, length));
    if (list->items == nullptr) return {};
    if (tail != 0 && count != removed) {
        std::memmove(list->items + start + count, list->items + stop, tail * sizeof(Value));
    }
    if (count != 0) std::copy_n(items, count, list->items + start);
    if (length < list->length) clear_slots(list->items + length, list->items + list->length);
    list->length = length;
    write_barrier(t, list);
    if (count < removed) list_shrink(t, list);
    return {};
}

Result<void> list_insert(Thread& t, List* list, i64 index, Value v) {
    i64 length = static_cast<i64>(list->length);
    if (index < 0) index = std::max<i64>(index + length, 0);
    if (index > length) index = length;
    return list_replace_range(t, list, index, index, &v, 1);
}

Value list_take(Thread& t, List* list, u64 index) {
    Value v = list->items[index];
    u64 last = list->length - 1;
    std::memmove(list->items + index, list->items + index + 1, (last - index) * sizeof(Value));
    list->items[last] = Value();
    list->length = last;
    if (KRAIT_UNLIKELY(last < list->capacity / 4)) list_shrink(t, list);
    return v;
}

void list_reverse(List* list) {
    std::reverse(list->items, list->items + list->length);
}

// ---- construction

Result<List*> make_list(Thread& t, u64 capacity) {
    List* list = TRY(make<List>(t, t.vm->types.list));
    if (capacity != 0) TRY(move_items(t, list, capacity));
    return list;
}

Result<List*> make_list_from(Thread& t, const Value* items, u64 count) {
    List* list = TRY(make_list(t, count));
    std::copy_n(items, count, list->items);
    list->length = count;
    write_barrier(t, list);
    return list;
}

Result<void> list_append(Thread& t, List* list, Value v) {
    if (KRAIT_UNLIKELY(list->length == list->capacity)) TRY(list_grow(t, list, list->length + 1));
    list->items[list->length++] = v;
    write_barrier(t, list);
    return {};
}

Result<void> list_reserve(Thread& t, List* list, u64 capacity) {
    if (capacity <= list->capacity) return {};
    return move_items(t, list, capacity);
}

// ---- extend

namespace {

Result<void> extend_from_array(Thread& t, List* list, const Value* items, u64 count) {
    if (count > list->capacity - list->length) TRY(list_grow(t, list, list->length + count));
    if (count == 0) return {};
    std::copy_n(items, count, list->items + list->length);
    list->length += count;
    write_barrier(t, list);
    return {};
}

Result<void> extend_from_dict(Thread& t, List* list, Dict* dict) {
    TRY(list_grow(t, list, list->length + dict_size(dict)));
    u64 pos = 0;
    Value key, value;
    while (dict_next(dict, pos, &key, &value)) {
        TRY(poll_interrupt(t));
        TRY(list_append(t, list, key));
    }
    return {};
}

Result<void> extend_from_set(Thread& t, List* list, Set* set) {
    TRY(list_grow(t, list, list->length + set->used));
    u64 pos = 0;
    Value item;
    while (set_next(set, pos, &item)) {
        TRY(poll_interrupt(t));
        TRY(list_append(t, list, item));
    }
    return {};
}

Result<void> extend_from_str(Thread& t, List* list, Str* str) {
    TRY(list_grow(t, list, list->length + str->length));
    for (u64 i = 0; i < str->length; i++) {
        TRY(poll_interrupt(t));
        Value character = TRY(str_char_at(t, str, i));
        TRY(list_append(t, list, character));
    }
    return {};
}

// Ranges of small ints with a small-int length; false: not one of those.
Result<bool> extend_from_range(Thread& t, List* list, Range* range) {
    Value first = range->start;
    if (!first.is_small_int() || !range->step.is_small_int() || !range->length.is_small_int()) {
        return false;
    }
    i64 count = range->length.small_int_value();
    i64 step = range->step.small_int_value();
    i64 at = first.small_int_value();
    i64 span = 0;
    if (count == 0) return true;
    if (__builtin_mul_overflow(step, count - 1, &span)) return false;
    if (!Value::fits_small_int(at + span)) return false;
    TRY(list_grow(t, list, list->length + count));
    Value* out = list->items + list->length;
    TRY(in_pieces(t, count, [&](u64 from, u64 to) {
        for (u64 i = from; i < to; i++, at += step) out[i] = Value::small_int(at);
        list->length += to - from;
    }));
    return true;
}

Result<void> extend_from_iterator(Thread& t, List* list, Value iterable) {
    Value iterator = TRY(get_iter(t, iterable));
    i64 hint = TRY(length_hint(t, iterable, 8));
    if (static_cast<u64>(hint) > kMaxItems) return raise_memory_error(t);
    // A hint that is far off must not fail what would have gone well.
    constexpr i64 kTrusted = 1 << 20;
    if (type_of(t, iterable) != t.types().range) hint = std::min(hint, kTrusted);  // a range knows
    TRY(list_grow(t, list, list->length + hint));
    for (;;) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) break;
        TRY(list_append(t, list, item));
    }
    list_shrink(t, list);
    return {};
}

Result<void> extend_from_generator(Thread& t, List* list, Value generator) {
    TRY(iterate(t, generator, [&](Value item) { return list_append(t, list, item); }));
    list_shrink(t, list);
    return {};
}

}  // namespace

Result<void> list_extend(Thread& t, List* list, Value iterable) {
    const Types& types = t.types();
    if (iterable.is_object()) {
        const Type* type = iterable.object()->type;
        if (type == types.list || type == types.tuple) {
            u64 count = count_of(iterable);  // once: the list may be extended by itself
            TRY(list_grow(t, list, list->length + count));
            return extend_from_array(t, list, items_of(iterable), count);
        }
        if (type == types.range && TRY(extend_from_range(t, list, iterable.as<Range>()))) return {};
        if (type == types.dict) return extend_from_dict(t, list, iterable.as<Dict>());
        if (type == types.set || type == types.frozenset) {
            return extend_from_set(t, list, iterable.as<Set>());
        }
        if (type == types.str) return extend_from_str(t, list, iterable.as<Str>());
        if (type == types.generator) return extend_from_generator(t, list, iterable);
    }
    return extend_from_iterator(t, list, iterable);
}

Result<List*> list_from_iterable(Thread& t, Value iterable) {
    if (iterable.is_object()) {
        const Type* type = iterable.object()->type;
        if (type == t.types().list || type == t.types().tuple) {
            return make_list_from(t, items_of(iterable), count_of(iterable));
        }
    }
    List* list = TRY(make_list(t));
    TRY(list_extend(t, list, iterable));
    return list;
}

// ---- subscripts

namespace {

Failure raise_bad_index(Thread& t, Value key) {
    return raise_type_error(
        t, cat("list indices must be integers or slices, not ", type_name(t, key)));
}

Result<Value> list_slice(Thread& t, List* list, Slice* slice) {
    SliceBounds bounds = TRY(slice_unpack(t, slice));
    slice_clip(bounds, static_cast<i64>(list->length));
    List* result = TRY(make_list(t, bounds.count));
    if (bounds.step == 1) {
        if (bounds.count != 0) std::copy_n(list->items + bounds.start, bounds.count, result->items);
    } else {
        for (i64 i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) {
            result->items[i] = list->items[at];
        }
    }
    result->length = bounds.count;
    write_barrier(t, result);
    return result;
}

KRAIT_NOINLINE Result<Value> list_get_item_slow(Thread& t, List* list, Value key) {
    if (key.is_object() && key.object()->kind == Kind::Slice) {
        return list_slice(t, list, key.as<Slice>());
    }
    if (!has_index(t, key)) return raise_bad_index(t, key);
    i64 i = TRY(sequence_index(t, key));
    if (i < 0) i += static_cast<i64>(list->length);
    if (static_cast<u64>(i) < list->length) return list->items[i];
    return raise_index_error(t, "list index out of range");
}

// del list[start:stop:step] with |step| > 1: closes the gaps from the lowest item on.
void delete_strided(Thread& t, List* list, SliceBounds bounds) {
    if (bounds.count == 0) return;
    if (bounds.step < 0) {
        bounds.start += bounds.step * (bounds.count - 1);
        bounds.step = -bounds.step;
    }
    u64 out = bounds.start;
    u64 next = bounds.start;
    i64 left = bounds.count;
    for (u64 in = bounds.start; in < list->length; in++) {
        if (left > 0 && in == next) {
            left--;
            if (left > 0) next += bounds.step;
            continue;
        }
        list->items[out++] = list->items[in];
    }
    clear_slots(list->items + out, list->items + list->length);
    list->length = out;
    list_shrink(t, list);
}

Result<void> list_delete_slice(Thread& t, List* list, Slice* slice) {
    SliceBounds bounds = TRY(slice_unpack(t, slice));
    slice_clip(bounds, static_cast<i64>(list->length));
    if (bounds.step != 1) {
        delete_strided(t, list, bounds);
        return {};
    }
    if (bounds.count == 0) return {};
    return list_replace_range(t, list, bounds.start, bounds.start + bounds.count, nullptr, 0);
}

Result<void> list_assign_slice(Thread& t, List* list, Slice* slice, Value value) {
    SliceBounds bounds = TRY(slice_unpack(t, slice));
    // The list itself as the value: what it holds now, not what it will hold.
    Value source = value == Value(list)
                       ? Value(TRY(make_list_from(t, list->items, list->length)))
                       : TRY(list_or_tuple(t, value, "must assign iterable to extended slice"));
    slice_clip(bounds, static_cast<i64>(list->length));
    u64 count = count_of(source);
    if (bounds.step == 1) {
        return list_replace_range(t, list, bounds.start, bounds.start + bounds.count,
                                  items_of(source), count);
    }
    if (count != static_cast<u64>(bounds.count)) {
        return raise_value_error(t, cat("attempt to assign sequence of size ", count,
                                        " to extended slice of size ", bounds.count));
    }
    const Value* items = items_of(source);
    for (i64 i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) {
        list->items[at] = items[i];
    }
    write_barrier(t, list);
    return {};
}

KRAIT_NOINLINE Result<void> list_set_item_slow(Thread& t, List* list, Value key, Value v) {
    if (key.is_object() && key.object()->kind == Kind::Slice) {
        Slice* slice = key.as<Slice>();
        if (v.is_empty()) return list_delete_slice(t, list, slice);
        return list_assign_slice(t, list, slice, v);
    }
    if (!has_index(t, key)) return raise_bad_index(t, key);
    i64 i = TRY(sequence_index(t, key));
    if (i < 0) i += static_cast<i64>(list->length);
    if (static_cast<u64>(i) >= list->length) {
        return raise_index_error(t, "list assignment index out of range");
    }
    if (v.is_empty()) {
        list_take(t, list, i);
        return {};
    }
    list->items[i] = v;
    write_barrier(t, list);
    return {};
}

}  // namespace

Result<Value> list_get_item(Thread& t, Value self, Value key) {
    List* list = self.as<List>();
    if (KRAIT_LIKELY(key.is_small_int())) {
        i64 i = key.small_int_value();
        if (i < 0) i += static_cast<i64>(list->length);
        if (KRAIT_LIKELY(static_cast<u64>(i) < list->length)) return list->items[i];
    }
    return list_get_item_slow(t, list, key);
}

Result<void> list_set_item(Thread& t, Value self, Value key, Value v) {
    List* list = self.as<List>();
    if (KRAIT_LIKELY(key.is_small_int() && !v.is_empty())) {
        i64 i = key.small_int_value();
        if (i < 0) i += static_cast<i64>(list->length);
        if (KRAIT_LIKELY(static_cast<u64>(i) < list->length)) {
            list->items[i] = v;
            write_barrier(t, list);
            return {};
        }
    }
    return list_set_item_slow(t, list, key, v);
}

// ---- operators

namespace {

Result<Value> list_concat(Thread& t, Value left, Value right) {
    if (!is_list(left)) return Value::not_implemented();
    if (!is_list(right)) {
        return raise_type_error(
            t, cat("can only concatenate list (not \"", type_name(t, right), "\") to list"));
    }
    List* a = left.as<List>();
    List* b = right.as<List>();
    List* result = TRY(make_list(t, a->length + b->length));
    std::copy_n(a->items, a->length, result->items);
    std::copy_n(b->items, b->length, result->items + a->length);
    result->length = a->length + b->length;
    write_barrier(t, result);
    return result;
}

// Fills `items` up to `total` with copies of the first `length`.
Result<void> repeat_items(Thread& t, Value* items, u64 length, u64 total) {
    return interruptible(t, total * sizeof(Value), [=] {
        if (length == 1) {
            std::fill_n(items, total, items[0]);
            return;
        }
        for (u64 filled = length; filled < total;) {
            u64 n = std::min(filled, total - filled);
            std::memcpy(items + filled, items, n * sizeof(Value));
            filled += n;
        }
    });
}

}  // namespace

Result<Value> list_repeat(Thread& t, List* list, i64 count) {
    u64 length = list->length;
    if (count <= 0 || length == 0) return TRY(make_list(t));
    if (static_cast<u64>(count) > kMaxItems / length) return raise_memory_error(t);
    List* result = TRY(make_list(t, length * count));
    std::copy_n(list->items, length, result->items);
    TRY(repeat_items(t, result->items, length, length * count));
    result->length = length * count;
    write_barrier(t, result);
    return result;
}

Result<void> list_repeat_in_place(Thread& t, List* list, i64 count) {
    u64 length = list->length;
    if (length == 0 || count == 1) return {};
    if (count <= 0) {
        list_drop_items(list);
        return {};
    }
    if (static_cast<u64>(count) > kMaxItems / length) return raise_memory_error(t);
    TRY(list_reserve(t, list, length * count));
    if (!repeat_items(t, list->items, length, length * count).ok()) {
        // Slots beyond the length are empty: back into storage of the old size.
        Value interrupt = take_pending(t);
        if (!move_items(t, list, length).ok())
            clear_slots(list->items + length, list->items + list->capacity);
        t.pending = interrupt;
        return Failure{};
    }
    list->length = length * count;
    return {};
}

namespace {

Result<Value> list_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (op == BinaryOp::Add) return list_concat(t, left, right);
    if (op != BinaryOp::Mul) return Value::not_implemented();
    if (!is_list(left)) std::swap(left, right);
    i64 count = TRY(repeat_count(t, right));
    return list_repeat(t, left.as<List>(), count);
}

Result<Value> list_inplace(Thread& t, BinaryOp op, Value left, Value right) {
    List* list = left.as<List>();
    if (op == BinaryOp::Add) {
        TRY(list_extend(t, list, right));
    } else if (op == BinaryOp::Mul) {
        i64 count = TRY(repeat_count(t, right));
        TRY(list_repeat_in_place(t, list, count));
    } else {
        return Value::not_implemented();
    }
    return left;
}

Result<Value> list_compare(Thread& t, CompareOp op, Value left, Value right) {
    if (!is_list(left) || !is_list(right)) return Value::not_implemented();
    return sequence_compare(t, op, left, right);
}

Result<Value> list_repr(Thread& t, Value self) {
    return sequence_repr(t, self, '[', ']');
}

Result<i64> list_length(Thread&, Value self) {
    return static_cast<i64>(self.as<List>()->length);
}

Result<bool> list_contains(Thread& t, Value self, Value item) {
    List* list = self.as<List>();
    for (u64 i = 0; i < list->length;) {
        TRY(poll_interrupt(t));
        const u64 end = i + kPollPiece;
        for (; i < end && i < list->length; i++) {
            if (TRY(items_equal(t, list->items[i], item))) return true;
        }
    }
    return false;
}

Result<Value> list_iter(Thread& t, Value self) {
    return TRY(make_iterator(t, t.types().list_iterator, self));
}

Result<Value> list_new(Thread& t, Type* type, const Args&) {
    return TRY(allocate_instance_as<List>(t, type));
}

Result<void> list_init(Thread& t, Value self, const Args& args) {
    List* list = self.as<List>();
    if (list->type->slots.new_ == list_new) TRY(check_no_keywords(t, "list", args));
    TRY(check_positional(t, "list", args, 0, 1));
    list_drop_items(list);
    if (args.n == 0) return {};
    return list_extend(t, list, args[0]);
}

void trace_value_array(Object* object, Tracer& tracer) {
    // It may be one that its list has left behind, with references to cells that have died since.
    ValueArray* array = static_cast<ValueArray*>(object);
    for (u64 i = 0; i < array->capacity; i++) tracer.visit_if_cell(array->items[i]);
}

void trace_list(Object* object, Tracer& tracer) {
    List* list = static_cast<List*>(object);
    tracer.mark_storage(list->storage());
    tracer.visit_range(list->items, list->length);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_list_type(Thread& t) {
    t.heap().register_kind(Kind::ValueArray, trace_value_array);
    t.heap().register_kind(Kind::List, trace_list);
    TypeDef def = {
        .name = "list",
        .doc =
            "Built-in mutable sequence.\n\nWithout an argument it starts empty, otherwise with the "
            "items of the iterable.",
        .instance_kind = Kind::List,
        .instance_size = sizeof(List),
        .flags = Type::kSubclassable | Type::kSequence,
        .methods = list_method_table(),
        .new_signature = "(iterable=(), /)",
    };
    def.slots.repr = list_repr;
    def.slots.length = list_length;
    def.slots.get_item = list_get_item;
    def.slots.set_item = list_set_item;
    def.slots.contains = list_contains;
    def.slots.iter = list_iter;
    def.slots.compare = list_compare;
    def.slots.binary = list_binary;
    def.slots.inplace = list_inplace;
    def.slots.binary_ops = 1u << int(BinaryOp::Add) | 1u << int(BinaryOp::Mul);
    def.slots.inplace_ops = def.slots.binary_ops;
    def.slots.new_ = list_new;
    def.slots.init = list_init;
    t.vm->types.list = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

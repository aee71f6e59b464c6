// The iterators of list, tuple and range, and those that iter() makes of a sequence without
// __iter__ and of a callable with a sentinel. An exhausted iterator lets go of its source, so that
// it stays exhausted whatever happens to that.
#include "runtime/types/iterator.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator_support.h"
#include "runtime/types/sequence_init.h"
#include "runtime/types/set.h"

#include <algorithm>

namespace krait {

Result<Iterator*> make_iterator(Thread& t, Type* type, Value source) {
    Iterator* iterator = TRY(make<Iterator>(t, type));
    iterator->source = source;
    if (!source.is_object() || source.is_empty()) return iterator;
    if (source.object()->kind == Kind::Set) {
        iterator->stop = static_cast<i64>(source.as<Set>()->used);
    } else if (source.object()->kind == Kind::Dict) {
        iterator->stop = iterator->step = dict_size(source.as<Dict>());
    }
    return iterator;
}

Result<Type*> make_iterator_type(Thread& t, const IteratorTypeDef& def) {
    TypeDef type = {
        .name = def.name,
        .doc = def.doc,
        .instance_kind = Kind::Iterator,
        .instance_size = sizeof(Iterator),
        .flags = def.flags,
        .methods = def.methods,
        .module = def.module,
        .new_signature = def.new_signature,
    };
    type.slots.iter = iter_self;
    type.slots.next = def.next;
    type.slots.new_ = def.new_;
    type.slots.repr = def.repr;
    return make_native_type(t, type);
}

Value exhausted(Iterator* iterator) {
    iterator->source = Value();
    iterator->extra = Value();
    iterator->spare = Value();
    return Value::absent();
}

namespace {

Iterator* self_of(Value v) {
    return v.as<Iterator>();
}

// ---- list and tuple

Result<Value> list_next(Thread&, Value self) {
    Iterator* it = self_of(self);
    if (it->source.is_empty()) return Value::absent();
    List* list = it->source.as<List>();
    u64 i = static_cast<u64>(it->index);
    if (KRAIT_UNLIKELY(i >= list->length)) return exhausted(it);
    it->index++;
    return list->items[i];
}

Result<Value> list_reverse_next(Thread&, Value self) {
    Iterator* it = self_of(self);
    if (it->source.is_empty()) return Value::absent();
    List* list = it->source.as<List>();
    u64 i = static_cast<u64>(it->index);  // -1 is beyond any length
    if (KRAIT_UNLIKELY(i >= list->length)) return exhausted(it);
    it->index--;
    return list->items[i];
}

Result<Value> tuple_next(Thread&, Value self) {
    Iterator* it = self_of(self);
    if (it->source.is_empty()) return Value::absent();
    Tuple* tuple = it->source.as<Tuple>();
    u64 i = static_cast<u64>(it->index);
    if (KRAIT_UNLIKELY(i >= tuple->length)) return exhausted(it);
    it->index++;
    return tuple->items[i];
}

Result<Value> remaining_hint(Thread&, Value* a) {
    Iterator* it = self_of(a[0]);
    if (it->source.is_empty()) return Value::small_int(0);
    i64 left = static_cast<i64>(count_of(it->source)) - it->index;
    return Value::small_int(std::max<i64>(left, 0));
}

Result<Value> reverse_hint(Thread&, Value* a) {
    Iterator* it = self_of(a[0]);
    if (it->source.is_empty()) return Value::small_int(0);
    i64 left = it->index + 1;
    return Value::small_int(left <= static_cast<i64>(count_of(it->source)) ? left : 0);
}

// ---- range

KRAIT_NOINLINE Result<Value> big_range_next(Thread& t, Iterator* it) {
    if (int_sign(it->extra) <= 0) {
        exhausted(it);
        it->index = it->stop = 0;
        it->step = 1;
        return Value::absent();
    }
    Value current = it->source;
    Value next = TRY(int_binary(t, BinaryOp::Add, current, it->spare));
    Value left = TRY(int_binary(t, BinaryOp::Sub, it->extra, Value::small_int(1)));
    it->source = next;
    it->extra = left;
    write_barrier(t, it);
    return current;
}

Result<Value> range_next(Thread& t, Value self) {
    Iterator* it = self_of(self);
    if (KRAIT_UNLIKELY(!it->source.is_empty())) return big_range_next(t, it);
    i64 i = it->index;
    if (it->step > 0 ? i >= it->stop : i <= it->stop) return Value::absent();
    it->index = i + it->step;
    return make_int(t, i);
}

Result<Value> range_hint(Thread& t, Value* a) {
    Iterator* it = self_of(a[0]);
    if (!it->source.is_empty()) return it->extra;
    i64 distance = it->step > 0 ? it->stop - it->index : it->index - it->stop;
    i64 stride = it->step > 0 ? it->step : -it->step;
    return make_int(t, distance <= 0 ? 0 : (distance - 1) / stride + 1);
}

// ---- iter(sequence), iter(callable, sentinel)

Result<Value> sequence_next(Thread& t, Value self) {
    Iterator* it = self_of(self);
    if (it->source.is_empty()) return Value::absent();
    if (it->index == kMaxI64) return raise_overflow_error(t, "iter index too large");
    Value index = TRY(make_int(t, it->index));
    it->index++;
    Result<Value> item = get_item(t, it->source, index);
    if (item.ok()) return item;
    if (!clear_end_of_sequence(t)) return Failure{};
    return exhausted(it);
}

Result<Value> sequence_hint(Thread& t, Value* a) {
    Iterator* it = self_of(a[0]);
    if (it->source.is_empty()) return Value::small_int(0);
    if (type_of(t, it->source)->slots.length == nullptr) return Value::not_implemented();
    i64 size = TRY(length(t, it->source));
    return make_int(t, std::max<i64>(size - it->index, 0));
}

Result<Value> callable_next(Thread& t, Value self) {
    Iterator* it = self_of(self);
    if (it->source.is_empty()) return Value::absent();
    Result<Value> result = call(t, it->source, {});
    if (!result.ok()) {
        if (!clear_stop_iteration(t)) return Failure{};
        return exhausted(it);
    }
    if (it->extra.is_empty()) return Value::absent();  // the call exhausted it
    bool end = TRY(items_equal(t, it->extra, result.value()));
    if (end) return exhausted(it);
    return result;
}

constexpr const char* kHintDoc = "Number of items left, as an estimate.";
constexpr NativeDef kRemainingHint[] = {
    {"__length_hint__", "($self, /)", kHintDoc, remaining_hint},
};
constexpr NativeDef kReverseHint[] = {
    {"__length_hint__", "($self, /)", kHintDoc, reverse_hint},
};
constexpr NativeDef kRangeHint[] = {
    {"__length_hint__", "($self, /)", kHintDoc, range_hint},
};
constexpr NativeDef kSequenceHint[] = {
    {"__length_hint__", "($self, /)", kHintDoc, sequence_hint},
};

void trace_iterator(Object* object, Tracer& tracer) {
    Iterator* it = static_cast<Iterator*>(object);
    tracer.visit(it->source);
    tracer.visit(it->extra);
    tracer.visit(it->spare);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_iterator_types(Thread& t) {
    t.heap().register_kind(Kind::Iterator, trace_iterator);
    Types& types = t.vm->types;
    types.list_iterator = TRY(make_iterator_type(
        t, {.name = "list_iterator", .next = list_next, .methods = kRemainingHint}));
    types.list_reverse_iterator = TRY(make_iterator_type(
        t, {.name = "list_reverseiterator", .next = list_reverse_next, .methods = kReverseHint}));
    types.tuple_iterator = TRY(make_iterator_type(
        t, {.name = "tuple_iterator", .next = tuple_next, .methods = kRemainingHint}));
    types.range_iterator = TRY(make_iterator_type(
        t, {.name = "range_iterator", .next = range_next, .methods = kRangeHint}));
    types.sequence_iterator = TRY(make_iterator_type(
        t, {.name = "iterator", .next = sequence_next, .methods = kSequenceHint}));
    types.callable_iterator =
        TRY(make_iterator_type(t, {.name = "callable_iterator", .next = callable_next}));
    return {};
}

Result<void> init_sequence_types(Thread& t) {
    TRY(init_tuple_type(t));
    TRY(init_list_type(t));
    TRY(init_slice_type(t));
    TRY(init_range_type(t));
    TRY(init_iterator_types(t));
    return init_builtin_iterator_types(t);
}

}  // namespace krait

// tuple: an immutable sequence with its items inline.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/hash.h"
#include "runtime/types/container_support.h"
#include "runtime/types/iterator.h"
#include "runtime/types/sequence_init.h"

#include <algorithm>

namespace krait {

Result<Tuple*> make_tuple(Thread& t, u64 length) {
    if (KRAIT_UNLIKELY(length > kMaxItems)) return raise_memory_error(t);
    Tuple* tuple = TRY(make<Tuple>(t, t.vm->types.tuple, length * sizeof(Value)));
    tuple->length = length;
    return tuple;
}

Result<Tuple*> make_tuple_from(Thread& t, const Value* items, u64 count) {
    if (count == 0 && t.vm->empty_tuple != nullptr) return t.vm->empty_tuple;
    Tuple* tuple = TRY(make_tuple(t, count));
    std::copy_n(items, count, tuple->items);
    return tuple;
}

Result<Tuple*> tuple_from_iterable(Thread& t, Value iterable) {
    if (iterable.is_object() && iterable.object()->type == t.types().tuple) {
        return iterable.as<Tuple>();
    }
    if (iterable.is_object() && iterable.object()->type == t.types().list) {
        List* list = iterable.as<List>();
        return make_tuple_from(t, list->items, list->length);
    }
    List* list = TRY(list_from_iterable(t, iterable));
    return make_tuple_from(t, list->items, list->length);
}

namespace {

Result<Value> tuple_slice(Thread& t, Tuple* tuple, Slice* slice) {
    SliceBounds bounds = TRY(slice_bounds(t, slice, static_cast<i64>(tuple->length)));
    bool whole = bounds.step == 1 && bounds.count == static_cast<i64>(tuple->length);
    if (whole && tuple->type == t.types().tuple) return tuple;
    if (bounds.step == 1) return TRY(make_tuple_from(t, tuple->items + bounds.start, bounds.count));
    if (bounds.count == 0) return t.vm->empty_tuple;
    Tuple* result = TRY(make_tuple(t, bounds.count));
    for (i64 i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) {
        result->items[i] = tuple->items[at];
    }
    return result;
}

KRAIT_NOINLINE Result<Value> tuple_get_item_slow(Thread& t, Tuple* tuple, Value key) {
    if (key.is_object() && key.object()->kind == Kind::Slice) {
        return tuple_slice(t, tuple, key.as<Slice>());
    }
    if (!has_index(t, key)) {
        return raise_type_error(
            t, cat("tuple indices must be integers or slices, not ", type_name(t, key)));
    }
    i64 i = TRY(sequence_index(t, key));
    if (i < 0) i += static_cast<i64>(tuple->length);
    if (static_cast<u64>(i) < tuple->length) return tuple->items[i];
    return raise_index_error(t, "tuple index out of range");
}

}  // namespace

Result<Value> tuple_get_item(Thread& t, Value self, Value key) {
    Tuple* tuple = self.as<Tuple>();
    if (KRAIT_LIKELY(key.is_small_int())) {
        i64 i = key.small_int_value();
        if (i < 0) i += static_cast<i64>(tuple->length);
        if (KRAIT_LIKELY(static_cast<u64>(i) < tuple->length)) return tuple->items[i];
    }
    return tuple_get_item_slow(t, tuple, key);
}

namespace {

Result<Value> tuple_repr(Thread& t, Value self) {
    return sequence_repr(t, self, '(', ')');
}

Result<i64> tuple_hash(Thread& t, Value self) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    Tuple* tuple = self.as<Tuple>();
    text::TupleHasher hasher;
    for (u64 i = 0; i < tuple->length;) {
        const u64 end = std::min(tuple->length, i + kPollPiece);
        for (; i < end; i++) {
            Value item = tuple->items[i];
            hasher.add(item.is_small_int() ? text::hash_int(item.small_int_value())
                                           : TRY(item_hash(t, item)));
        }
        TRY(poll_interrupt(t));
    }
    return hasher.finish();
}

Result<i64> tuple_length(Thread&, Value self) {
    return static_cast<i64>(self.as<Tuple>()->length);
}

Result<bool> tuple_contains(Thread& t, Value self, Value item) {
    Tuple* tuple = self.as<Tuple>();
    for (u64 i = 0; i < tuple->length;) {
        TRY(poll_interrupt(t));
        const u64 end = std::min(tuple->length, i + kPollPiece);
        for (; i < end; i++) {
            if (TRY(items_equal(t, tuple->items[i], item))) return true;
        }
    }
    return false;
}

Result<Value> tuple_iter(Thread& t, Value self) {
    return TRY(make_iterator(t, t.types().tuple_iterator, self));
}

Result<Value> tuple_compare(Thread& t, CompareOp op, Value left, Value right) {
    if (!is_tuple(left) || !is_tuple(right)) return Value::not_implemented();
    return sequence_compare(t, op, left, right);
}

Result<Value> tuple_concat(Thread& t, Value left, Value right) {
    if (!is_tuple(left)) return Value::not_implemented();
    if (!is_tuple(right)) {
        return raise_type_error(
            t, cat("can only concatenate tuple (not \"", type_name(t, right), "\") to tuple"));
    }
    Tuple* a = left.as<Tuple>();
    Tuple* b = right.as<Tuple>();
    if (a->length == 0 && b->type == t.types().tuple) return b;
    if (b->length == 0 && a->type == t.types().tuple) return a;
    if (a->length + b->length == 0) return t.vm->empty_tuple;
    Tuple* result = TRY(make_tuple(t, a->length + b->length));
    std::copy_n(a->items, a->length, result->items);
    std::copy_n(b->items, b->length, result->items + a->length);
    return result;
}

Result<Value> tuple_repeat(Thread& t, Tuple* tuple, Value factor) {
    i64 count = TRY(repeat_count(t, factor));
    if (count == 1 && tuple->type == t.types().tuple) return tuple;
    if (count <= 0 || tuple->length == 0) return t.vm->empty_tuple;
    if (static_cast<u64>(count) > kMaxItems / tuple->length) return raise_memory_error(t);
    Tuple* result = TRY(make_tuple(t, tuple->length * count));
    TRY(interruptible(t, result->length * sizeof(Value), [=] {
        if (tuple->length == 1) {
            std::fill_n(result->items, count, tuple->items[0]);
            return;
        }
        for (i64 i = 0; i < count; i++) {
            std::copy_n(tuple->items, tuple->length, result->items + i * tuple->length);
        }
    }));
    return result;
}

Result<Value> tuple_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (op == BinaryOp::Add) return tuple_concat(t, left, right);
    if (op != BinaryOp::Mul) return Value::not_implemented();
    if (!is_tuple(left)) std::swap(left, right);
    return tuple_repeat(t, left.as<Tuple>(), right);
}

Result<Value> tuple_new(Thread& t, Type* type, const Args& args) {
    Type* own = t.types().tuple;
    if (type == own || type->slots.init == own->slots.init)
        TRY(check_no_keywords(t, "tuple", args));
    TRY(check_positional(t, "tuple", args, 0, 1));
    Tuple* items = args.n == 0 ? t.vm->empty_tuple : TRY(tuple_from_iterable(t, args[0]));
    if (type == own) return items;
    Tuple* tuple = TRY(allocate_instance_as<Tuple>(t, type, items->length * sizeof(Value)));
    tuple->length = items->length;
    std::copy_n(items->items, items->length, tuple->items);
    return tuple;
}

Result<Value> tuple_index(Thread& t, Value* a) {
    i64 start = TRY(search_bound(t, a[2], 0));
    i64 stop = TRY(search_bound(t, a[3], kMaxI64));
    i64 found = TRY(sequence_find(t, a[0], a[1], start, stop));
    if (found < 0) return raise_value_error(t, "tuple.index(x): x not in tuple");
    return Value::small_int(found);
}

Result<Value> tuple_count(Thread& t, Value* a) {
    return Value::small_int(TRY(sequence_count(t, a[0], a[1])));
}

Result<Value> tuple_getnewargs(Thread& t, Value* a) {
    Tuple* tuple = a[0].as<Tuple>();
    Value items = TRY(make_tuple_from(t, tuple->items, tuple->length));
    return TRY(make_tuple_from(t, &items, 1));
}

constexpr NativeDef kTupleMethods[] = {
    {"index", "($self, value, start=<unset>, stop=<unset>, /)",
     "First index of the value; ValueError when it is not there.", tuple_index},
    {"count", "($self, value, /)", "Number of occurrences of the value.", tuple_count},
    {"__getnewargs__", "($self, /)", "Arguments for copying.", tuple_getnewargs},
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};

void trace_tuple(Object* object, Tracer& tracer) {
    Tuple* tuple = static_cast<Tuple*>(object);
    tracer.visit_range(tuple->items, tuple->length);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_tuple_type(Thread& t) {
    t.heap().register_kind(Kind::Tuple, trace_tuple);
    TypeDef def = {
        .name = "tuple",
        .doc =
            "Built-in immutable sequence.\n\nWithout an argument it is empty; otherwise it has the "
            "items of the iterable.\nA tuple as the argument is returned itself.",
        .instance_kind = Kind::Tuple,
        .instance_size = sizeof(Tuple),
        .flags = Type::kSubclassable | Type::kSequence,
        .methods = kTupleMethods,
        .new_signature = "(iterable=(), /)",
    };
    def.slots.repr = tuple_repr;
    def.slots.hash = tuple_hash;
    def.slots.length = tuple_length;
    def.slots.get_item = tuple_get_item;
    def.slots.contains = tuple_contains;
    def.slots.iter = tuple_iter;
    def.slots.compare = tuple_compare;
    def.slots.binary = tuple_binary;
    def.slots.binary_ops = 1u << int(BinaryOp::Add) | 1u << int(BinaryOp::Mul);
    def.slots.new_ = tuple_new;
    t.vm->types.tuple = TRY(make_native_type(t, def));
    if (t.vm->empty_tuple == nullptr) t.vm->empty_tuple = TRY(make_tuple(t, 0));
    return {};
}

}  // namespace krait

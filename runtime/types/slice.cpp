// slice objects.
#include "runtime/errors/errors.h"
#include "runtime/text/hash.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence_init.h"

namespace krait {

Result<Value> make_slice(Thread& t, Value start, Value stop, Value step) {
    Slice* slice = TRY(make<Slice>(t, t.vm->types.slice));
    slice->start = start;
    slice->stop = stop;
    slice->step = step;
    return slice;
}

namespace {

Result<Value> slice_part(Thread& t, Value v) {
    if (v.is_small_int()) return v;
    if (!has_index(t, v)) {
        return raise_type_error(
            t, "slice indices must be integers or None or have an __index__ method");
    }
    return to_index(t, v);
}

// A bound counted from the end if negative, clipped to [lowest, highest].
Result<Value> clip_bound(Thread& t, Value v, Value length, Value lowest, Value highest) {
    Value bound = TRY(slice_part(t, v));
    if (int_sign(bound) < 0) {
        bound = TRY(int_binary(t, BinaryOp::Add, bound, length));
        return int_compare(bound, lowest) < 0 ? lowest : bound;
    }
    return int_compare(bound, highest) > 0 ? highest : bound;
}

}  // namespace

Result<void> slice_indices(Thread& t, Slice* slice, Value length, Value out[3]) {
    Value step = Value::small_int(1);
    if (!slice->step.is_none()) step = TRY(slice_part(t, slice->step));
    int direction = int_sign(step);
    if (direction == 0) return raise_value_error(t, "slice step cannot be zero");
    Value lowest = Value::small_int(direction < 0 ? -1 : 0);
    Value highest = TRY(int_binary(t, BinaryOp::Add, length, lowest));
    Value start = direction < 0 ? highest : lowest;
    Value stop = direction < 0 ? lowest : highest;
    if (!slice->start.is_none()) start = TRY(clip_bound(t, slice->start, length, lowest, highest));
    if (!slice->stop.is_none()) stop = TRY(clip_bound(t, slice->stop, length, lowest, highest));
    out[0] = start;
    out[1] = stop;
    out[2] = step;
    return {};
}

namespace {

Result<Value> slice_repr(Thread& t, Value self) {
    Slice* slice = self.as<Slice>();
    if (c_stack_exhausted(t)) {
        return raise_recursion_error(t, " while getting the repr of an object");
    }
    Str* start = TRY(repr(t, slice->start));
    Str* stop = TRY(repr(t, slice->stop));
    Str* step = TRY(repr(t, slice->step));
    return TRY(make_str(t, cat("slice(", start, ", ", stop, ", ", step, ")")));
}

// Combined as a tuple's items are, but for the length at the end.
Result<i64> slice_hash(Thread& t, Value self) {
    constexpr u64 kLengthMix = 3 ^ (2870177450012600261u ^ 3527539u);
    Slice* slice = self.as<Slice>();
    text::TupleHasher hasher;
    hasher.add(TRY(item_hash(t, slice->start)));
    hasher.add(TRY(item_hash(t, slice->stop)));
    hasher.add(TRY(item_hash(t, slice->step)));
    return text::avoid_minus_one(static_cast<i64>(static_cast<u64>(hasher.finish()) - kLengthMix));
}

Result<Value> slice_compare(Thread& t, CompareOp op, Value left, Value right) {
    Type* own = t.types().slice;
    if (type_of(t, left) != own || type_of(t, right) != own) return Value::not_implemented();
    bool with_equal = op == CompareOp::Eq || op == CompareOp::Le || op == CompareOp::Ge;
    if (left == right) return Value::from_bool(with_equal);
    Slice* a = left.as<Slice>();
    Slice* b = right.as<Slice>();
    Value a_parts[] = {a->start, a->stop, a->step};
    Value b_parts[] = {b->start, b->stop, b->step};
    Tuple* x = TRY(make_tuple_from(t, a_parts, 3));
    Tuple* y = TRY(make_tuple_from(t, b_parts, 3));
    return sequence_compare(t, op, x, y);
}

Result<Value> slice_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_keywords(t, "slice", args));
    TRY(check_positional(t, "slice", args, 1, 3));
    Value none = Value::none();
    if (args.n == 1) return make_slice(t, none, args[0], none);
    return make_slice(t, args[0], args[1], args.n == 3 ? args[2] : none);
}

Result<Value> indices(Thread& t, Value* a) {
    Value length = TRY(to_index(t, a[1]));
    if (int_sign(length) < 0) return raise_value_error(t, "length should not be negative");
    Value parts[3];
    TRY(slice_indices(t, a[0].as<Slice>(), length, parts));
    return TRY(make_tuple_from(t, parts, 3));
}

Result<Value> get_start(Thread&, Value self) {
    return self.as<Slice>()->start;
}
Result<Value> get_stop(Thread&, Value self) {
    return self.as<Slice>()->stop;
}
Result<Value> get_step(Thread&, Value self) {
    return self.as<Slice>()->step;
}

constexpr NativeDef kMethods[] = {
    {"indices", "($self, object, /)",
     "The tuple (start, stop, step) of the slice for a sequence of the given length.", indices},
};

constexpr GetSetDef kGetSets[] = {
    {"start", "Lower bound, or None.", get_start, readonly_member},
    {"stop", "Upper bound, or None.", get_stop, readonly_member},
    {"step", "Step, or None.", get_step, readonly_member},
};

void trace_slice(Object* object, Tracer& tracer) {
    Slice* slice = static_cast<Slice*>(object);
    tracer.visit(slice->start);
    tracer.visit(slice->stop);
    tracer.visit(slice->step);
}

}  // namespace

Result<void> init_slice_type(Thread& t) {
    t.heap().register_kind(Kind::Slice, trace_slice);
    TypeDef def = {
        .name = "slice",
        .doc =
            "slice(stop)\nslice(start, stop[, step])\n\nWhat seq[start:stop:step] passes to the "
            "sequence.",
        .instance_kind = Kind::Slice,
        .instance_size = sizeof(Slice),
        .methods = kMethods,
        .getsets = kGetSets,
    };
    def.slots.repr = slice_repr;
    def.slots.hash = slice_hash;
    def.slots.compare = slice_compare;
    def.slots.new_ = slice_new;
    t.vm->types.slice = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

#include "runtime/types/container_support.h"

#include "runtime/errors/errors.h"
#include "runtime/text/hash.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/int.h"

namespace krait {

Result<void> check_no_keywords(Thread& t, const char* function, const Args& args) {
    if (KRAIT_LIKELY(args.nkw == 0)) return {};
    return raise_type_error(t, cat(function, "() takes no keyword arguments"));
}

Result<void> check_positional(Thread& t, const char* function, const Args& args, u32 min, u32 max) {
    if (KRAIT_LIKELY(args.n >= min && args.n <= max)) return {};
    u32 limit = args.n < min ? min : max;
    const char* bound = min == max ? "" : args.n < min ? "at least " : "at most ";
    return raise_type_error(t, cat(function, " expected ", bound, limit, " argument",
                                   limit == 1 ? "" : "s", ", got ", args.n));
}

Result<Value> single_keyword(Thread& t, const char* function, const Args& args,
                             std::string_view name) {
    Value found = Value::absent();
    for (u32 i = 0; i < args.nkw; i++) {
        const Str* given = args.kwnames->items[i].as<Str>();
        if (given->view() != name) {
            return raise_type_error(
                t, cat(function, "() got an unexpected keyword argument '", given->view(), "'"));
        }
        found = args.v[args.n + i];
    }
    return found;
}

bool has_index(Thread& t, Value v) {
    if (is_int(v)) return true;
    const Slots& slots = type_of(t, v)->slots;
    return slots.unary != nullptr && (slots.unary_ops >> static_cast<int>(UnaryOp::Index) & 1) != 0;
}

namespace {

enum class Excess { kIndexError, kOverflow, kOverflowAsArgument };

Result<i64> index_value(Thread& t, Value v, Excess excess) {
    if (KRAIT_LIKELY(v.is_small_int())) return v.small_int_value();
    Value index = TRY(to_index(t, v));
    i64 i = 0;
    if (int_to_i64(index, &i)) return i;
    if (excess == Excess::kOverflowAsArgument) {
        return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
    }
    std::string message = cat("cannot fit '", type_name(t, v), "' into an index-sized integer");
    if (excess == Excess::kIndexError) return raise_index_error(t, message);
    return raise_overflow_error(t, message);
}

// A part of a slice: clipped to i64.
Result<i64> clipped_index(Thread& t, Value v, const char* message) {
    if (KRAIT_LIKELY(v.is_small_int())) return v.small_int_value();
    if (!has_index(t, v)) return raise_type_error(t, message);
    return int_clip_i64(TRY(to_index(t, v)));
}

constexpr const char* kSliceMessage =
    "slice indices must be integers or None or have an __index__ method";

}  // namespace

Result<i64> sequence_index(Thread& t, Value v) {
    return index_value(t, v, Excess::kIndexError);
}

Result<i64> size_argument(Thread& t, Value v) {
    return index_value(t, v, Excess::kOverflowAsArgument);
}

Result<i64> repeat_count(Thread& t, Value v) {
    if (!has_index(t, v)) return raise_not_repeatable(t, v);
    return index_value(t, v, Excess::kOverflow);
}

Result<i64> search_bound(Thread& t, Value v, i64 fallback) {
    if (v.is_empty()) return fallback;
    return clipped_index(t, v, "slice indices must be integers or have an __index__ method");
}

Result<SliceBounds> slice_unpack(Thread& t, Slice* slice) {
    SliceBounds bounds = {0, 0, 1, 0};
    if (!slice->step.is_none()) {
        bounds.step = TRY(clipped_index(t, slice->step, kSliceMessage));
        if (bounds.step == 0) return raise_value_error(t, "slice step cannot be zero");
        if (bounds.step == kMinI64) bounds.step = -kMaxI64;  // so that it can be negated
    }
    bool backward = bounds.step < 0;
    bounds.start = backward ? kMaxI64 : 0;
    bounds.stop = backward ? kMinI64 : kMaxI64;
    if (!slice->start.is_none()) bounds.start = TRY(clipped_index(t, slice->start, kSliceMessage));
    if (!slice->stop.is_none()) bounds.stop = TRY(clipped_index(t, slice->stop, kSliceMessage));
    return bounds;
}

void slice_clip(SliceBounds& bounds, i64 length) {
    bool backward = bounds.step < 0;
    i64 lowest = backward ? -1 : 0;
    i64 highest = backward ? length - 1 : length;
    auto clip = [&](i64 i) {
        if (i < 0) {
            i += length;
            return i < 0 ? lowest : i;
        }
        return i > highest ? highest : i;
    };
    bounds.start = clip(bounds.start);
    bounds.stop = clip(bounds.stop);
    if (bounds.step == 1 || bounds.step == -1) {  // spares the division
        i64 count = backward ? bounds.start - bounds.stop : bounds.stop - bounds.start;
        bounds.count = count > 0 ? count : 0;
    } else if (backward) {
        bounds.count =
            bounds.stop < bounds.start ? (bounds.start - bounds.stop - 1) / -bounds.step + 1 : 0;
    } else {
        bounds.count =
            bounds.start < bounds.stop ? (bounds.stop - bounds.start - 1) / bounds.step + 1 : 0;
    }
}

Result<SliceBounds> slice_bounds(Thread& t, Slice* slice, i64 length) {
    SliceBounds bounds = TRY(slice_unpack(t, slice));
    slice_clip(bounds, length);
    return bounds;
}

Failure raise_not_repeatable(Thread& t, Value count) {
    return raise_type_error(
        t, cat("can't multiply sequence by non-int of type '", type_name(t, count), "'"));
}

Result<i64> item_hash(Thread& t, Value v) {
    if (v.is_small_int()) return text::hash_int(v.small_int_value());
    if (v.is_double()) return text::hash_double(v.double_value());
    return hash_value(t, v);
}

Failure explain_unhashable(Thread& t, Value key, const char* role) {
    if (!t.pending.is_object() || t.pending.object()->type != t.types().type_error)
        return Failure{};
    Value original = take_pending(t);
    return raise_type_error(t, cat("cannot use '", type_name(t, key), "' as a ", role, " (",
                                   exception_text(t, original), ")"));
}

bool clear_end_of_sequence(Thread& t) {
    if (!pending_is(t, t.types().index_error)) return clear_stop_iteration(t);
    clear_pending(t);
    return true;
}

Result<Value> list_or_tuple(Thread& t, Value iterable, const char* message) {
    if (iterable.is_object()) {
        Type* type = iterable.object()->type;
        if (type == t.types().list || type == t.types().tuple) return iterable;
    }
    Result<Value> iterator = get_iter(t, iterable);
    if (!iterator.ok()) {
        if (!pending_is(t, t.types().type_error)) return Failure{};
        clear_pending(t);
        return raise_type_error(t, message);
    }
    return TRY(list_from_iterable(t, iterator.value()));
}

Result<Value> class_getitem(Thread& t, Value* a) {
    return make_generic_alias(t, a[0], a[1]);
}

Result<void> readonly_member(Thread& t, Value, Value) {
    return raise(t, t.types().attribute_error, "readonly attribute");
}

Result<Value> iter_self(Thread&, Value self) {
    return self;
}

}  // namespace krait

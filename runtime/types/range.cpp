// range: start, stop, step and length as ints of any size. What fits 64 bits is computed there.
#include "runtime/errors/errors.h"
#include "runtime/text/hash.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence_init.h"

#include <cmath>

namespace krait {

namespace {

constexpr Value kZero = Value::small_int(0);
constexpr Value kOne = Value::small_int(1);
// Bounds within which an iterator counts in i64 without any overflow.
constexpr i64 kPlainLimit = i64{1} << 61;

bool is_plain(i64 i) {
    return i >= -kPlainLimit && i <= kPlainLimit;
}

Result<Value> add(Thread& t, Value a, Value b) {
    return int_binary(t, BinaryOp::Add, a, b);
}
Result<Value> subtract(Thread& t, Value a, Value b) {
    return int_binary(t, BinaryOp::Sub, a, b);
}

// (|distance| - 1) // |step| + 1, or 0 when the step leads away from the stop.
Result<Value> range_length_of(Thread& t, Value start, Value stop, Value step) {
    i64 first = 0, last = 0, stride = 0;
    bool up = int_sign(step) > 0;
    if (int_compare(start, stop) * (up ? 1 : -1) >= 0) return kZero;
    if (int_to_i64(start, &first) && int_to_i64(stop, &last) && int_to_i64(step, &stride)) {
        u64 distance = up ? u64(last) - u64(first) : u64(first) - u64(last);
        u64 width = up ? u64(stride) : u64{0} - u64(stride);
        u64 rounds = (distance - 1) / width;
        if (rounds < static_cast<u64>(kMaxI64)) return make_int(t, static_cast<i64>(rounds + 1));
    }
    Value distance = up ? TRY(subtract(t, stop, start)) : TRY(subtract(t, start, stop));
    Value width = up ? step : TRY(subtract(t, kZero, step));
    Value before = TRY(subtract(t, distance, kOne));
    Value rounds = TRY(int_binary(t, BinaryOp::FloorDiv, before, width));
    return add(t, rounds, kOne);
}

// start + index * step.
Result<Value> range_item(Thread& t, const Range* range, Value index) {
    i64 start = 0, step = 0, i = 0;
    if (int_to_i64(range->start, &start) && int_to_i64(range->step, &step) &&
        int_to_i64(index, &i)) {
        i64 offset = 0, result = 0;
        if (!__builtin_mul_overflow(i, step, &offset) &&
            !__builtin_add_overflow(start, offset, &result)) {
            return make_int(t, result);
        }
    }
    Value offset = TRY(int_binary(t, BinaryOp::Mul, index, range->step));
    return add(t, range->start, offset);
}

}  // namespace

Result<Value> make_range(Thread& t, Value start, Value stop, Value step) {
    if (int_sign(step) == 0) return raise_value_error(t, "range() arg 3 must not be zero");
    Value length = TRY(range_length_of(t, start, stop, step));
    Range* range = TRY(make<Range>(t, t.vm->types.range));
    range->start = start;
    range->stop = stop;
    range->step = step;
    range->length = length;
    return range;
}

namespace {

// ---- subscripts

Result<Value> range_slice(Thread& t, Range* range, Slice* slice) {
    Value parts[3];
    TRY(slice_indices(t, slice, range->length, parts));
    Value start = TRY(range_item(t, range, parts[0]));
    Value stop = TRY(range_item(t, range, parts[1]));
    Value step = TRY(int_binary(t, BinaryOp::Mul, range->step, parts[2]));
    return make_range(t, start, stop, step);
}

Result<Value> range_get_item(Thread& t, Value self, Value key) {
    Range* range = self.as<Range>();
    if (key.is_object() && key.object()->kind == Kind::Slice) {
        return range_slice(t, range, key.as<Slice>());
    }
    if (!has_index(t, key)) {
        return raise_type_error(
            t, cat("range indices must be integers or slices, not ", type_name(t, key)));
    }
    Value index = TRY(to_index(t, key));
    if (int_sign(index) < 0) index = TRY(add(t, index, range->length));
    if (int_sign(index) < 0 || int_compare(index, range->length) >= 0) {
        return raise_index_error(t, "range object index out of range");
    }
    return range_item(t, range, index);
}

// ---- searching

bool is_plain_int(Thread& t, Value v) {
    Type* type = type_of(t, v);
    return type == t.types().int_ || type == t.types().bool_;
}

// Position of an int, or absent.
Result<Value> position_of_int(Thread& t, Range* range, Value v) {
    bool up = int_sign(range->step) > 0;
    if (int_compare(v, range->start) * (up ? 1 : -1) < 0) return Value::absent();
    if (int_compare(v, range->stop) * (up ? 1 : -1) >= 0) return Value::absent();
    Value distance = TRY(subtract(t, v, range->start));
    Value rest = TRY(int_binary(t, BinaryOp::Mod, distance, range->step));
    if (int_sign(rest) != 0) return Value::absent();
    return int_binary(t, BinaryOp::FloorDiv, distance, range->step);
}

Result<Value> range_iter(Thread& t, Value self);

// Calls `found(position)` for each item that equals `v`, until it returns true.
template <class Found>
Result<void> search_items(Thread& t, Value self, Value v, Found found) {
    Value iterator = TRY(range_iter(t, self));
    for (i64 i = 0;; i++) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) return {};
        bool same = TRY(items_equal(t, item, v));
        if (same && found(i)) return {};
    }
}

// An int that the value certainly is equal to, for values whose equality needs no script code:
// ints, and floats without a fraction. Absent: equal to no int. Empty: has to be compared.
Result<Value> as_known_int(Thread& t, Value v) {
    if (is_plain_int(t, v)) {
        return v.is_bool() ? Value::small_int(v.is_true()) : v;
    }
    if (!v.is_double()) return Value::none();
    double d = v.double_value();
    if (!std::isfinite(d) || std::trunc(d) != d) return Value::absent();
    return int_from_double(t, d);
}

Result<bool> range_contains(Thread& t, Value self, Value v) {
    Value known = TRY(as_known_int(t, v));
    if (known.is_absent()) return false;
    if (!known.is_none()) {
        return !TRY(position_of_int(t, self.as<Range>(), known)).is_absent();
    }
    bool seen = false;
    TRY(search_items(t, self, v, [&](i64) { return seen = true; }));
    return seen;
}

Result<Value> count(Thread& t, Value* a) {
    Value known = TRY(as_known_int(t, a[1]));
    if (known.is_absent()) return kZero;
    if (!known.is_none()) {
        Value position = TRY(position_of_int(t, a[0].as<Range>(), known));
        return Value::small_int(position.is_absent() ? 0 : 1);
    }
    i64 seen = 0;
    TRY(search_items(t, a[0], a[1], [&](i64) {
        seen++;
        return false;
    }));
    return Value::small_int(seen);
}

Result<Value> index(Thread& t, Value* a) {
    if (is_plain_int(t, a[1])) {
        Value known = TRY(as_known_int(t, a[1]));
        Value position = TRY(position_of_int(t, a[0].as<Range>(), known));
        if (!position.is_absent()) return position;
        return raise_value_error(t, "range.index(x): x not in range");
    }
    i64 position = -1;
    TRY(search_items(t, a[0], a[1], [&](i64 i) {
        position = i;
        return true;
    }));
    if (position >= 0) return make_int(t, position);
    return raise_value_error(t, "sequence.index(x): x not in sequence");
}

// ---- iteration

// `count` items from `start` on.
Result<Value> make_range_iterator(Thread& t, Value start, Value step, Value count) {
    Iterator* iterator = TRY(make_iterator(t, t.types().range_iterator, Value()));
    i64 first = 0, stride = 0, items = 0, span = 0, stop = 0;
    if (int_to_i64(start, &first) && int_to_i64(step, &stride) && int_to_i64(count, &items) &&
        is_plain(first) && is_plain(stride) && !__builtin_mul_overflow(stride, items, &span) &&
        !__builtin_add_overflow(first, span, &stop) && is_plain(stop)) {
        iterator->index = first;
        iterator->stop = stop;
        iterator->step = stride;
        return iterator;
    }
    iterator->source = start;
    iterator->extra = count;
    iterator->spare = step;
    return iterator;
}

Result<Value> range_iter(Thread& t, Value self) {
    Range* range = self.as<Range>();
    return make_range_iterator(t, range->start, range->step, range->length);
}

Result<Value> reversed(Thread& t, Value* a) {
    Range* range = a[0].as<Range>();
    Value last_index = TRY(subtract(t, range->length, kOne));
    Value last = TRY(range_item(t, range, last_index));
    Value step = TRY(subtract(t, kZero, range->step));
    return make_range_iterator(t, last, step, range->length);
}

// ---- the rest

Result<Value> range_repr(Thread& t, Value self) {
    Range* range = self.as<Range>();
    std::string start = TRY(int_to_text(t, range->start, 10));
    std::string stop = TRY(int_to_text(t, range->stop, 10));
    std::string text = cat("range(", start, ", ", stop);
    if (range->step != kOne) {
        std::string step = TRY(int_to_text(t, range->step, 10));
        text += ", ";
        text += step;
    }
    text += ')';
    return TRY(make_str_ascii(t, text));
}

Result<i64> range_hash(Thread& t, Value self) {
    Range* range = self.as<Range>();
    bool empty = range->length == kZero;
    bool single = range->length == kOne;
    text::TupleHasher hasher;
    hasher.add(TRY(item_hash(t, range->length)));
    hasher.add(TRY(item_hash(t, empty ? Value::none() : range->start)));
    hasher.add(TRY(item_hash(t, empty || single ? Value::none() : range->step)));
    return hasher.finish();
}

bool same_items(const Range* a, const Range* b) {
    if (int_compare(a->length, b->length) != 0) return false;
    if (a->length == kZero) return true;
    if (int_compare(a->start, b->start) != 0) return false;
    return a->length == kOne || int_compare(a->step, b->step) == 0;
}

Result<Value> range_compare(Thread& t, CompareOp op, Value left, Value right) {
    Type* own = t.types().range;
    if (type_of(t, left) != own || type_of(t, right) != own) return Value::not_implemented();
    if (op != CompareOp::Eq && op != CompareOp::Ne) return Value::not_implemented();
    bool same = left == right || same_items(left.as<Range>(), right.as<Range>());
    return Value::from_bool(same == (op == CompareOp::Eq));
}

Result<i64> range_length(Thread& t, Value self) {
    i64 length = 0;
    if (int_to_i64(self.as<Range>()->length, &length)) return length;
    return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
}

Result<bool> range_truth(Thread&, Value self) {
    return self.as<Range>()->length != kZero;
}

Result<Value> range_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_keywords(t, "range", args));
    TRY(check_positional(t, "range", args, 1, 3));
    if (args.n == 1) {
        Value stop = TRY(to_index(t, args[0]));
        return make_range(t, kZero, stop, kOne);
    }
    Value start = TRY(to_index(t, args[0]));
    Value stop = TRY(to_index(t, args[1]));
    Value step = args.n == 3 ? TRY(to_index(t, args[2])) : kOne;
    return make_range(t, start, stop, step);
}

Result<Value> get_start(Thread&, Value self) {
    return self.as<Range>()->start;
}
Result<Value> get_stop(Thread&, Value self) {
    return self.as<Range>()->stop;
}
Result<Value> get_step(Thread&, Value self) {
    return self.as<Range>()->step;
}

constexpr NativeDef kMethods[] = {
    {"count", "($self, object, /)", "Number of occurrences of the value.", count},
    {"index", "($self, object, /)", "Index of the value; ValueError when it is not there.", index},
    {"__reversed__", "($self, /)", "A reverse iterator.", reversed},
};

constexpr GetSetDef kGetSets[] = {
    {"start", "First value.", get_start, readonly_member},
    {"stop", "Bound that is not reached.", get_stop, readonly_member},
    {"step", "Distance between values.", get_step, readonly_member},
};

void trace_range(Object* object, Tracer& tracer) {
    Range* range = static_cast<Range*>(object);
    tracer.visit(range->start);
    tracer.visit(range->stop);
    tracer.visit(range->step);
    tracer.visit(range->length);
}

}  // namespace

Result<void> init_range_type(Thread& t) {
    t.heap().register_kind(Kind::Range, trace_range);
    TypeDef def = {
        .name = "range",
        .doc =
            "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe "
            "integers from start (0 if not given) up to but without stop, step apart.",
        .instance_kind = Kind::Range,
        .instance_size = sizeof(Range),
        .flags = Type::kSequence,
        .methods = kMethods,
        .getsets = kGetSets,
    };
    def.slots.repr = range_repr;
    def.slots.hash = range_hash;
    def.slots.truth = range_truth;
    def.slots.length = range_length;
    def.slots.get_item = range_get_item;
    def.slots.contains = range_contains;
    def.slots.iter = range_iter;
    def.slots.compare = range_compare;
    def.slots.new_ = range_new;
    t.vm->types.range = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

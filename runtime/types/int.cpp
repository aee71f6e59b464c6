// int: making values, conversions to and from C++ numbers, order, hash, and the protocol behind
// __index__ and __float__.
#include "runtime/types/int.h"

#include "runtime/attribute/instance.h"
#include "runtime/text/hash.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number.h"

#include <cmath>
#include <cstring>

namespace krait {

// ---- making

Result<Int*> new_int(Thread& t, u64 count) {
    if (count > kMaxLimbs) return raise_memory_error(t);
    return make<Int>(t, t.types().int_, count * sizeof(u64));
}

Value finish_int(Int* i, std::size_t count, bool negative) {
    count = limbs::trim(limbs_of(i), count);
    if (count == 0) return Value::small_int(0);
    if (count == 1) {
        u64 word = i->limbs[0];
        // The range of small ints has one more negative value.
        if (word <= static_cast<u64>(Value::kSmallIntMax) + negative) {
            i64 small = static_cast<i64>(word);
            return Value::small_int(negative ? -small : small);
        }
    }
    i->aux = static_cast<u32>(count);
    if (negative) i->flags |= Int::kNegative;
    return Value(i);
}

Result<Value> make_int_limbs(Thread& t, const limbs::Limb* limbs, std::size_t count,
                             bool negative) {
    count = limbs::trim(limbs, count);
    if (count == 0) return Value::small_int(0);
    if (count == 1 && limbs[0] <= static_cast<u64>(Value::kSmallIntMax)) {
        i64 small = static_cast<i64>(limbs[0]);
        return Value::small_int(negative ? -small : small);
    }
    Int* result = TRY(new_int(t, count));
    std::memcpy(result->limbs, limbs, count * sizeof(u64));
    return finish_int(result, count, negative);
}

Result<Value> make_int_wide(Thread& t, __int128 value) {
    if (value >= Value::kSmallIntMin && value <= Value::kSmallIntMax)
        return Value::small_int(static_cast<i64>(value));
    bool negative = value < 0;
    auto magnitude = static_cast<limbs::Wide>(value);
    if (negative) magnitude = -magnitude;
    limbs::Limb words[2] = {static_cast<limbs::Limb>(magnitude),
                            static_cast<limbs::Limb>(magnitude >> 64)};
    return make_int_limbs(t, words, 2, negative);
}

Result<Value> make_int_slow(Thread& t, i64 i) {
    return make_int_wide(t, i);
}
Result<Value> make_int_u64(Thread& t, u64 i) {
    return make_int_wide(t, static_cast<__int128>(i));
}

Result<Value> plain_int(Thread& t, Value v) {
    if (v.is_small_int()) return v;
    if (v.is_bool()) return Value::small_int(v.is_true());
    Int* big = v.as<Int>();
    if (big->type == t.types().int_) return v;
    return make_int_limbs(t, limbs_of(big), big->count(), big->negative());
}

Result<Value> int_of_type(Thread& t, Type* type, Value plain) {
    if (type == t.types().int_) return plain;
    IntView value(plain);
    Int* instance = TRY(allocate_instance_as<Int>(t, type, value.count * sizeof(u64)));
    // The number of limbs says where the attributes are: it must be right before anything looks at
    // them.
    instance->aux = static_cast<u32>(value.count);
    if (value.count != 0) std::memcpy(instance->limbs, value.limbs, value.count * sizeof(u64));
    if (value.negative) instance->flags |= Int::kNegative;
    return Value(instance);
}

// ---- to C++ numbers

bool int_to_i64(Value v, i64* out) {
    if (v.is_small_int()) {
        *out = v.small_int_value();
        return true;
    }
    IntView view(v);
    if (view.count > 1) return false;
    u64 word = view.count == 0 ? 0 : view.limbs[0];
    if (word > static_cast<u64>(INT64_MAX) + view.negative) return false;
    *out = static_cast<i64>(view.negative ? u64{0} - word : word);
    return true;
}

i64 int_clip_i64(Value v) {
    i64 result;
    if (int_to_i64(v, &result)) return result;
    return int_sign(v) < 0 ? INT64_MIN : INT64_MAX;
}

int int_sign(Value v) {
    IntView view(v);
    return view.negative ? -1 : view.count != 0;
}

i64 int_bit_length(Value v) {
    return static_cast<i64>(IntView(v).bit_length());
}

u64 int_hash(Value v) {
    if (v.is_small_int()) return static_cast<u64>(text::hash_int(v.small_int_value()));
    IntView view(v);
    return static_cast<u64>(text::hash_limbs({view.limbs, view.count}, view.negative));
}

int int_compare(Value a, Value b) {
    if (a.is_small_int() && b.is_small_int()) {
        i64 x = a.small_int_value(), y = b.small_int_value();
        return x < y ? -1 : x > y;
    }
    IntView left(a), right(b);
    if (left.negative != right.negative) return left.negative ? -1 : 1;
    int order = limbs::compare(left.limbs, left.count, right.limbs, right.count);
    return left.negative ? -order : order;
}

Result<double> int_to_double(Thread& t, Value v) {
    if (v.is_small_int()) return static_cast<double>(v.small_int_value());
    IntView view(v);
    double magnitude = limbs::to_double(view.limbs, view.count);
    if (std::isinf(magnitude)) return raise_overflow_error(t, "int too large to convert to float");
    return view.negative ? -magnitude : magnitude;
}

Result<Value> int_from_double(Thread& t, double integral) {
    if (integral > -9.0e18 && integral < 9.0e18) return make_int(t, static_cast<i64>(integral));
    if (std::isnan(integral)) return raise_value_error(t, "cannot convert float NaN to integer");
    if (std::isinf(integral))
        return raise_overflow_error(t, "cannot convert float infinity to integer");
    limbs::Limb words[limbs::kDoubleLimbs];
    std::size_t count = limbs::from_double(words, integral);
    return make_int_limbs(t, words, count, integral < 0);
}

// ---- the conversion protocol

Result<Value> convert_by_slot(Thread& t, UnaryOp op, Value v) {
    const Slots& slots = type_of(t, v)->slots;
    if (slots.unary == nullptr || !(slots.unary_ops >> static_cast<int>(op) & 1))
        return Value::absent();
    return slots.unary(t, op, v);
}

Result<Value> to_index(Thread& t, Value v) {
    if (v.is_small_int()) return v;
    if (is_int(v)) return plain_int(t, v);
    Value result = TRY(convert_by_slot(t, UnaryOp::Index, v));
    if (result.is_absent() || result.is_not_implemented())
        return raise_type_error(
            t, cat("'", type_name(t, v), "' object cannot be interpreted as an integer"));
    if (!is_int(result))
        return raise_type_error(
            t, cat("__index__ returned non-int (type ", type_name(t, result), ")"));
    return plain_int(t, result);
}

Result<i64> index_to_i64(Thread& t, Value v, bool overflow_error) {
    if (v.is_small_int()) return v.small_int_value();
    Value index = TRY(to_index(t, v));
    i64 result;
    if (int_to_i64(index, &result)) return result;
    std::string message = cat("cannot fit '", type_name(t, v), "' into an index-sized integer");
    return overflow_error ? raise_overflow_error(t, message) : raise_index_error(t, message);
}

Result<i64> to_c_int(Thread& t, Value v) {
    Value index = TRY(to_index(t, v));
    i64 result;
    if (!int_to_i64(index, &result) || result > INT32_MAX || result < INT32_MIN)
        return raise_overflow_error(t, "Python int too large to convert to C int");
    return result;
}

}  // namespace krait

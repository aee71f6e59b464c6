// math: functions of ints of any size.
#include "runtime/modules/math_internal.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int_internal.h"

#include <algorithm>
#include <cmath>

namespace krait::math {

namespace {

Result<Value> multiply(Thread& t, Value a, Value b) {
    return number_binary(t, BinaryOp::Mul, a, b);
}
Result<Value> floor_divide(Thread& t, Value a, Value b) {
    return int_binary(t, BinaryOp::FloorDiv, a, b);
}
Result<Value> subtract(Thread& t, Value a, Value b) {
    return number_binary(t, BinaryOp::Sub, a, b);
}

// The product of first, first + 1, …, last; halves are multiplied so that operands stay of like
// sizes.
Result<Value> product_of_range(Thread& t, u64 first, u64 last) {
    if (first > last) return Value::small_int(1);
    TRY(poll_interrupt(t));
    u64 product = first;
    u64 i = first;
    while (i < last && !__builtin_mul_overflow(product, i + 1, &product)) i++;
    if (i == last) return make_int_u64(t, product);
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    u64 middle = first + (last - first) / 2;
    Value low = TRY(product_of_range(t, first, middle));
    Value high = TRY(product_of_range(t, middle + 1, last));
    return multiply(t, low, high);
}

// n (n-1) … (n-k+1), for k <= n and n of any size.
Result<Value> falling_product(Thread& t, Value n, i64 k) {
    i64 word;
    if (k == 0) return Value::small_int(1);
    if (int_to_i64(n, &word))
        return product_of_range(t, static_cast<u64>(word - k + 1), static_cast<u64>(word));
    Value product = n, factor = n;
    for (i64 i = 1; i < k; i++) {
        TRY(poll_interrupt(t));
        factor = TRY(subtract(t, factor, Value::small_int(1)));
        product = TRY(multiply(t, product, factor));
    }
    return product;
}

Result<void> check_natural(Thread& t, Value v, const char* name) {
    if (int_sign(v) < 0) return raise_value_error(t, cat(name, " must be a non-negative integer"));
    return {};
}

constexpr const char* kWordMax = "9223372036854775807";

Result<Value> lcm_of(Thread& t, Value a, Value b) {
    if (int_sign(a) == 0 || int_sign(b) == 0) return Value::small_int(0);
    Value divisor = TRY(int_gcd(t, a, b));
    Value reduced = TRY(floor_divide(t, a, divisor));
    Value product = TRY(multiply(t, reduced, b));
    return int_absolute(t, product);
}

// Folds the arguments, each through __index__.
template <class Fold>
Result<Value> fold_indices(Thread& t, const char* name, const Args& args, i64 start, Fold fold) {
    TRY(check_no_keywords(t, name, args));
    Value result = Value::small_int(start);
    for (u32 i = 0; i < args.n; i++) {
        Value next = TRY(to_index(t, args[i]));
        result = i == 0 ? TRY(int_absolute(t, next)) : TRY(fold(t, result, next));
    }
    return result;
}

}  // namespace

Result<Value> gcd(Thread& t, const Args& args) {
    return fold_indices(t, "math.gcd", args, 0, int_gcd);
}
Result<Value> lcm(Thread& t, const Args& args) {
    return fold_indices(t, "math.lcm", args, 1, lcm_of);
}

Result<Value> isqrt(Thread& t, Value* a) {
    Value n = TRY(to_index(t, a[0]));
    if (int_sign(n) < 0) return raise_value_error(t, "isqrt() argument must be nonnegative");
    if (n.is_small_int()) {
        // A 48-bit number is exact as a double, and its root is at most off by rounding up.
        i64 value = n.small_int_value();
        auto root = static_cast<i64>(std::sqrt(static_cast<double>(value)));
        return Value::small_int(root * root > value ? root - 1 : root);
    }
    IntView value(n);
    Int* result = TRY(new_int(t, (value.count + 1) / 2));
    KRAIT_LIMB_SCRATCH(scratch, t, value.count);
    std::size_t size = 0;
    auto work = [&] {
        size = limbs::square_root(limbs_of(result), value.limbs, value.count, scratch.data());
    };
    if (lacks_gmp_stack(t, value.count)) return raise_recursion_error(t);
    if (!limbs::with_gmp_memory(value.count, work)) return raise_memory_error(t);
    return finish_int(result, size, false);
}

Result<Value> factorial(Thread& t, Value* a) {
    Value n = TRY(to_index(t, a[0]));
    if (int_sign(n) < 0) return raise_value_error(t, "factorial() not defined for negative values");
    i64 word;
    if (!int_to_i64(n, &word))
        return raise_overflow_error(t, cat("factorial() argument should not exceed ", kWordMax));
    return product_of_range(t, 1, static_cast<u64>(word));
}

Result<Value> perm(Thread& t, Value* a) {
    if (a[1].is_none()) return factorial(t, a);
    Value n = TRY(to_index(t, a[0]));
    Value k = TRY(to_index(t, a[1]));
    TRY(check_natural(t, n, "n"));
    TRY(check_natural(t, k, "k"));
    if (int_compare(k, n) > 0) return Value::small_int(0);
    i64 count;
    if (!int_to_i64(k, &count)) return raise_overflow_error(t, cat("k must not exceed ", kWordMax));
    return falling_product(t, n, count);
}

namespace {

// The binomial coefficient as long as it and what leads to it fits a word; absent when it doesn't.
Value comb_word(i64 n, i64 k) {
    u64 result = 1;
    for (i64 i = 0; i < k; i++) {
        // result is C(n, i), and C(n, i) (n - i) is a multiple of i + 1.
        auto wide =
            static_cast<limbs::Wide>(result) * static_cast<u64>(n - i) / static_cast<u64>(i + 1);
        if (wide > static_cast<u64>(Value::kSmallIntMax)) return Value::absent();
        result = static_cast<u64>(wide);
    }
    return Value::small_int(static_cast<i64>(result));
}

}  // namespace

Result<Value> comb(Thread& t, Value* a) {
    Value n = TRY(to_index(t, a[0]));
    Value k = TRY(to_index(t, a[1]));
    TRY(check_natural(t, n, "n"));
    TRY(check_natural(t, k, "k"));
    if (int_compare(k, n) > 0) return Value::small_int(0);
    Value rest = TRY(subtract(t, n, k));
    if (int_compare(rest, k) < 0) k = rest;
    i64 count, word;
    if (!int_to_i64(k, &count))
        return raise_overflow_error(t, cat("min(n - k, k) must not exceed ", kWordMax));
    if (int_to_i64(n, &word)) {
        Value quick = comb_word(word, count);
        if (!quick.is_absent()) return quick;
    }
    Value numerator = TRY(falling_product(t, n, count));
    Value denominator = TRY(product_of_range(t, 1, static_cast<u64>(count)));
    return floor_divide(t, numerator, denominator);
}

}  // namespace krait::math

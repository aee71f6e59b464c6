// int: the operators. Values that fit a machine word are computed there; the rest by limbs
// (types/limbs.h).
#include "runtime/types/int.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"

#include <algorithm>
#include <cmath>

namespace krait {

namespace {

constexpr const char* kTooManyDigits = "too many digits in integer";

// Runs limb code that may want temporary memory, or returns MemoryError from the enclosing
// function.
#define KRAIT_GMP(t, limb_count, ...)                                                     \
    do {                                                                                  \
        auto gmp_work_ = [&] { __VA_ARGS__; };                                            \
        if (lacks_gmp_stack(t, limb_count)) return raise_recursion_error(t);              \
        if (!limbs::with_gmp_memory(limb_count, gmp_work_)) return raise_memory_error(t); \
    } while (0)

Result<Value> word_result(Thread& t, i64 value) {
    return make_int(t, value);
}

// ---- sums and products

// a + b, or a - b when `minus`.
Result<Value> add_limbs(Thread& t, Value a, Value b, bool minus) {
    IntView left(a), right(b);
    bool right_negative = right.negative != minus;
    Int* result = TRY(new_int(t, std::max(left.count, right.count) + 1));
    limbs::Limb* out = limbs_of(result);
    if (left.negative == right_negative) {
        std::size_t n = limbs::add(out, left.limbs, left.count, right.limbs, right.count);
        return finish_int(result, n, left.negative);
    }
    if (limbs::compare(left.limbs, left.count, right.limbs, right.count) >= 0) {
        std::size_t n = limbs::subtract(out, left.limbs, left.count, right.limbs, right.count);
        return finish_int(result, n, left.negative);
    }
    std::size_t n = limbs::subtract(out, right.limbs, right.count, left.limbs, left.count);
    return finish_int(result, n, right_negative);
}

Result<Value> multiply_limbs(Thread& t, Value a, Value b) {
    IntView left(a), right(b);
    if (left.is_zero() || right.is_zero()) return Value::small_int(0);
    Int* result = TRY(new_int(t, left.count + right.count));
    std::size_t n = 0;
    KRAIT_GMP(
        t, left.count + right.count,
        n = limbs::multiply(limbs_of(result), left.limbs, left.count, right.limbs, right.count));
    return finish_int(result, n, left.negative != right.negative);
}

// ---- division

Result<IntDivision> divide_words(Thread& t, i64 a, i64 b) {
    if (b == 0) return raise_zero_division(t, "division by zero");
    if (b == -1) {  // INT64_MIN / -1 doesn't fit
        Value negated = TRY(make_int_wide(t, -static_cast<__int128>(a)));
        return IntDivision{negated, Value::small_int(0)};
    }
    i64 quotient = a / b, remainder = a % b;
    if (remainder != 0 && (remainder ^ b) < 0) {
        quotient--;
        remainder += b;
    }
    Value q = TRY(make_int(t, quotient));
    Value r = TRY(make_int(t, remainder));
    return IntDivision{q, r};
}

Result<IntDivision> divide_limbs(Thread& t, Value a, Value b) {
    IntView left(a), right(b);
    if (right.is_zero()) return raise_zero_division(t, "division by zero");
    bool differ = left.negative != right.negative;
    std::size_t quotient_room = (left.count >= right.count ? left.count - right.count : 0) + 2;
    Int* quotient = TRY(new_int(t, quotient_room));
    Int* remainder = TRY(new_int(t, right.count));
    limbs::Division sizes{};
    KRAIT_GMP(t, left.count + right.count,
              sizes = limbs::divide_floor(limbs_of(quotient), limbs_of(remainder), left.limbs,
                                          left.count, right.limbs, right.count, differ));
    Value q = finish_int(quotient, sizes.quotient, differ);
    Value r = finish_int(remainder, sizes.remainder, right.negative);
    return IntDivision{q, r};
}

// ---- bits

limbs::BitOp bit_op(BinaryOp op) {
    return op == BinaryOp::And  ? limbs::BitOp::And
           : op == BinaryOp::Or ? limbs::BitOp::Or
                                : limbs::BitOp::Xor;
}

Result<Value> bitwise_limbs(Thread& t, BinaryOp op, Value a, Value b) {
    IntView left(a), right(b);
    Int* result = TRY(new_int(t, std::max(left.count, right.count) + 1));
    bool negative = false;
    std::size_t n =
        limbs::bitwise(bit_op(op), limbs_of(result), left.limbs, left.count, left.negative,
                       right.limbs, right.count, right.negative, &negative);
    return finish_int(result, n, negative);
}

i64 bitwise_words(BinaryOp op, i64 a, i64 b) {
    return op == BinaryOp::And ? a & b : op == BinaryOp::Or ? a | b : a ^ b;
}

Result<Value> shift(Thread& t, BinaryOp op, Value a, Value count) {
    if (int_sign(count) < 0) return raise_value_error(t, "negative shift count");
    i64 bits;
    bool fits = int_to_i64(count, &bits);
    if (op == BinaryOp::RShift)
        return int_shift_right(t, a, fits ? static_cast<u64>(bits) : UINT64_MAX);
    if (fits) return int_shift_left(t, a, static_cast<u64>(bits));
    if (int_sign(a) == 0) return Value::small_int(0);
    return raise_overflow_error(t, kTooManyDigits);
}

}  // namespace

Result<IntDivision> int_divide(Thread& t, Value a, Value b) {
    i64 x, y;
    if (int_to_i64(a, &x) && int_to_i64(b, &y)) return divide_words(t, x, y);
    return divide_limbs(t, a, b);
}

Result<Value> int_shift_left(Thread& t, Value a, u64 bits) {
    i64 word;
    if (bits < 64 && int_to_i64(a, &word))
        return make_int_wide(t, static_cast<__int128>(word) * (__int128{1} << bits));
    IntView value(a);
    if (value.is_zero()) return Value::small_int(0);
    Int* result = TRY(new_int(t, value.count + bits / limbs::kLimbBits + 1));
    std::size_t n = limbs::shift_left(limbs_of(result), value.limbs, value.count, bits);
    return finish_int(result, n, value.negative);
}

Result<Value> int_shift_right(Thread& t, Value a, u64 bits) {
    i64 word;
    if (int_to_i64(a, &word)) return make_int(t, word >> std::min<u64>(bits, 63));
    IntView value(a);
    Int* result = TRY(new_int(t, value.count + 1));
    bool lost = false;
    std::size_t n = limbs::shift_right(limbs_of(result), value.limbs, value.count, bits, &lost);
    // Floored: what was dropped of a negative number takes it one further down.
    if (value.negative && lost) n = limbs::add_one(limbs_of(result), n);
    return finish_int(result, n, value.negative);
}

// ---- a / b

Result<Value> int_true_divide(Thread& t, Value a, Value b) {
    constexpr i64 kExact =
        i64{1} << 53;  // ints up to here are doubles, so that one division rounds once
    i64 x, y;
    if (int_to_i64(a, &x) && int_to_i64(b, &y)) {
        if (y == 0) return raise_zero_division(t, "division by zero");
        if (x >= -kExact && x <= kExact && y >= -kExact && y <= kExact)
            return Value::from_double(static_cast<double>(x) / static_cast<double>(y));
    }
    IntView left(a), right(b);
    if (right.is_zero()) return raise_zero_division(t, "division by zero");
    KRAIT_LIMB_SCRATCH(scratch, t, limbs::ratio_scratch(left.count, right.count));
    double quotient = 0;
    KRAIT_GMP(
        t, left.count + right.count,
        quotient = limbs::ratio(left.limbs, left.count, right.limbs, right.count, scratch.data()));
    if (std::isinf(quotient))
        return raise_overflow_error(t, "integer division result too large for a float");
    return Value::from_double(left.negative != right.negative ? -quotient : quotient);
}

// ---- powers

namespace {

// A result beyond this would take minutes at least, and much more memory than scripts have:
// MemoryError at once.
constexpr u64 kMaxPowerBits = u64{1} << 33;

// base**exponent when the result fits a word; false otherwise.
bool power_word(i64 base, u64 exponent, i64* out) {
    i64 result = 1;
    while (true) {
        if (exponent & 1 && __builtin_mul_overflow(result, base, &result)) return false;
        exponent >>= 1;
        if (exponent == 0) break;
        if (__builtin_mul_overflow(base, base, &base)) return false;
    }
    *out = result;
    return true;
}

Result<Value> power_limbs(Thread& t, Value base, u64 exponent) {
    IntView value(base);
    u64 bits = limbs::power_bits_bound(value.bit_length() - 1, exponent);
    if (bits == UINT64_MAX) return raise_overflow_error(t, kTooManyDigits);
    if (bits > kMaxPowerBits) return raise_memory_error(t);
    std::size_t room = limbs::power_room(value.limbs, value.count, exponent);
    Int* result = TRY(new_int(t, room));
    KRAIT_LIMB_SCRATCH(scratch, t, room);
    std::size_t n = 0;
    KRAIT_GMP(
        t, room,
        n = limbs::power(limbs_of(result), value.limbs, value.count, exponent, scratch.data()));
    return finish_int(result, n, value.negative && (exponent & 1));
}

}  // namespace

Result<Value> int_power(Thread& t, Value base, Value exponent) {
    if (int_sign(exponent) < 0) {
        double b = TRY(int_to_double(t, base));
        double e = TRY(int_to_double(t, exponent));
        return float_power(t, b, e);
    }
    i64 b = 0, e = 0, result;
    bool small_base = int_to_i64(base, &b);
    bool fits = int_to_i64(exponent, &e);
    if (small_base && b >= -1 && b <= 1) {
        bool odd = IntView(exponent).count != 0 && (IntView(exponent).limbs[0] & 1);
        if (b == 0) return Value::small_int(int_sign(exponent) == 0);
        return Value::small_int(odd ? b : 1);
    }
    if (!fits) return raise_overflow_error(t, kTooManyDigits);
    if (small_base && power_word(b, static_cast<u64>(e), &result)) return make_int(t, result);
    return power_limbs(t, base, static_cast<u64>(e));
}

namespace {

// The inverse of base modulo |modulus| > 1, where 0 <= base.
Result<Value> invert_modulo(Thread& t, Value base, Value modulus) {
    IntView value(base), m(modulus);
    Int* result = TRY(new_int(t, m.count + 1));
    KRAIT_LIMB_SCRATCH(scratch, t, limbs::inverse_scratch(m.count));
    std::size_t n = 0;
    KRAIT_GMP(t, 2 * m.count,
              n = limbs::inverse(limbs_of(result), value.limbs, value.count, m.limbs, m.count,
                                 scratch.data()));
    if (n == 0) return raise_value_error(t, "base is not invertible for the given modulus");
    return finish_int(result, n, false);
}

// base ** |exponent| modulo `modulus` > 1, where 0 <= base < modulus.
Result<Value> power_modulo(Thread& t, Value base, Value exponent, Value modulus) {
    IntView value(base), e(exponent), m(modulus);
    Int* result = TRY(new_int(t, m.count));
    KRAIT_LIMB_SCRATCH(scratch, t, limbs::power_mod_scratch(m.count));
    std::size_t n = 0;
    KRAIT_GMP(t, 2 * m.count,
              n = limbs::power_mod(limbs_of(result), value.limbs, value.count, e.limbs, e.count,
                                   m.limbs, m.count, scratch.data()));
    return finish_int(result, n, false);
}

}  // namespace

Result<Value> int_power_mod(Thread& t, Value base, Value exponent, Value modulus) {
    int sign = int_sign(modulus);
    if (sign == 0) return raise_value_error(t, "pow() 3rd argument cannot be 0");
    Value m = sign < 0 ? TRY(int_negate(t, modulus)) : TRY(plain_int(t, modulus));
    if (IntView(m).is_word(1)) return Value::small_int(0);
    Value reduced = TRY(int_divide(t, base, m)).remainder;
    if (int_sign(exponent) < 0) reduced = TRY(invert_modulo(t, reduced, m));
    Value result = TRY(power_modulo(t, reduced, exponent, m));
    // The result has the sign of the modulus.
    if (sign < 0 && int_sign(result) != 0) return add_limbs(t, result, m, true);
    return result;
}

// ---- one operand

Result<Value> int_negate(Thread& t, Value v) {
    i64 word;
    if (int_to_i64(v, &word)) return make_int_wide(t, -static_cast<__int128>(word));
    IntView value(v);
    return make_int_limbs(t, value.limbs, value.count, !value.negative);
}

Result<Value> int_absolute(Thread& t, Value v) {
    return int_sign(v) < 0 ? int_negate(t, v) : plain_int(t, v);
}

Result<Value> int_invert(Thread& t, Value v) {
    i64 word;
    if (int_to_i64(v, &word)) return make_int(t, ~word);
    // ~v is -v - 1.
    Value negated = TRY(int_negate(t, v));
    return add_limbs(t, negated, Value::small_int(1), true);
}

Result<Value> int_unary(Thread& t, UnaryOp op, Value v) {
    switch (op) {
        case UnaryOp::Neg: return int_negate(t, v);
        case UnaryOp::Invert: return int_invert(t, v);
        case UnaryOp::Abs: return int_absolute(t, v);
        case UnaryOp::Float: return Value::from_double(TRY(int_to_double(t, v)));
        case UnaryOp::Pos:
        case UnaryOp::Int:
        case UnaryOp::Index: return plain_int(t, v);
        default: return Value::not_implemented();
    }
}

// ---- two operands

namespace {

Result<Value> binary_words(Thread& t, BinaryOp op, i64 a, i64 b) {
    switch (op) {
        case BinaryOp::Add: return make_int_wide(t, static_cast<__int128>(a) + b);
        case BinaryOp::Sub: return make_int_wide(t, static_cast<__int128>(a) - b);
        case BinaryOp::Mul: return make_int_wide(t, static_cast<__int128>(a) * b);
        case BinaryOp::FloorDiv: return TRY(divide_words(t, a, b)).quotient;
        case BinaryOp::Mod: return TRY(divide_words(t, a, b)).remainder;
        default: return word_result(t, bitwise_words(op, a, b));
    }
}

Result<Value> binary_limbs(Thread& t, BinaryOp op, Value a, Value b) {
    switch (op) {
        case BinaryOp::Add: return add_limbs(t, a, b, false);
        case BinaryOp::Sub: return add_limbs(t, a, b, true);
        case BinaryOp::Mul: return multiply_limbs(t, a, b);
        case BinaryOp::FloorDiv: return TRY(divide_limbs(t, a, b)).quotient;
        case BinaryOp::Mod: return TRY(divide_limbs(t, a, b)).remainder;
        default: return bitwise_limbs(t, op, a, b);
    }
}

Result<Value> divmod_tuple(Thread& t, Value a, Value b) {
    IntDivision division = TRY(int_divide(t, a, b));
    Value items[] = {division.quotient, division.remainder};
    return make_tuple_from(t, items, 2);
}

}  // namespace

Result<Value> int_binary(Thread& t, BinaryOp op, Value a, Value b) {
    switch (op) {
        case BinaryOp::Add:
        case BinaryOp::Sub:
        case BinaryOp::Mul:
        case BinaryOp::FloorDiv:
        case BinaryOp::Mod:
        case BinaryOp::And:
        case BinaryOp::Or:
        case BinaryOp::Xor: break;
        case BinaryOp::LShift:
        case BinaryOp::RShift: return shift(t, op, a, b);
        case BinaryOp::TrueDiv: return int_true_divide(t, a, b);
        case BinaryOp::Pow: return int_power(t, a, b);
        case BinaryOp::DivMod: return divmod_tuple(t, a, b);
        default: return Value::not_implemented();
    }
    if (a.is_bool() && b.is_bool() &&
        (op == BinaryOp::And || op == BinaryOp::Or || op == BinaryOp::Xor))
        return Value::from_bool(bitwise_words(op, a.is_true(), b.is_true()) != 0);
    i64 x, y;
    if (int_to_i64(a, &x) && int_to_i64(b, &y)) return binary_words(t, op, x, y);
    return binary_limbs(t, op, a, b);
}

// ---- rounding and divisors

namespace {

// The multiple of `unit` > 0 nearest to `v`, ties to the even multiple.
Result<Value> nearest_multiple(Thread& t, Value v, Value unit) {
    IntDivision division = TRY(int_divide(t, v, unit));
    Value twice = TRY(int_shift_left(t, division.remainder, 1));
    int order = int_compare(twice, unit);
    IntView quotient(division.quotient);
    bool odd = !quotient.is_zero() && (quotient.limbs[0] & 1);
    Value down = TRY(int_binary(t, BinaryOp::Sub, v, division.remainder));
    return order > 0 || (order == 0 && odd) ? int_binary(t, BinaryOp::Add, down, unit)
                                            : Result<Value>(down);
}

}  // namespace

Result<Value> int_round(Thread& t, Value v, Value digits) {
    i64 count;
    // Half of 10**count is above any number of fewer digits.
    u64 most_digits = IntView(v).bit_length() * 30103 / 100000 + 2;
    if (!int_to_i64(digits, &count) || static_cast<u64>(count) > most_digits)
        return Value::small_int(0);
    Value unit = TRY(int_power(t, Value::small_int(10), digits));
    return nearest_multiple(t, v, unit);
}

Result<Value> int_gcd(Thread& t, Value a, Value b) {
    IntView left(a), right(b);
    if (left.is_zero()) return int_absolute(t, b);
    if (right.is_zero()) return int_absolute(t, a);
    if (left.count == 1 && right.count == 1)
        return make_int_u64(t, limbs::gcd_word(left.limbs[0], right.limbs[0]));
    Int* result = TRY(new_int(t, std::min(left.count, right.count) + 1));
    KRAIT_LIMB_SCRATCH(scratch, t, left.count + right.count + 2);
    std::size_t n = 0;
    KRAIT_GMP(t, left.count + right.count,
              n = limbs::gcd(limbs_of(result), left.limbs, left.count, right.limbs, right.count,
                             scratch.data()));
    return finish_int(result, n, false);
}

}  // namespace krait

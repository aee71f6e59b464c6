// What the files of int share: an int value of any form as sign and limbs, scratch memory, and the
// making of results.
//
// An IntView of a small value points into itself, so it can't be copied. Results are computed into
// a fresh Int of the greatest size they can have and then finished: trimmed, and turned into a
// small value when they fit.
#pragma once

#include "runtime/errors/errors.h"
#include "runtime/object/c_stack.h"
#include "runtime/types/gmp_memory.h"
#include "runtime/types/int.h"
#include "runtime/types/limbs.h"

namespace krait {

// The longest int: 8 GiB. Below what Int::aux can count, and far beyond what is useful.
inline constexpr u64 kMaxLimbs = u64{1} << 30;

// Whether the C++ stack is too small for GMP's temporaries in work on so many limbs (RecursionError): several of 32 KB
// each at a time. Up to kStackOnlyLimbs the reserve is enough.
inline bool lacks_gmp_stack(const Thread& t, std::size_t limb_count) {
    constexpr std::size_t kGmpStack = 192 * 1024;
    return limb_count > limbs::kStackOnlyLimbs && !c_stack_has(t, kGmpStack);
}

class IntView {
public:
    // `v` must be an int.
    explicit IntView(Value v) {
        if (v.is_object()) {
            const Int* big = v.as<Int>();
            limbs = reinterpret_cast<const limbs::Limb*>(big->limbs);
            count = big->count();
            negative = big->negative();
        } else {
            i64 i = v.is_small_int() ? v.small_int_value() : static_cast<i64>(v.bits() & 1);
            negative = i < 0;
            word_ = negative ? u64{0} - static_cast<u64>(i) : static_cast<u64>(i);
            limbs = &word_;
            count = i != 0;
        }
    }
    IntView(const IntView&) = delete;
    IntView& operator=(const IntView&) = delete;

    u64 bit_length() const { return limbs::bit_length(limbs, count); }
    bool is_zero() const { return count == 0; }
    bool is_word(u64 word) const { return count == (word != 0) && (word == 0 || limbs[0] == word); }

    const limbs::Limb* limbs;
    std::size_t count;
    bool negative;

private:
    limbs::Limb word_ = 0;
};

// Limbs for intermediate results: on the stack when few, else in a storage cell that the holder's
// pointer keeps alive.
class LimbScratch {
public:
    LimbScratch(Thread& t, u64 count) {
        if (count <= kInlineLimbs) {
            data_ = inline_;
        } else if (count <= 8 * kMaxLimbs) {
            Object* cell =
                t.heap().allocate(sizeof(Object) + count * sizeof(u64), Kind::Bytes_, nullptr);
            if (cell != nullptr) data_ = reinterpret_cast<limbs::Limb*>(cell + 1);
        }
    }
    LimbScratch(const LimbScratch&) = delete;
    LimbScratch& operator=(const LimbScratch&) = delete;
    bool ok() const { return data_ != nullptr; }
    limbs::Limb* data() { return data_; }

private:
    static constexpr u64 kInlineLimbs = 48;
    limbs::Limb* data_ = nullptr;
    limbs::Limb inline_[kInlineLimbs];
};

// Declares scratch memory of that many limbs, or returns MemoryError from the enclosing function.
#define KRAIT_LIMB_SCRATCH(name, t, count) \
    LimbScratch name(t, count);            \
    if (!name.ok()) return raise_memory_error(t)

inline limbs::Limb* limbs_of(Int* i) {
    return reinterpret_cast<limbs::Limb*>(i->limbs);
}

// An Int with room for `count` limbs, to be finished.
Result<Int*> new_int(Thread&, u64 count);
// The value of what was computed into `i`; `count` needn't be trimmed.
Value finish_int(Int* i, std::size_t count, bool negative);
Result<Value> make_int_wide(Thread&, __int128 value);
Result<Value> make_int_limbs(Thread&, const limbs::Limb* limbs, std::size_t count, bool negative);
// The value without the type: bool and instances of subclasses become plain ints.
Result<Value> plain_int(Thread&, Value v);
// An instance of `type` (int or a class derived from it) with this value.
Result<Value> int_of_type(Thread&, Type* type, Value plain);

Result<Value> int_negate(Thread&, Value);
Result<Value> int_absolute(Thread&, Value);
Result<Value> int_invert(Thread&, Value);
Result<Value> int_unary(Thread&, UnaryOp, Value);  // all of UnaryOp but Complex_
struct IntDivision {
    Value quotient, remainder;
};
// Floored; ZeroDivisionError. Both ints.
Result<IntDivision> int_divide(Thread&, Value a, Value b);
Result<Value> int_shift_left(Thread&, Value a, u64 bits);
Result<Value> int_shift_right(Thread&, Value a, u64 bits);
Result<Value> int_power(Thread&, Value base, Value exponent);
Result<Value> int_power_mod(Thread&, Value base, Value exponent, Value modulus);
Result<Value> int_true_divide(Thread&, Value a, Value b);
// round(v, -digits) for digits > 0: to a multiple of 10**digits, ties to even.
Result<Value> int_round(Thread&, Value v, Value digits);
Result<Value> int_gcd(Thread&, Value a, Value b);

// The native slot for a conversion (UnaryOp::Int, Float, Index, Complex_) of v's type: absent when
// it has none.
Result<Value> convert_by_slot(Thread&, UnaryOp, Value v);

}  // namespace krait

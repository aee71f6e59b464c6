// int: 49 bits in the value word, beyond that an Int of 64-bit limbs in a heap cell (sign and magnitude, as GMP's mpn_*
// functions want them). Instances of subclasses of int (not bool) are Ints too, whatever their size. GMP never
// allocates: result sizes are computed and checked first.
#pragma once

#include "runtime/object/thread.h"

#include <string>
#include <string_view>

namespace krait {

struct Int : Object {
    static constexpr Kind kKind = Kind::Int;
    static constexpr u8 kNegative = 1 << 3;
    // aux = number of limbs (no leading zeros; 0 limbs = 0)
    u64 limbs[];
    u32 count() const { return aux; }
    bool negative() const { return flags & kNegative; }
};

// Any int by the language's rules: small, bool, or Int.
inline bool is_int(Value v) {
    return v.is_small_int() || v.is_bool() || (v.is_object() && v.object()->kind == Kind::Int);
}
Result<Value> make_int_slow(Thread&, i64);
KRAIT_INLINE Result<Value> make_int(Thread& t, i64 i) {
    return KRAIT_LIKELY(Value::fits_small_int(i)) ? Result<Value>(Value::small_int(i))
                                                  : make_int_slow(t, i);
}
Result<Value> make_int_u64(Thread&, u64);
// The int's value if it fits an i64 (`v` must be an int); false otherwise.
bool int_to_i64(Value v, i64* out);
// Clips to the range of i64.
i64 int_clip_i64(Value v);
int int_sign(Value v);  // -1, 0, 1
// `v` through __index__: an i64; IndexError/OverflowError "cannot fit 'int' into an index-sized integer" when too big.
// overflow_error: OverflowError instead of IndexError.
Result<i64> index_to_i64(Thread&, Value v, bool overflow_error = false);
// `v` through __index__ as an exact int value (small or Int of type int).
Result<Value> to_index(Thread&, Value v);
Result<i64> to_c_int(Thread&,
                     Value v);  // "Python int too large to convert to C int" beyond 32 bits
Result<double> int_to_double(
    Thread&, Value v);  // correctly rounded; OverflowError "int too large to convert to float"
Result<Value> int_from_double(
    Thread&, double integral);  // truncates; OverflowError/ValueError for inf and nan
Result<Value> int_from_text(Thread&, std::string_view digits, int base,
                            Value original);  // int(text, base), with its errors
Result<std::string> int_to_text(
    Thread&, Value v, int base);  // digits with sign, no prefix; the 4300 digits limit for base 10
u64 int_hash(Value v);            // Python's: modulus 2^61-1
Result<Value> int_binary(Thread&, BinaryOp, Value a, Value b);  // both ints
int int_compare(Value a, Value b);
i64 int_bit_length(Value v);

}  // namespace krait

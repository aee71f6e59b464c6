// The vocabulary that handlers are written in. Included by the dispatch file (interpreter/run.cpp), which defines OP,
// DISPATCH and SLOW for its style of dispatch.
//
// In a handler: `pc` the instruction, `R` the registers, `t` the Thread, `tab` the dispatch table, `K` the smallest word that
// is an int, kept in a machine register.
#pragma once

#include "runtime/attribute/instance.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/dict_index.h"
#include "runtime/types/iterator.h"
#include "runtime/types/native_function.h"
#include "vm/interpreter/generator_run.h"
#include "vm/interpreter/interpreter.h"
#include "vm/specialize/polymorphic.h"

#include <emmintrin.h>
#include <cstring>

#define BYTES (reinterpret_cast<const u8*>(pc))
#define A (BYTES[1])
#define B (BYTES[2])
#define C (BYTES[3])
#define B_SIGNED (static_cast<i64>(static_cast<i8>(BYTES[2])))
#define C_SIGNED (static_cast<i64>(static_cast<i8>(BYTES[3])))
#define D_SIGNED (static_cast<i64>(static_cast<i16>(*pc >> 16)))
#define D_UNSIGNED (*pc >> 16)
#define J24 (static_cast<i32>(*pc) >> 8)
#define J32 (static_cast<i32>(pc[1]))

#define NEXT(words)    \
    do {               \
        pc += (words); \
        DISPATCH();    \
    } while (0)
// A taken jump that may go backwards is a safepoint.
#define JUMP_BY(offset)                                   \
    do {                                                  \
        pc += (offset);                                   \
        if (KRAIT_UNLIKELY(t.interrupt)) SLOW(safepoint); \
        DISPATCH();                                       \
    } while (0)

#define BOTH_INT(a, b) (((a) & (b)) >= K)
#define IS_INT(a) ((a) >= K)
#define IS_OBJECT(a) (((a)&Value::kNotObjectMask) == 0)
#define VALUE(bits) Value::from_bits(bits)
#define DST_OF(ret) (reinterpret_cast<const u8*>(ret)[-1])

// The end of a handler that called native code.
#define FINISH_NATIVE(result, dst, words)                       \
    do {                                                        \
        Result<Value> native_result = (result);                 \
        if (KRAIT_UNLIKELY(!native_result.ok())) goto L_unwind; \
        R[dst] = native_result.value();                         \
        NEXT(words);                                            \
    } while (0)

namespace krait {

// Doubles are decoded with an integer add; whatever is no double decodes to a NaN, so that one unordered compare of the
// result is the type check.
alignas(16) inline constexpr u64 kDecodeDouble[2] = {Value::kIntMin, 0};
KRAIT_INLINE __m128d load_double(const Value* p) {
    return _mm_castsi128_pd(_mm_add_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)),
                                          *reinterpret_cast<const __m128i*>(kDecodeDouble)));
}
KRAIT_INLINE void store_double(Value* p, __m128d x) {
    _mm_storel_epi64(
        reinterpret_cast<__m128i*>(p),
        _mm_sub_epi64(_mm_castpd_si128(x), *reinterpret_cast<const __m128i*>(kDecodeDouble)));
}
// An int or a float; false: something else.
KRAIT_INLINE bool number_as_double(Value v, double* out) {
    if (v.is_double()) {
        *out = v.double_value();
        return true;
    }
    *out = static_cast<double>(v.small_int_value());
    return v.is_small_int();
}
KRAIT_INLINE bool is_nan(__m128d x) {
    return __builtin_isunordered(_mm_cvtsd_f64(x), _mm_cvtsd_f64(x));
}

// Division as the language rounds it, y > 0. A division of 64 bits costs several times as much as one of 32 on many machines.
KRAIT_INLINE bool fit_32_bits(i64 x, i64 y) {
    return (static_cast<u64>(x) | static_cast<u64>(y)) >> 32 == 0;
}
// For a character in a string: in a short one it is found sooner than memchr is called.
KRAIT_INLINE bool contains_byte(const char* text, u64 size, char wanted) {
    if (size > 16) return std::memchr(text, wanted, size) != nullptr;
    for (const char* end = text + size; text != end; text++) {
        if (*text == wanted) return true;
    }
    return false;
}

KRAIT_INLINE i64 floor_divide(i64 x, i64 y) {
    if (KRAIT_LIKELY(fit_32_bits(x, y))) return static_cast<u32>(x) / static_cast<u32>(y);
    i64 q = x / y;
    return q - (x % y < 0);
}
KRAIT_INLINE i64 floor_modulo(i64 x, i64 y) {
    if (KRAIT_LIKELY(fit_32_bits(x, y))) return static_cast<u32>(x) % static_cast<u32>(y);
    i64 r = x % y;
    return r < 0 ? r + y : r;
}

}  // namespace krait

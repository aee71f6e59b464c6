// Jumps and fused compare-and-branch. Ints compare as words: the tag keeps their order.
OP(JUMP) {
    pc += J24;
    DISPATCH();
}
OP(LOOP) {
    JUMP_BY(J24);
}
OP(JUMP_TRUE) {
    Value v = R[A];
    if (v.is_true()) JUMP_BY(J32);
    if (KRAIT_LIKELY(v.is_false() || v.is_none())) NEXT(2);
    if (KRAIT_UNLIKELY(!IS_INT(v.bits()))) SLOW(jump_truth);
    if (v != Value::small_int(0)) JUMP_BY(J32);
    NEXT(2);
}
OP(JUMP_FALSE) {
    Value v = R[A];
    if (v.is_true()) NEXT(2);
    if (KRAIT_LIKELY(v.is_false() || v.is_none())) JUMP_BY(J32);
    if (KRAIT_UNLIKELY(!IS_INT(v.bits()))) SLOW(jump_truth);
    if (v == Value::small_int(0)) JUMP_BY(J32);
    NEXT(2);
}
OP(JUMP_NONE) {
    if (R[A].is_none()) JUMP_BY(J32);
    NEXT(2);
}
OP(JUMP_NOT_NONE) {
    if (!R[A].is_none()) JUMP_BY(J32);
    NEXT(2);
}
OP(JUMP_IS) {
    if (R[A] == R[B]) JUMP_BY(J32);
    NEXT(2);
}
OP(JUMP_IS_NOT) {
    if (R[A] != R[B]) JUMP_BY(J32);
    NEXT(2);
}

#define COMPARE_JUMP(name, cmp)                                  \
    OP(JUMP_##name) {                                            \
        SLOW(compare_jump);                                      \
    }                                                            \
    OP(JUMP_##name##_INT) {                                      \
        u64 a = R[A].bits(), b = R[B].bits();                    \
        if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(compare_jump); \
        if (a cmp b) JUMP_BY(J32);                               \
        NEXT(2);                                                 \
    }
COMPARE_JUMP(LT, <)
COMPARE_JUMP(LE, <=)
COMPARE_JUMP(GT, >)
COMPARE_JUMP(GE, >=)
COMPARE_JUMP(EQ, ==)
COMPARE_JUMP(NE, !=)
COMPARE_JUMP(NOT_LT, >=)
COMPARE_JUMP(NOT_LE, >)
COMPARE_JUMP(NOT_GT, <=)
COMPARE_JUMP(NOT_GE, <)
COMPARE_JUMP(NOT_EQ, !=)
COMPARE_JUMP(NOT_NE, ==)

// One operand may be an int, which is exact as a double.
#define COMPARE_JUMP_FLOAT(name, condition)                                                     \
    OP(JUMP_##name##_FLOAT) {                                                                   \
        __m128d x = load_double(&R[A]), y = load_double(&R[B]);                                 \
        double a = _mm_cvtsd_f64(x), b = _mm_cvtsd_f64(y);                                      \
        if (KRAIT_UNLIKELY(__builtin_isunordered(a, b))) {                                      \
            if (!number_as_double(R[A], &a) || !number_as_double(R[B], &b)) SLOW(compare_jump); \
        }                                                                                       \
        if (condition) JUMP_BY(J32);                                                            \
        NEXT(2);                                                                                \
    }
COMPARE_JUMP_FLOAT(LT, a < b)
COMPARE_JUMP_FLOAT(LE, a <= b)
COMPARE_JUMP_FLOAT(GT, a > b)
COMPARE_JUMP_FLOAT(GE, a >= b)
COMPARE_JUMP_FLOAT(NOT_LT, !(a < b))
COMPARE_JUMP_FLOAT(NOT_LE, !(a <= b))
COMPARE_JUMP_FLOAT(NOT_GT, !(a > b))
COMPARE_JUMP_FLOAT(NOT_GE, !(a >= b))

#define COMPARE_JUMP_STR(name, wanted)                                                \
    OP(JUMP_##name##_STR) {                                                           \
        u64 a = R[A].bits(), b = R[B].bits();                                         \
        if (KRAIT_UNLIKELY(!IS_OBJECT(a) || !IS_OBJECT(b))) SLOW(compare_jump);       \
        Type* str = t.vm->types.str;                                                  \
        if (KRAIT_UNLIKELY(R[A].object()->type != str || R[B].object()->type != str)) \
            SLOW(compare_jump);                                                       \
        if (str_equal(R[A].as<Str>(), R[B].as<Str>()) == (wanted)) JUMP_BY(J32);      \
        NEXT(2);                                                                      \
    }
COMPARE_JUMP_STR(EQ, true)
COMPARE_JUMP_STR(NE, false)
COMPARE_JUMP_STR(NOT_EQ, false)
COMPARE_JUMP_STR(NOT_NE, true)

#define COMPARE_JUMP_IMM(name, cmp, condition)                                   \
    OP(JUMP_##name##_I) {                                                        \
        u64 word = R[A].bits();                                                  \
        if (KRAIT_UNLIKELY(!IS_INT(word))) {                                     \
            if (!R[A].is_double()) SLOW(compare_jump_imm);                       \
            double a = R[A].double_value(), b = static_cast<double>(B_SIGNED);   \
            if (condition) JUMP_BY(J32);                                         \
            NEXT(2);                                                             \
        }                                                                        \
        if (word cmp(Value::kIntTag + static_cast<u64>(B_SIGNED))) JUMP_BY(J32); \
        NEXT(2);                                                                 \
    }
COMPARE_JUMP_IMM(LT, <, a < b)
COMPARE_JUMP_IMM(LE, <=, a <= b)
COMPARE_JUMP_IMM(GT, >, a > b)
COMPARE_JUMP_IMM(GE, >=, a >= b)
COMPARE_JUMP_IMM(EQ, ==, a == b)
COMPARE_JUMP_IMM(NE, !=, a != b)
COMPARE_JUMP_IMM(NOT_LT, >=, !(a < b))
COMPARE_JUMP_IMM(NOT_LE, >, !(a <= b))
COMPARE_JUMP_IMM(NOT_GT, <=, !(a > b))
COMPARE_JUMP_IMM(NOT_GE, <, !(a >= b))
COMPARE_JUMP_IMM(NOT_EQ, !=, a != b)
COMPARE_JUMP_IMM(NOT_NE, ==, a == b)

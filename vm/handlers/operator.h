// Arithmetic and comparison. A base form goes to the slow path, which chooses the specialized form by the operands it sees;
// ANY forms are where a site that sees both ints and floats ends (and what a base means where its family is switched off).
#define INT_ADD(r, a, b) ((r) = (a) + (b)-Value::kIntTag, (r) >= K)
#define INT_SUB(r, a, b) ((r) = (a) - (b) + Value::kIntTag, (r) >= K)
#define FLOAT_FORM(operation)                               \
    __m128d x = load_double(&R[B]), y = load_double(&R[C]); \
    x = operation(x, y);                                    \
    if (KRAIT_UNLIKELY(is_nan(x))) SLOW(binary);            \
    store_double(&R[A], x);                                 \
    NEXT(1)

// One operand may be an int, which is exact as a double.
#define MIXED_FORM(operation)                                                           \
    __m128d x = IS_INT(a) ? _mm_set_sd(static_cast<double>(VALUE(a).small_int_value())) \
                          : load_double(&R[B]);                                         \
    __m128d y = IS_INT(b) ? _mm_set_sd(static_cast<double>(VALUE(b).small_int_value())) \
                          : load_double(&R[C]);                                         \
    x = operation(x, y);                                                                \
    if (KRAIT_UNLIKELY(is_nan(x))) SLOW(binary);                                        \
    store_double(&R[A], x);                                                             \
    NEXT(1)

// The left operand of an immediate int is none itself.
#define FLOAT_AND_IMMEDIATE(op, slow)                                                    \
    if (R[B].is_double()) {                                                              \
        R[A] = Value::from_double(R[B].double_value() op static_cast<double>(C_SIGNED)); \
        NEXT(1);                                                                         \
    }                                                                                    \
    SLOW(slow)

#define ADDITIVE(name, INT_OP, FLOAT_OP)                        \
    OP(name) {                                                  \
        SLOW(binary);                                           \
    }                                                           \
    OP(name##_INT) {                                            \
        u64 a = R[B].bits(), b = R[C].bits(), r;                \
        if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);      \
        if (KRAIT_UNLIKELY(!INT_OP(r, a, b))) SLOW(binary);     \
        R[A] = VALUE(r);                                        \
        NEXT(1);                                                \
    }                                                           \
    OP(name##_FLOAT) {                                          \
        FLOAT_FORM(FLOAT_OP);                                   \
    }                                                           \
    OP(name##_ANY) {                                            \
        u64 a = R[B].bits(), b = R[C].bits(), r;                \
        if (BOTH_INT(a, b)) {                                   \
            if (KRAIT_UNLIKELY(!INT_OP(r, a, b))) SLOW(binary); \
            R[A] = VALUE(r);                                    \
            NEXT(1);                                            \
        }                                                       \
        MIXED_FORM(FLOAT_OP);                                   \
    }
ADDITIVE(ADD, INT_ADD, _mm_add_sd)
ADDITIVE(SUB, INT_SUB, _mm_sub_sd)

OP(ADD_STR) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(a) || !IS_OBJECT(b))) SLOW(binary);
    Type* str = t.vm->types.str;
    if (KRAIT_UNLIKELY(R[B].object()->type != str || R[C].object()->type != str)) SLOW(binary);
    t.frame = R;
    t.pc = pc;
    Result<Str*> sum = str_concat(t, R[B].as<Str>(), R[C].as<Str>());
    if (KRAIT_UNLIKELY(!sum.ok())) goto L_unwind;
    R[A] = sum.value();
    NEXT(1);
}

OP(MUL) {
    SLOW(binary);
}
OP(MUL_INT) {
    u64 a = R[B].bits(), b = R[C].bits();
    i64 r;
    if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);
    if (KRAIT_UNLIKELY(__builtin_mul_overflow(R[B].small_int_value(), R[C].small_int_value(), &r)))
        SLOW(binary);
    if (KRAIT_UNLIKELY(!Value::fits_small_int(r))) SLOW(binary);
    R[A] = Value::small_int(r);
    NEXT(1);
}
OP(MUL_FLOAT) {
    FLOAT_FORM(_mm_mul_sd);
}
OP(MUL_ANY) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (BOTH_INT(a, b)) {
        i64 r;
        if (KRAIT_UNLIKELY(
                __builtin_mul_overflow(R[B].small_int_value(), R[C].small_int_value(), &r)))
            SLOW(binary);
        if (KRAIT_UNLIKELY(!Value::fits_small_int(r))) SLOW(binary);
        R[A] = Value::small_int(r);
        NEXT(1);
    }
    MIXED_FORM(_mm_mul_sd);
}
OP(TRUEDIV) {
    SLOW(binary);
}
OP(TRUEDIV_FLOAT) {
    // Small ints are exact as doubles, and the quotient is rounded once, as that of ints is.
    u64 a = R[B].bits(), b = R[C].bits();
    __m128d x = IS_INT(a) ? _mm_set_sd(static_cast<double>(VALUE(a).small_int_value()))
                          : load_double(&R[B]);
    __m128d y = IS_INT(b) ? _mm_set_sd(static_cast<double>(VALUE(b).small_int_value()))
                          : load_double(&R[C]);
    if (KRAIT_UNLIKELY(_mm_cvtsd_f64(y) == 0.0)) SLOW(binary);
    x = _mm_div_sd(x, y);
    if (KRAIT_UNLIKELY(is_nan(x))) SLOW(binary);
    store_double(&R[A], x);
    NEXT(1);
}
OP(FLOORDIV) {
    SLOW(binary);
}
OP(FLOORDIV_INT) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);
    i64 x = R[B].small_int_value(), y = R[C].small_int_value();
    if (KRAIT_UNLIKELY(y <= 0)) SLOW(binary);
    R[A] = Value::small_int(floor_divide(x, y));
    NEXT(1);
}
OP(MOD) {
    SLOW(binary);
}
OP(MOD_INT) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);
    i64 x = R[B].small_int_value(), y = R[C].small_int_value();
    if (KRAIT_UNLIKELY(y <= 0)) SLOW(binary);
    R[A] = Value::small_int(floor_modulo(x, y));
    NEXT(1);
}
OP(LSHIFT) {
    SLOW(binary);
}
OP(LSHIFT_INT) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);
    i64 x = R[B].small_int_value();
    u64 n = static_cast<u64>(R[C].small_int_value());
    if (KRAIT_UNLIKELY(n >= 48)) SLOW(binary);
    i64 r = static_cast<i64>(static_cast<u64>(x) << n);
    if (KRAIT_UNLIKELY(r >> n != x || !Value::fits_small_int(r))) SLOW(binary);
    R[A] = Value::small_int(r);
    NEXT(1);
}
OP(RSHIFT) {
    SLOW(binary);
}
OP(RSHIFT_INT) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);
    u64 n = static_cast<u64>(R[C].small_int_value());
    if (KRAIT_UNLIKELY(n >= 64)) SLOW(binary);
    R[A] = Value::small_int(R[B].small_int_value() >> n);
    NEXT(1);
}
// The tag's bits are ones in both operands: & and | keep them; ^ clears them.
#define BITWISE(name, expression)                                           \
    OP(name) {                                                              \
        SLOW(binary);                                                       \
    }                                                                       \
    OP(name##_INT) {                                                        \
        u64 a = R[B].bits(), b = R[C].bits();                               \
        if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(binary);                  \
        i64 x = VALUE(a).small_int_value(), y = VALUE(b).small_int_value(); \
        R[A] = Value::small_int(expression);                                \
        NEXT(1);                                                            \
    }
BITWISE(AND, x& y)
BITWISE(OR, x | y)
BITWISE(XOR, x ^ y)
OP(MATMUL) {
    SLOW(binary);
}
OP(POW) {
    SLOW(binary);
}
// Ints and floats have no in-place operators of their own: the usual cases of += and -= are here.
#define INPLACE_ARITHMETIC(name, INT_STEP, FLOAT_OP)                  \
    OP(INPLACE_##name) {                                              \
        u64 a = R[B].bits(), b = R[C].bits();                         \
        if (BOTH_INT(a, b)) {                                         \
            INT_STEP;                                                 \
            SLOW(inplace);                                            \
        }                                                             \
        __m128d x = FLOAT_OP(load_double(&R[B]), load_double(&R[C])); \
        if (KRAIT_UNLIKELY(is_nan(x))) SLOW(inplace);                 \
        store_double(&R[A], x);                                       \
        NEXT(1);                                                      \
    }
#define INPLACE_STEP(INT_OP) \
    u64 r;                   \
    if (INT_OP(r, a, b)) {   \
        R[A] = VALUE(r);     \
        NEXT(1);             \
    }
INPLACE_ARITHMETIC(ADD, INPLACE_STEP(INT_ADD), _mm_add_sd)
INPLACE_ARITHMETIC(SUB, INPLACE_STEP(INT_SUB), _mm_sub_sd)
INPLACE_ARITHMETIC(
    MUL, i64 r; if (!__builtin_mul_overflow(R[B].small_int_value(), R[C].small_int_value(), &r) &&
                    Value::fits_small_int(r)) {
        R[A] = Value::small_int(r);
        NEXT(1);
    },
                _mm_mul_sd)
OP(INPLACE_ADD_I) {
    u64 a = R[B].bits(), r = a + static_cast<u64>(C_SIGNED);
    if (KRAIT_UNLIKELY(!IS_INT(a) || !IS_INT(r))) {
        FLOAT_AND_IMMEDIATE(+, inplace);
    }
    R[A] = VALUE(r);
    NEXT(1);
}
OP(INPLACE_SUB_I) {
    u64 a = R[B].bits(), r = a - static_cast<u64>(C_SIGNED);
    if (KRAIT_UNLIKELY(!IS_INT(a) || !IS_INT(r))) {
        FLOAT_AND_IMMEDIATE(-, inplace);
    }
    R[A] = VALUE(r);
    NEXT(1);
}
OP(INPLACE) {
    u64 a = R[B].bits(), b = R[C].bits();
    if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(inplace);
    i64 x = VALUE(a).small_int_value(), y = VALUE(b).small_int_value(), r;
    switch (static_cast<BinaryOp>(pc[1])) {
        case BinaryOp::FloorDiv:
            if (KRAIT_UNLIKELY(y <= 0)) SLOW(inplace);
            r = floor_divide(x, y);
            break;
        case BinaryOp::Mod:
            if (KRAIT_UNLIKELY(y <= 0)) SLOW(inplace);
            r = floor_modulo(x, y);
            break;
        case BinaryOp::LShift:
            if (KRAIT_UNLIKELY(static_cast<u64>(y) >= 48)) SLOW(inplace);
            r = static_cast<i64>(static_cast<u64>(x) << y);
            if (KRAIT_UNLIKELY(r >> y != x || !Value::fits_small_int(r))) SLOW(inplace);
            break;
        case BinaryOp::RShift:
            if (KRAIT_UNLIKELY(static_cast<u64>(y) >= 64)) SLOW(inplace);
            r = x >> y;
            break;
        case BinaryOp::And: r = x & y; break;
        case BinaryOp::Or: r = x | y; break;
        case BinaryOp::Xor: r = x ^ y; break;
        default: SLOW(inplace);
    }
    R[A] = Value::small_int(r);
    NEXT(2);
}

OP(ADD_I) {
    u64 a = R[B].bits(), r = a + static_cast<u64>(C_SIGNED);
    if (KRAIT_UNLIKELY(!IS_INT(a) || !IS_INT(r))) {
        FLOAT_AND_IMMEDIATE(+, binary_imm);
    }
    R[A] = VALUE(r);
    NEXT(1);
}
OP(SUB_I) {
    u64 a = R[B].bits(), r = a - static_cast<u64>(C_SIGNED);
    if (KRAIT_UNLIKELY(!IS_INT(a) || !IS_INT(r))) {
        FLOAT_AND_IMMEDIATE(-, binary_imm);
    }
    R[A] = VALUE(r);
    NEXT(1);
}
OP(MUL_I) {
    if (KRAIT_UNLIKELY(!IS_INT(R[B].bits()))) {
        FLOAT_AND_IMMEDIATE(*, binary_imm);
    }
    i64 r = R[B].small_int_value() * C_SIGNED;  // 49 + 8 bits fit
    if (KRAIT_UNLIKELY(!Value::fits_small_int(r))) SLOW(binary_imm);
    R[A] = Value::small_int(r);
    NEXT(1);
}
OP(FLOORDIV_I) {
    if (KRAIT_UNLIKELY(!IS_INT(R[B].bits()))) SLOW(binary_imm);
    i64 x = R[B].small_int_value(), y = C_SIGNED;
    R[A] = Value::small_int(floor_divide(x, y));
    NEXT(1);
}
OP(MOD_I) {
    if (KRAIT_UNLIKELY(!IS_INT(R[B].bits()))) SLOW(binary_imm);
    i64 x = R[B].small_int_value(), y = C_SIGNED;
    R[A] = Value::small_int(floor_modulo(x, y));
    NEXT(1);
}
OP(AND_I) {
    if (KRAIT_UNLIKELY(!IS_INT(R[B].bits()))) SLOW(binary_imm);
    R[A] = Value::small_int(R[B].small_int_value() & C_SIGNED);
    NEXT(1);
}
OP(LSHIFT_I) {
    if (KRAIT_UNLIKELY(!IS_INT(R[B].bits()))) SLOW(binary_imm);
    i64 x = R[B].small_int_value();
    unsigned n = C;
    i64 r = static_cast<i64>(static_cast<u64>(x) << n);
    if (KRAIT_UNLIKELY(r >> n != x || !Value::fits_small_int(r))) SLOW(binary_imm);
    R[A] = Value::small_int(r);
    NEXT(1);
}
OP(RSHIFT_I) {
    if (KRAIT_UNLIKELY(!IS_INT(R[B].bits()))) SLOW(binary_imm);
    R[A] = Value::small_int(R[B].small_int_value() >> C);
    NEXT(1);
}
OP(NEG) {
    Value v = R[B];
    if (KRAIT_LIKELY(v.is_small_int() && v.bits() != K)) {
        R[A] = Value::small_int(-v.small_int_value());
        NEXT(1);
    }
    if (v.is_double()) {
        R[A] = Value::from_double(-v.double_value());
        NEXT(1);
    }
    SLOW(unary);
}
OP(POS) {
    SLOW(unary);
}
OP(INVERT) {
    if (KRAIT_LIKELY(R[B].is_small_int())) {
        R[A] = Value::small_int(~R[B].small_int_value());
        NEXT(1);
    }
    SLOW(unary);
}
OP(NOT) {
    Value v = R[B];
    if (KRAIT_UNLIKELY(!v.is_bool())) SLOW(not_);
    R[A] = VALUE(v.bits() ^ 1);
    NEXT(1);
}

#define COMPARE(name, cmp)                                  \
    OP(name) {                                              \
        u64 a = R[B].bits(), b = R[C].bits();               \
        if (KRAIT_UNLIKELY(!BOTH_INT(a, b))) SLOW(compare); \
        R[A] = Value::from_bool(a cmp b);                   \
        NEXT(1);                                            \
    }
COMPARE(LT, <)
COMPARE(LE, <=)
COMPARE(EQ, ==)
COMPARE(NE, !=)
COMPARE(GT, >)
COMPARE(GE, >=)
OP(IS) {
    R[A] = Value::from_bool(R[B] == R[C]);
    NEXT(1);
}
OP(IS_NOT) {
    R[A] = Value::from_bool(R[B] != R[C]);
    NEXT(1);
}
// A character in a string, and containers whose `in` is native.
#define CONTAINS(name, wanted)                                                            \
    OP(name) {                                                                            \
        u64 container = R[C].bits();                                                      \
        if (KRAIT_UNLIKELY(!IS_OBJECT(container))) SLOW(contains);                        \
        Type* type = R[C].object()->type;                                                 \
        if (type == t.vm->types.str && R[B].is_object() && R[B].object()->type == type && \
            R[B].as<Str>()->size == 1) {                                                  \
            const Str* text = reinterpret_cast<const Str*>(container);                    \
            bool found = contains_byte(text->data, text->size, R[B].as<Str>()->data[0]);  \
            R[A] = Value::from_bool(found == (wanted));                                   \
            NEXT(1);                                                                      \
        }                                                                                 \
        auto contains_slot = type->slots.contains.unchecked();                            \
        if (KRAIT_UNLIKELY(contains_slot == nullptr)) SLOW(contains);                     \
        t.frame = R;                                                                      \
        t.pc = pc;                                                                        \
        Result<bool> found = contains_slot(t, R[C], R[B]);                                \
        if (KRAIT_UNLIKELY(!found.ok())) goto L_unwind;                                   \
        R[A] = Value::from_bool(found.value() == (wanted));                               \
        NEXT(1);                                                                          \
    }
CONTAINS(IN, true)
CONTAINS(NOT_IN, false)

// int and bool as types: constructors, methods, slots.
#include "runtime/attribute/instance.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/types/bytes.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number.h"
#include "runtime/types/number_text.h"
#include "runtime/types/number_types.h"
#include "runtime/types/sequence.h"

#include <algorithm>
#include <string>

namespace krait {

bool bytes_of(Value v, std::string_view* bytes) {
    if (is_bytes(v)) {
        *bytes = v.as<Bytes>()->view();
        return true;
    }
    if (v.is_object() && v.object()->kind == Kind::ByteArray) {
        *bytes = v.as<ByteArray>()->view();
        return true;
    }
    return false;
}

namespace {

// ---- int(x), int(x, base)

Result<Value> int_from_text_argument(Thread& t, Value x, int base, bool* is_text) {
    *is_text = true;
    if (is_str(x)) return int_from_text(t, x.as<Str>()->view(), base, x);
    std::string_view bytes;
    if (bytes_of(x, &bytes)) {
        // The message shows bytes, also for a bytearray.
        Value shown = is_bytes(x) ? x : Value(TRY(make_bytes(t, bytes)));
        return int_from_bytes_text(t, bytes, base, shown);
    }
    *is_text = false;
    return Value::absent();
}

// A few digits and nothing else, as most texts are; absent: something else.
Value few_digits(std::string_view text) {
    constexpr std::size_t kFew = 14;  // fits a small int
    if (text.empty() || text.size() > kFew) return Value::absent();
    i64 value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return Value::absent();
        value = value * 10 + (c - '0');
    }
    return Value::small_int(value);
}

Result<Value> int_from_object(Thread& t, Value x) {
    if (x.is_small_int()) return x;
    if (is_exact_str(t, x)) {
        Value value = few_digits(x.as<Str>()->view());
        if (!value.is_absent()) return value;
    }
    if (x.is_double()) return int_from_double(t, x.double_value());
    Value result = TRY(convert_by_slot(t, UnaryOp::Int, x));
    if (!result.is_absent()) {
        if (is_int(result)) return plain_int(t, result);
        return raise_type_error(t,
                                cat("__int__ returned non-int (type ", type_name(t, result), ")"));
    }
    result = TRY(convert_by_slot(t, UnaryOp::Index, x));
    if (!result.is_absent()) {
        if (is_int(result)) return plain_int(t, result);
        return raise_type_error(
            t, cat("__index__ returned non-int (type ", type_name(t, result), ")"));
    }
    bool is_text;
    result = TRY(int_from_text_argument(t, x, 10, &is_text));
    if (is_text) return result;
    return raise_type_error(
        t, cat("int() argument must be a string, a bytes-like object or a real number, not '",
               type_name(t, x), "'"));
}

Result<Value> int_with_base(Thread& t, Value x, Value base) {
    Value index = TRY(to_index(t, base));
    i64 radix = int_clip_i64(index);
    if (radix != 0 && (radix < 2 || radix > 36))
        return raise_value_error(t, "int() base must be >= 2 and <= 36, or 0");
    bool is_text;
    Value result = TRY(int_from_text_argument(t, x, static_cast<int>(radix), &is_text));
    if (is_text) return result;
    return raise_type_error(t, "int() can't convert non-string with explicit base");
}

Result<Value> int_new(Thread& t, Type* type, const Args& args) {
    if (args.nkw != 0 && args.n + args.nkw > 2)
        return raise_type_error(
            t, cat("int() takes at most 2 arguments (", args.n + args.nkw, " given)"));
    TRY(check_positional(t, "int", args, 0, 2));
    Value base;
    if (args.n == 2) {
        base = args[1];
    } else if (args.nkw != 0) {
        base = TRY(single_keyword(t, "int", args, "base"));
        if (base.is_absent()) base = Value();
    }
    if (args.n == 0) {
        if (!base.is_empty()) return raise_type_error(t, "int() missing string argument");
        return int_of_type(t, type, Value::small_int(0));
    }
    Value plain =
        base.is_empty() ? TRY(int_from_object(t, args[0])) : TRY(int_with_base(t, args[0], base));
    return int_of_type(t, type, plain);
}

// ---- bytes

Result<bool> is_little_endian(Thread& t, const char* function, Value order) {
    if (!is_str(order))
        return raise_type_error(
            t, cat(function, "() argument 'byteorder' must be str, not ", type_name(t, order)));
    if (order.as<Str>()->view() == "little") return true;
    if (order.as<Str>()->view() == "big") return false;
    return raise_value_error(t, "byteorder must be either 'little' or 'big'");
}

Result<Value> int_to_bytes(Thread& t, Value* a) {
    Value index = TRY(to_index(t, a[1]));
    i64 length;
    if (!int_to_i64(index, &length))
        return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
    bool little = TRY(is_little_endian(t, "to_bytes", a[2]));
    bool is_signed = TRY(truth(t, a[3]));
    if (length < 0) return raise_value_error(t, "length argument must be non-negative");
    IntView value(a[0]);
    if (value.negative && !is_signed)
        return raise_overflow_error(t, "can't convert negative int to unsigned");
    // Before memory is asked for: whether the value fits doesn't depend on the bytes.
    if (length <= 1 << 20) {
        std::string buffer(static_cast<std::size_t>(length), '\0');
        if (!limbs::to_bytes(reinterpret_cast<u8*>(buffer.data()), buffer.size(), little, is_signed,
                             value.limbs, value.count, value.negative))
            return raise_overflow_error(t, "int too big to convert");
        return make_bytes(t, buffer);
    }
    if (length > INT64_MAX / 2) return raise_memory_error(t);
    Object* cell =
        t.heap().allocate(sizeof(Object) + static_cast<u64>(length), Kind::Bytes_, nullptr);
    if (cell == nullptr) return raise_memory_error(t);
    auto* out = reinterpret_cast<u8*>(cell + 1);
    bool fits = false;
    TRY(interruptible(t, static_cast<std::size_t>(length), [&] {
        fits = limbs::to_bytes(out, static_cast<std::size_t>(length), little, is_signed,
                               value.limbs, value.count, value.negative);
    }));
    if (!fits) return raise_overflow_error(t, "int too big to convert");
    return make_bytes(t, {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)});
}

Result<void> append_byte(Thread& t, std::string& out, Value item) {
    Value index = TRY(to_index(t, item));
    i64 byte = int_clip_i64(index);
    if (byte < 0 || byte > 255) return raise_value_error(t, "bytes must be in range(0, 256)");
    out += static_cast<char>(byte);
    return {};
}

// What bytes(x) would hold for from_bytes: a bytes object or bytearray, an object with __bytes__,
// an iterable of ints.
Result<void> gather_bytes(Thread& t, Value source, std::string& out) {
    std::string_view view;
    if (bytes_of(source, &view)) {
        out = view;
        return {};
    }
    Value converted = TRY(call_special(t, source, t.names().__bytes__));
    if (!converted.is_absent()) {
        if (!is_bytes(converted))
            return raise_type_error(
                t, cat("__bytes__ returned non-bytes (type ", type_name(t, converted), ")"));
        out = converted.as<Bytes>()->view();
        return {};
    }
    const Slots& slots = type_of(t, source)->slots;
    if (is_str(source) || (slots.iter == nullptr && slots.get_item == nullptr))
        return raise_type_error(t,
                                cat("cannot convert '", type_name(t, source), "' object to bytes"));
    return iterate(t, source,
                   [&](Value item) -> Result<void> { return append_byte(t, out, item); });
}

Result<Value> int_from_bytes(Thread& t, Value* a) {
    bool little = TRY(is_little_endian(t, "from_bytes", a[2]));
    bool is_signed = TRY(truth(t, a[3]));
    std::string bytes;
    TRY(gather_bytes(t, a[1], bytes));
    Int* result = TRY(new_int(t, bytes.size() / sizeof(u64) + 2));
    bool negative = false;
    std::size_t n = 0;
    TRY(interruptible(t, bytes.size(), [&] {
        n = limbs::from_bytes(limbs_of(result), reinterpret_cast<const u8*>(bytes.data()),
                              bytes.size(), little, is_signed, &negative);
    }));
    Value plain = finish_int(result, n, negative);
    if (a[0] == Value(t.types().int_)) return plain;
    return call(t, a[0], {plain});
}

// ---- other methods

Result<Value> plain_self(Thread& t, Value* a) {
    return plain_int(t, a[0]);
}
Result<Value> bit_length_method(Thread& t, Value* a) {
    return make_int(t, int_bit_length(a[0]));
}
Result<Value> bit_count_method(Thread& t, Value* a) {
    IntView value(a[0]);
    return make_int(t, static_cast<i64>(limbs::bit_count(value.limbs, value.count)));
}
Result<Value> is_integer_method(Thread&, Value*) {
    return Value::true_();
}

Result<Value> as_integer_ratio(Thread& t, Value* a) {
    Value items[] = {TRY(plain_int(t, a[0])), Value::small_int(1)};
    return make_tuple_from(t, items, 2);
}

Result<Value> round_method(Thread& t, Value* a) {
    if (a[1].is_none() || a[1].is_empty()) return plain_int(t, a[0]);
    Value digits = TRY(to_index(t, a[1]));
    if (int_sign(digits) >= 0) return plain_int(t, a[0]);
    return int_round(t, a[0], TRY(int_negate(t, digits)));
}

Result<Value> getnewargs(Thread& t, Value* a) {
    Value items[] = {TRY(plain_int(t, a[0]))};
    return make_tuple_from(t, items, 1);
}

// As CPython counts: a header of 24 bytes and digits of 30 bits.
Result<Value> sizeof_method(Thread& t, Value* a) {
    i64 digits = (int_bit_length(a[0]) + 29) / 30;
    return make_int(t, 24 + 4 * std::max<i64>(digits, 1));
}

Result<Value> get_plain(Thread& t, Value self) {
    return plain_int(t, self);
}
Result<Value> get_zero(Thread&, Value) {
    return Value::small_int(0);
}
Result<Value> get_one(Thread&, Value) {
    return Value::small_int(1);
}

constexpr NativeDef kIntMethods[] = {
    {"conjugate", "($self, /)", "The int itself: it is its own complex conjugate.", plain_self},
    {"bit_length", "($self, /)", "Number of bits needed to write the magnitude in binary.",
     bit_length_method},
    {"bit_count", "($self, /)", "Number of ones in the binary form of the magnitude.",
     bit_count_method},
    {"to_bytes", "($self, /, length=1, byteorder='big', *, signed=False)",
     "The int as that many bytes; OverflowError if it does not fit.", int_to_bytes},
    {"from_bytes", "($type, /, bytes, byteorder='big', *, signed=False)",
     "The int that the bytes stand for.", int_from_bytes, NativeDef::kClassMethod},
    {"as_integer_ratio", "($self, /)", "The pair (self, 1).", as_integer_ratio},
    {"__trunc__", "($self, /)", "The int itself.", plain_self},
    {"__floor__", "($self, /)", "The int itself.", plain_self},
    {"__ceil__", "($self, /)", "The int itself.", plain_self},
    {"__round__", "($self, ndigits=None, /)",
     "Rounds to a power of ten, ties to even; ndigits is negative for that.", round_method},
    {"__getnewargs__", "($self, /)", nullptr, getnewargs},
    {"__format__", "($self, format_spec, /)", "The int as text by a format specification.",
     int_format},
    {"__sizeof__", "($self, /)", "Size in bytes as CPython would report it.", sizeof_method},
    {"is_integer", "($self, /)", "True, as for every int.", is_integer_method},
};

constexpr GetSetDef kIntAttributes[] = {
    {"real", "The int itself.", get_plain},
    {"imag", "Always 0.", get_zero},
    {"numerator", "The int itself.", get_plain},
    {"denominator", "Always 1.", get_one},
};

// ---- slots

Result<i64> int_hash_slot(Thread& t, Value v) {
    u64 hash = 0;
    TRY(interruptible(t, IntView(v).count * sizeof(u64), [&] { hash = int_hash(v); }));
    return static_cast<i64>(hash);
}
Result<bool> int_truth(Thread&, Value v) {
    return int_sign(v) != 0;
}

Result<Value> int_compare_slot(Thread&, CompareOp op, Value a, Value b) {
    if (!is_int(a) || !is_int(b)) return Value::not_implemented();
    return Value::from_bool(holds(op, int_compare(a, b)));
}

Result<Value> int_binary_slot(Thread& t, BinaryOp op, Value a, Value b) {
    if (!is_int(a) || !is_int(b)) return Value::not_implemented();
    return int_binary(t, op, a, b);
}

Result<Value> int_power3(Thread& t, Value base, Value exponent, Value modulus) {
    if (!is_int(base) || !is_int(exponent)) return Value::not_implemented();
    if (modulus.is_none()) return int_power(t, base, exponent);
    if (!is_int(modulus)) return Value::not_implemented();
    return int_power_mod(t, base, exponent, modulus);
}

void trace_int(Object* o, Tracer& tracer) {
    trace_attributes(o, tracer);
}

// ---- bool

Result<Value> bool_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_keywords(t, "bool", args));
    TRY(check_positional(t, "bool", args, 0, 1));
    return Value::from_bool(args.n == 1 && TRY(truth(t, args[0])));
}

Result<Value> bool_repr(Thread& t, Value v) {
    return make_str_ascii(t, v.is_true() ? "True" : "False");
}

constexpr u32 bit(BinaryOp op) {
    return 1u << static_cast<int>(op);
}
constexpr u32 bit(UnaryOp op) {
    return 1u << static_cast<int>(op);
}

Result<void> init_bool_type(Thread& t) {
    TypeDef def{.name = "bool", .instance_kind = Kind::Int, .instance_size = sizeof(Int)};
    def.doc = "bool(object=False, /)\n--\n\nTrue or False: whether the argument counts as true.";
    def.base = t.types().int_;
    def.slots.repr = bool_repr;
    def.slots.new_ = bool_new;
    def.slots.binary = int_binary_slot;
    def.slots.binary_ops = bit(BinaryOp::And) | bit(BinaryOp::Or) | bit(BinaryOp::Xor);
    def.slots.unary = int_unary;
    def.slots.unary_ops = bit(UnaryOp::Invert);
    def.new_signature = "(object=False, /)";
    t.vm->types.bool_ = TRY(make_native_type(t, def));
    return {};
}

}  // namespace

Result<void> init_int_types(Thread& t) {
    limbs::install_gmp_memory();
    t.heap().register_kind(Kind::Int, trace_int);
    TypeDef def{.name = "int", .instance_kind = Kind::Int, .instance_size = sizeof(Int)};
    def.doc =
        "int([x]) or int(x, base=10)\n\nThe integer that a number or text stands for; numbers are "
        "truncated towards "
        "zero. Text may be in a base from 2 to 36; base 0 means that a prefix tells the base.";
    def.flags = Type::kSubclassable;
    def.methods = kIntMethods;
    def.getsets = kIntAttributes;
    Slots& slots = def.slots;
    slots.repr = int_repr;
    slots.hash = int_hash_slot;
    slots.truth = int_truth;
    slots.compare = int_compare_slot;
    slots.binary = int_binary_slot;
    slots.binary_ops = ((1u << static_cast<int>(BinaryOp::kCount)) - 1) & ~bit(BinaryOp::MatMul);
    slots.power3 = int_power3;
    slots.unary = int_unary;
    slots.unary_ops = ((1u << static_cast<int>(UnaryOp::kCount)) - 1) & ~bit(UnaryOp::Complex_);
    slots.new_ = int_new;
    t.vm->types.int_ = TRY(make_native_type(t, def));
    return init_bool_type(t);
}

}  // namespace krait

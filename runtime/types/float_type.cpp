// float as a type: constructor, methods, slots.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/text/hash.h"
#include "runtime/text/number_format.h"
#include "runtime/text/number_parse.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number.h"
#include "runtime/types/number_text.h"
#include "runtime/types/number_types.h"
#include "runtime/types/sequence.h"

#include <cmath>

namespace krait {

Result<Value> float_of_type(Thread& t, Type* type, double value) {
    if (type == t.types().float_) return Value::from_double(value);
    Float* instance = TRY(allocate_instance_as<Float>(t, type));
    instance->value = value;
    return Value(instance);
}

Result<Value> float_ratio(Thread& t, double value) {
    if (std::isinf(value))
        return raise_overflow_error(t, "cannot convert Infinity to integer ratio");
    if (std::isnan(value)) return raise_value_error(t, "cannot convert NaN to integer ratio");
    int exponent = 0;
    double fraction = std::frexp(value, &exponent);
    auto mantissa = static_cast<i64>(std::ldexp(fraction, 53));
    exponent -= 53;
    if (mantissa == 0) {
        exponent = 0;
    } else {
        int twos = __builtin_ctzll(static_cast<u64>(mantissa));
        mantissa >>= twos;
        exponent += twos;
    }
    Value numerator = TRY(make_int(t, mantissa));
    Value denominator = Value::small_int(1);
    Value& scaled = exponent > 0 ? numerator : denominator;
    scaled = TRY(int_shift_left(t, scaled, static_cast<u64>(std::abs(exponent))));
    Value items[] = {numerator, denominator};
    return make_tuple_from(t, items, 2);
}

namespace {

// ---- float(x)

Failure raise_unreadable(Thread& t, Value original) {
    return raise_value_error(t, cat("could not convert string to float: ", TRY(repr(t, original))));
}

Result<double> double_from_object(Thread& t, Value x) {
    if (x.is_double()) return x.double_value();
    if (x.is_small_int()) return static_cast<double>(x.small_int_value());
    double value = 0;
    if (TRY(double_by_protocol(t, x, &value))) return value;
    std::string_view bytes;
    std::optional<double> parsed;
    if (is_str(x)) {
        parsed = text::parse_float(x.as<Str>()->view());
    } else if (bytes_of(x, &bytes)) {
        parsed = text::parse_float_bytes(bytes);
    } else {
        return raise_type_error(t, cat("float() argument must be a string or a real number, not '",
                                       type_name(t, x), "'"));
    }
    if (!parsed) return raise_unreadable(t, x);
    return *parsed;
}

Result<Value> float_new(Thread& t, Type* type, const Args& args) {
    // A subclass with an __init__ of its own may take keywords.
    if (type->slots.init == t.types().float_->slots.init) TRY(check_no_keywords(t, "float", args));
    TRY(check_positional(t, "float", args, 0, 1));
    double value = args.n == 0 ? 0.0 : TRY(double_from_object(t, args[0]));
    return float_of_type(t, type, value);
}

// An instance of a class by calling it with a float, as class methods make them.
Result<Value> float_of_class(Thread& t, Value cls, double value) {
    if (cls == Value(t.types().float_)) return Value::from_double(value);
    return call(t, cls, {Value::from_double(value)});
}

Result<Value> from_number(Thread& t, Value* a) {
    double value = TRY(to_double(t, a[1]));
    return float_of_class(t, a[0], value);
}

Result<Value> from_hex(Thread& t, Value* a) {
    if (!is_str(a[1])) return raise_type_error(t, "bad argument type for built-in operation");
    text::HexFloat parsed = text::parse_hex_float(a[1].as<Str>()->view());
    if (parsed.status == text::HexFloatStatus::kInvalid)
        return raise_value_error(t, "invalid hexadecimal floating-point string");
    if (parsed.status == text::HexFloatStatus::kTooLarge)
        return raise_overflow_error(t, "hexadecimal value too large to represent as a float");
    return float_of_class(t, a[0], parsed.value);
}

// ---- methods

Result<Value> plain_self(Thread&, Value* a) {
    return Value::from_double(float_value(a[0]));
}
Result<Value> trunc_method(Thread& t, Value* a) {
    return int_from_double(t, float_value(a[0]));
}
Result<Value> floor_method(Thread& t, Value* a) {
    return int_from_double(t, std::floor(float_value(a[0])));
}
Result<Value> ceil_method(Thread& t, Value* a) {
    return int_from_double(t, std::ceil(float_value(a[0])));
}
Result<Value> is_integer_method(Thread&, Value* a) {
    double value = float_value(a[0]);
    return Value::from_bool(std::isfinite(value) && std::floor(value) == value);
}
Result<Value> as_integer_ratio(Thread& t, Value* a) {
    return float_ratio(t, float_value(a[0]));
}
Result<Value> hex_method(Thread& t, Value* a) {
    return make_str_ascii(t, text::double_to_hex(float_value(a[0])));
}

Result<Value> round_method(Thread& t, Value* a) {
    double value = float_value(a[0]);
    // The default rounding direction is to nearest, ties to even.
    if (a[1].is_empty() || a[1].is_none()) return int_from_double(t, std::nearbyint(value));
    i64 digits = int_clip_i64(TRY(to_index(t, a[1])));
    double rounded;
    if (!round_to_digits(value, digits, &rounded))
        return raise_overflow_error(t, "rounded value too large to represent");
    return Value::from_double(rounded);
}

Result<Value> getnewargs(Thread& t, Value* a) {
    Value items[] = {Value::from_double(float_value(a[0]))};
    return make_tuple_from(t, items, 1);
}

Result<Value> get_format(Thread& t, Value* a) {
    if (!is_str(a[1]))
        return raise_type_error(
            t, cat("__getformat__() argument must be str, not ", type_name(t, a[1])));
    std::string_view type = a[1].as<Str>()->view();
    if (type != "double" && type != "float")
        return raise_value_error(t, "__getformat__() argument 1 must be 'double' or 'float'");
    return make_str_ascii(t, "IEEE, little-endian");
}

Result<Value> format_method(Thread& t, Value* a) {
    Str* spec = TRY(format_spec_argument(t, a[1]));
    if (spec->size == 0) return str_of(t, a[0]);
    std::string name = type_name(t, a[0]);
    text::ParsedSpec parsed = text::parse_format_spec(spec->view(), name, 0, '>');
    if (!parsed.ok()) return formatted_text(t, {{}, parsed.error, parsed.error_kind});
    return formatted_text(t, text::format_double(parsed.spec, float_value(a[0]), name));
}

Result<Value> sizeof_method(Thread&, Value*) {
    return Value::small_int(24);
}
Result<Value> get_real(Thread&, Value self) {
    return Value::from_double(float_value(self));
}
Result<Value> get_imag(Thread&, Value) {
    return Value::from_double(0.0);
}

constexpr NativeDef kFloatMethods[] = {
    {"from_number", "($type, number, /)", "The float for a number; text is refused.", from_number,
     NativeDef::kClassMethod},
    {"conjugate", "($self, /)", "The float itself: it is its own complex conjugate.", plain_self},
    {"__trunc__", "($self, /)", "The int next to it towards zero.", trunc_method},
    {"__floor__", "($self, /)", "The greatest int that is not above it.", floor_method},
    {"__ceil__", "($self, /)", "The least int that is not below it.", ceil_method},
    {"__round__", "($self, ndigits=None, /)",
     "Rounds to that many decimals, ties to even; without ndigits, to an int.", round_method},
    {"as_integer_ratio", "($self, /)", "A pair of ints whose quotient is exactly the float.",
     as_integer_ratio},
    {"fromhex", "($type, string, /)", "The float for a hexadecimal text.", from_hex,
     NativeDef::kClassMethod},
    {"hex", "($self, /)", "Hexadecimal text that stands for exactly this float.", hex_method},
    {"is_integer", "($self, /)", "Whether the float is a whole number.", is_integer_method},
    {"__getnewargs__", "($self, /)", nullptr, getnewargs},
    {"__getformat__", "($type, typestr, /)", "How C doubles and floats are stored.", get_format,
     NativeDef::kClassMethod},
    {"__format__", "($self, format_spec, /)", "The float as text by a format specification.",
     format_method},
    {"__sizeof__", "($self, /)", "Size in bytes as CPython would report it.", sizeof_method},
};

constexpr GetSetDef kFloatAttributes[] = {
    {"real", "The float itself.", get_real},
    {"imag", "Always 0.0.", get_imag},
};

// ---- slots

Result<Value> float_repr(Thread& t, Value v) {
    return make_str_ascii(t, text::repr_double(float_value(v)));
}
Result<i64> float_hash(Thread&, Value v) {
    return text::hash_double(float_value(v));
}
Result<bool> float_truth(Thread&, Value v) {
    return float_value(v) != 0;
}

Result<Value> float_binary_slot(Thread& t, BinaryOp op, Value a, Value b) {
    if (is_complex(a) || is_complex(b)) return Value::not_implemented();
    return number_binary(t, op, a, b);
}

Result<Value> float_unary(Thread& t, UnaryOp op, Value v) {
    double value = float_value(v);
    switch (op) {
        case UnaryOp::Neg: return Value::from_double(-value);
        case UnaryOp::Abs: return Value::from_double(std::fabs(value));
        case UnaryOp::Pos:
        case UnaryOp::Float: return Value::from_double(value);
        case UnaryOp::Int: return int_from_double(t, value);
        default: return Value::not_implemented();
    }
}

void trace_float(Object* o, Tracer& tracer) {
    trace_attributes(o, tracer);
}

constexpr u32 bit(BinaryOp op) {
    return 1u << static_cast<int>(op);
}
constexpr u32 bit(UnaryOp op) {
    return 1u << static_cast<int>(op);
}

}  // namespace

Result<void> init_float_type(Thread& t) {
    t.heap().register_kind(Kind::Float, trace_float);
    TypeDef def{.name = "float", .instance_kind = Kind::Float, .instance_size = sizeof(Float)};
    def.doc = "float(x=0, /)\n--\n\nThe floating-point number that a number or text stands for.";
    def.flags = Type::kSubclassable;
    def.methods = kFloatMethods;
    def.getsets = kFloatAttributes;
    def.new_signature = "(x=0, /)";
    Slots& slots = def.slots;
    slots.repr = float_repr;
    slots.hash = float_hash;
    slots.truth = float_truth;
    slots.compare = number_compare;
    slots.binary = float_binary_slot;
    slots.binary_ops = bit(BinaryOp::Add) | bit(BinaryOp::Sub) | bit(BinaryOp::Mul) |
                       bit(BinaryOp::TrueDiv) | bit(BinaryOp::FloorDiv) | bit(BinaryOp::Mod) |
                       bit(BinaryOp::Pow) | bit(BinaryOp::DivMod);
    slots.power3 = number_power3;
    slots.unary = float_unary;
    slots.unary_ops = bit(UnaryOp::Neg) | bit(UnaryOp::Pos) | bit(UnaryOp::Abs) |
                      bit(UnaryOp::Int) | bit(UnaryOp::Float);
    slots.new_ = float_new;
    t.vm->types.float_ = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

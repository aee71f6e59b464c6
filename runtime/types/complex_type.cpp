// complex as a type: constructor, methods, slots.
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

namespace {

struct Parts {
    double re = 0.0, im = 0.0;
};

Parts parts_of(Value v) {
    return {v.as<Complex>()->real, v.as<Complex>()->imag};
}

Result<Value> complex_of_type(Thread& t, Type* type, Parts parts) {
    if (type == t.types().complex_) return Value(TRY(make_complex(t, parts.re, parts.im)));
    Complex* instance = TRY(allocate_instance_as<Complex>(t, type));
    instance->real = parts.re;
    instance->imag = parts.im;
    return Value(instance);
}

// ---- complex(real=0, imag=0)

// v.__complex__(); absent when it has none. An exact complex is returned as it is.
Result<Value> by_complex_method(Thread& t, Value v) {
    if (!v.is_object() || v.object()->type == t.types().complex_)
        return is_complex(v) ? v : Value::absent();
    Value result = TRY(call_special(t, v, t.names().dunder_complex));
    if (result.is_absent() || is_complex(result)) return result;
    return raise_type_error(
        t, cat("__complex__ returned non-complex (type ", type_name(t, result), ")"));
}

// Underscores may only stand between digits; a text with others gets a message of its own.
bool has_stray_underscore(std::string_view text) {
    auto is_digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    for (std::size_t i = 0; i < text.size(); i++)
        if (text[i] == '_' && (i == 0 || !is_digit(i - 1) || !is_digit(i + 1))) return true;
    return false;
}

Result<Parts> parse_complex_text(Thread& t, Str* text) {
    std::optional<text::ComplexValue> parsed = text::parse_complex(text->view());
    if (parsed) return Parts{parsed->real, parsed->imag};
    if (!has_stray_underscore(text->view()))
        return raise_value_error(t, "complex() arg is a malformed string");
    Str* shown = TRY(repr(t, Value(text)));
    return raise_value_error(t, cat("could not convert string to complex: ", shown));
}

// complex(x) and complex.from_number(x); `text_allowed` tells them apart.
Result<Parts> parts_of_single(Thread& t, Value x, bool text_allowed) {
    if (text_allowed && is_str(x)) return parse_complex_text(t, x.as<Str>());
    Value converted = TRY(by_complex_method(t, x));
    if (!converted.is_absent()) return parts_of(converted);
    if (is_float(x)) return Parts{float_value(x), 0.0};
    double re = 0;
    if (TRY(double_by_protocol(t, x, &re))) return Parts{re, 0.0};
    if (!text_allowed)
        return raise_type_error(t, cat("must be real number, not ", type_name(t, x)));
    return raise_type_error(
        t, cat("complex() argument must be a string or a number, not ", type_name(t, x)));
}

struct Component {
    Parts parts;
    bool complex;
};

Result<Component> component(Thread& t, Value v, const char* name, bool use_method) {
    if (use_method) {
        Value converted = TRY(by_complex_method(t, v));
        if (!converted.is_absent()) return Component{parts_of(converted), true};
    }
    if (is_complex(v)) return Component{parts_of(v), true};
    double re = 0;
    if (is_float(v)) return Component{{float_value(v), 0.0}, false};
    if (TRY(double_by_protocol(t, v, &re))) return Component{{re, 0.0}, false};
    return raise_type_error(
        t, cat("complex() argument '", name, "' must be a real number, not ", type_name(t, v)));
}

// Two arguments, or keywords: real + imag * 1j, where both may (but shouldn't) be complex.
Result<Parts> parts_of_pair(Thread& t, Value real, Value imag) {
    Component re{}, im{};
    if (!real.is_empty()) re = TRY(component(t, real, "real", true));
    if (imag.is_empty()) return re.parts;
    im = TRY(component(t, imag, "imag", false));
    Parts result{re.parts.re, im.parts.re};
    if (im.complex) result.re -= im.parts.im;
    if (re.complex) result.im += re.parts.im;
    return result;
}

Result<Value> complex_new(Thread& t, Type* type, const Args& args) {
    if (args.n + args.nkw > 2)
        return raise_type_error(
            t, cat("complex() takes at most 2 arguments (", args.n + args.nkw, " given)"));
    if (args.n == 1 && args.nkw == 0) {
        if (type == t.types().complex_ && args[0].is_object() && args[0].object()->type == type)
            return args[0];
        Parts parts = TRY(parts_of_single(t, args[0], true));
        return complex_of_type(t, type, parts);
    }
    Value given[2] = {args.n > 0 ? args[0] : Value(), args.n > 1 ? args[1] : Value()};
    for (u32 i = 0; i < args.nkw; i++) {
        std::string_view name = args.kwnames->items[i].as<Str>()->view();
        if (name != "real" && name != "imag")
            return raise_type_error(
                t, cat("complex() got an unexpected keyword argument '", name, "'"));
        Value& slot = given[name == "imag"];
        if (!slot.is_empty()) {
            return raise_type_error(t, cat("argument for complex() given by name ('", name,
                                           "') and position (", name == "imag" ? 2 : 1, ")"));
        }
        slot = args.v[args.n + i];
    }
    Parts parts = TRY(parts_of_pair(t, given[0], given[1]));
    return complex_of_type(t, type, parts);
}

// ---- methods

Result<Value> from_number(Thread& t, Value* a) {
    bool exact = a[0] == Value(t.types().complex_);
    if (exact && a[1].is_object() && a[1].object()->type == t.types().complex_) return a[1];
    Parts parts = TRY(parts_of_single(t, a[1], false));
    Value plain(TRY(make_complex(t, parts.re, parts.im)));
    return exact ? Result<Value>(plain) : call(t, a[0], {plain});
}

Result<Value> plain_self(Thread& t, Value* a) {
    return complex_of_type(t, t.types().complex_, parts_of(a[0]));
}
Result<Value> conjugate(Thread& t, Value* a) {
    Parts parts = parts_of(a[0]);
    return Value(TRY(make_complex(t, parts.re, -parts.im)));
}

Result<Value> getnewargs(Thread& t, Value* a) {
    Parts parts = parts_of(a[0]);
    Value items[] = {Value::from_double(parts.re), Value::from_double(parts.im)};
    return make_tuple_from(t, items, 2);
}

Result<Value> format_method(Thread& t, Value* a) {
    Str* spec = TRY(format_spec_argument(t, a[1]));
    if (spec->size == 0) return str_of(t, a[0]);
    std::string name = type_name(t, a[0]);
    text::ParsedSpec parsed = text::parse_format_spec(spec->view(), name, 0, '>');
    if (!parsed.ok()) return formatted_text(t, {{}, parsed.error, parsed.error_kind});
    Parts parts = parts_of(a[0]);
    return formatted_text(t, text::format_complex(parsed.spec, parts.re, parts.im, name));
}

Result<Value> sizeof_method(Thread&, Value*) {
    return Value::small_int(32);
}
Result<Value> get_real(Thread&, Value self) {
    return Value::from_double(parts_of(self).re);
}
Result<Value> get_imag(Thread&, Value self) {
    return Value::from_double(parts_of(self).im);
}

constexpr NativeDef kComplexMethods[] = {
    {"from_number", "($type, number, /)", "The complex number for a number; text is refused.",
     from_number, NativeDef::kClassMethod},
    {"conjugate", "($self, /)", "The number with the sign of its imaginary part changed.",
     conjugate},
    {"__complex__", "($self, /)", "The number itself.", plain_self},
    {"__getnewargs__", "($self, /)", nullptr, getnewargs},
    {"__format__", "($self, format_spec, /)", "The number as text by a format specification.",
     format_method},
    {"__sizeof__", "($self, /)", "Size in bytes as CPython would report it.", sizeof_method},
};

constexpr GetSetDef kComplexAttributes[] = {
    {"real", "The real part.", get_real, readonly_member},
    {"imag", "The imaginary part.", get_imag, readonly_member},
};

// ---- slots

Result<Value> complex_repr(Thread& t, Value v) {
    Parts parts = parts_of(v);
    return make_str_ascii(t, text::repr_complex(parts.re, parts.im));
}
Result<i64> complex_hash(Thread&, Value v) {
    return text::hash_complex(parts_of(v).re, parts_of(v).im);
}
Result<bool> complex_truth(Thread&, Value v) {
    return parts_of(v).re != 0 || parts_of(v).im != 0;
}

Result<Value> complex_compare(Thread&, CompareOp op, Value self, Value other) {
    if (op != CompareOp::Eq && op != CompareOp::Ne) return Value::not_implemented();
    Parts a = parts_of(self);
    bool equal;
    if (is_complex(other)) {
        equal = a.re == parts_of(other).re && a.im == parts_of(other).im;
    } else if (is_float(other)) {
        equal = a.im == 0 && a.re == float_value(other);
    } else if (is_int(other)) {
        equal = a.im == 0 && compare_double_int(a.re, other) == 0;
    } else {
        return Value::not_implemented();
    }
    return Value::from_bool(equal == (op == CompareOp::Eq));
}

Result<Value> complex_absolute(Thread& t, Parts parts) {
    // hypot() is infinite for an infinite part even beside a NaN, as abs() is.
    double length = std::hypot(parts.re, parts.im);
    if (std::isinf(length) && std::isfinite(parts.re) && std::isfinite(parts.im))
        return raise_overflow_error(t, "absolute value too large");
    return Value::from_double(length);
}

Result<Value> complex_unary(Thread& t, UnaryOp op, Value v) {
    Parts parts = parts_of(v);
    switch (op) {
        case UnaryOp::Neg: return Value(TRY(make_complex(t, -parts.re, -parts.im)));
        case UnaryOp::Pos: return complex_of_type(t, t.types().complex_, parts);
        case UnaryOp::Abs: return complex_absolute(t, parts);
        default: return Value::not_implemented();
    }
}

void trace_complex(Object* o, Tracer& tracer) {
    trace_attributes(o, tracer);
}

constexpr u32 bit(BinaryOp op) {
    return 1u << static_cast<int>(op);
}
constexpr u32 bit(UnaryOp op) {
    return 1u << static_cast<int>(op);
}

}  // namespace

Result<void> init_complex_type(Thread& t) {
    t.heap().register_kind(Kind::Complex, trace_complex);
    TypeDef def{
        .name = "complex", .instance_kind = Kind::Complex, .instance_size = sizeof(Complex)};
    def.doc =
        "complex(real=0, imag=0)\n--\n\nThe complex number that a text stands for, or real + imag "
        "* 1j.";
    def.flags = Type::kSubclassable;
    def.methods = kComplexMethods;
    def.getsets = kComplexAttributes;
    def.new_signature = "(real=0, imag=0)";
    Slots& slots = def.slots;
    slots.repr = complex_repr;
    slots.hash = complex_hash;
    slots.truth = complex_truth;
    slots.compare = complex_compare;
    slots.binary = complex_binary;
    slots.binary_ops = bit(BinaryOp::Add) | bit(BinaryOp::Sub) | bit(BinaryOp::Mul) |
                       bit(BinaryOp::TrueDiv) | bit(BinaryOp::Pow);
    slots.power3 = number_power3;
    slots.unary = complex_unary;
    slots.unary_ops = bit(UnaryOp::Neg) | bit(UnaryOp::Pos) | bit(UnaryOp::Abs);
    slots.new_ = complex_new;
    t.vm->types.complex_ = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

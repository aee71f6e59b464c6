// Slot wrappers: native slots called as methods, `int.__add__(1, 2)`.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"

namespace krait {

namespace {

// How many arguments a wrapper takes behind its receiver.
struct Arity {
    u32 least, most;
    bool names_itself;  // complains as "__setitem__ expected …" rather than "expected …"
};

Arity arity_of(Dunder d) {
    if (d >= Dunder::Unary) return {0, 0, false};
    if (d == dunder_at(Dunder::Binary, static_cast<int>(BinaryOp::Pow)) ||
        d == dunder_at(Dunder::Reflected, static_cast<int>(BinaryOp::Pow)))
        return {1, 2, false};
    if (d >= Dunder::Compare) return {1, 1, false};
    switch (d) {
        case Dunder::GetItem:
        case Dunder::DelItem:
        case Dunder::Contains:
        case Dunder::GetAttribute:
        case Dunder::DelAttr:
        case Dunder::Delete: return {1, 1, false};
        case Dunder::SetItem:
        case Dunder::SetAttr:
        case Dunder::Set: return {2, 2, true};
        case Dunder::Get: return {1, 2, true};
        case Dunder::Call:
        case Dunder::Init: return {0, ~0u, false};
        default: return {0, 0, false};
    }
}

Result<void> check_arity(Thread& t, NativeFunction* f, Dunder d, const Args& args) {
    if (args.nkw != 0 && d != Dunder::Call && d != Dunder::Init)
        return raise_type_error(t, cat("wrapper ", f->name, "() takes no keyword arguments"));
    Arity arity = arity_of(d);
    if (args.n >= arity.least && args.n <= arity.most) return {};
    if (arity.names_itself) {
        const char* bound = arity.least == arity.most ? ""
                            : args.n < arity.least    ? "at least "
                                                      : "at most ";
        u32 limit = args.n < arity.least ? arity.least : arity.most;
        return raise_type_error(t, cat(f->name, " expected ", bound, limit,
                                       limit == 1 ? " argument" : " arguments", ", got ", args.n));
    }
    if (arity.least != arity.most)
        return raise_type_error(t, cat("expected 1 or 2 arguments, got ", args.n));
    return raise_type_error(t, cat("expected ", arity.most,
                                   arity.most == 1 ? " argument" : " arguments", ", got ", args.n));
}

Result<Str*> attribute_name(Thread& t, Value v) {
    if (!is_str(v))
        return raise_type_error(t,
                                cat("attribute name must be string, not '", type_name(t, v), "'"));
    return intern(t, v.as<Str>());
}

// object.__setattr__ must not change what a more derived native type protects (a class through
// object's).
Result<void> check_set_attribute(Thread& t, NativeFunction* f, Value self) {
    Type* type = type_of(t, self);
    while (type != nullptr && type->has_flag(Type::kScript)) type = type->base;
    if (type == nullptr || type->slots.set_attribute == f->owner->slots.set_attribute) return {};
    return raise_type_error(
        t, cat("can't apply this ", f->name, " to ", type_name(t, self), " object"));
}

// Slots of numbers serve mixed operands; as methods they only know their own kind.
bool foreign_operand(Thread& t, const Type* owner, Value other) {
    const Types& types = t.types();
    if (owner == types.int_) return !is_int(other);
    if (owner == types.bool_) return !is_int(other);
    if (owner == types.float_) return !is_int(other) && !is_float(other);
    return false;
}

Result<Value> call_operator(Thread& t, NativeFunction* f, Dunder d, Value self, const Args& args) {
    const Slots& slots = f->owner->slots;
    if (d >= Dunder::Unary)
        return slots.unary(t, static_cast<UnaryOp>(dunder_index(d, Dunder::Unary)), self);
    Value other = args.v[0];
    if (d >= Dunder::Inplace)
        return slots.inplace(t, static_cast<BinaryOp>(dunder_index(d, Dunder::Inplace)), self,
                             other);
    if (d < Dunder::Binary) {
        if (foreign_operand(t, f->owner, other)) return Value::not_implemented();
        return slots.compare(t, static_cast<CompareOp>(dunder_index(d, Dunder::Compare)), self,
                             other);
    }
    bool reflected = d >= Dunder::Reflected;
    auto op =
        static_cast<BinaryOp>(dunder_index(d, reflected ? Dunder::Reflected : Dunder::Binary));
    if (foreign_operand(t, f->owner, other)) return Value::not_implemented();
    Value left = reflected ? other : self;
    Value right = reflected ? self : other;
    if (op == BinaryOp::Pow && args.n == 2 && !args.v[1].is_none()) {
        if (slots.power3 == nullptr) return Value::not_implemented();
        return slots.power3(t, left, right, args.v[1]);
    }
    return slots.binary(t, op, left, right);
}

Result<Value> done(Result<void> result) {
    if (!result.ok()) return Failure{};
    return Value::none();
}

Value none_to_empty(Value v) {
    return v.is_none() ? Value() : v;
}

Result<Value> call_descr_get(Thread& t, const Slots& slots, Value self, const Args& args) {
    Value object = none_to_empty(args.v[0]);
    Value type = args.n > 1 ? none_to_empty(args.v[1]) : Value();
    if (object.is_empty() && type.is_empty())
        return raise_type_error(t, "__get__(None, None) is invalid");
    return slots.descr_get(t, self, object, type);
}

Result<Value> call_wrapper(Thread& t, NativeFunction* f, Dunder d, Value self, const Args& args) {
    const Slots& slots = f->owner->slots;
    switch (d) {
        case Dunder::Repr: return slots.repr(t, self);
        case Dunder::Str_: return slots.str(t, self);
        case Dunder::Hash: return make_int(t, TRY(slots.hash(t, self)));
        case Dunder::Bool: return Value::from_bool(TRY(slots.truth(t, self)));
        case Dunder::Len: return make_int(t, TRY(slots.length(t, self)));
        case Dunder::GetItem: return slots.get_item(t, self, args.v[0]);
        case Dunder::SetItem: return done(slots.set_item(t, self, args.v[0], args.v[1]));
        case Dunder::DelItem: return done(slots.set_item(t, self, args.v[0], Value()));
        case Dunder::Contains: return Value::from_bool(TRY(slots.contains(t, self, args.v[0])));
        case Dunder::Iter: return slots.iter(t, self);
        case Dunder::Next: {
            Value item = TRY(slots.next(t, self));
            if (item.is_absent()) return raise_stop_iteration(t, Value::none());
            return item;
        }
        case Dunder::Call: return slots.call(t, self, args);
        case Dunder::GetAttribute:
            return slots.get_attribute(t, self, TRY(attribute_name(t, args.v[0])));
        case Dunder::SetAttr:
        case Dunder::DelAttr: {
            Str* name = TRY(attribute_name(t, args.v[0]));
            TRY(check_set_attribute(t, f, self));
            return done(
                slots.set_attribute(t, self, name, d == Dunder::SetAttr ? args.v[1] : Value()));
        }
        case Dunder::Get: return call_descr_get(t, slots, self, args);
        case Dunder::Set: return done(slots.descr_set(t, self, args.v[0], args.v[1]));
        case Dunder::Delete: return done(slots.descr_set(t, self, args.v[0], Value()));
        case Dunder::Init: return done(slots.init(t, self, args));
        default: return call_operator(t, f, d, self, args);
    }
}

// The native __new__ of `owner`, called with the class in front.
Result<Value> call_new(Thread& t, Type* owner, const Args& args) {
    if (args.n == 0)
        return raise_type_error(t, cat(type_name(owner), ".__new__(): not enough arguments"));
    if (!is_type(args.v[0]))
        return raise_type_error(t, cat(type_name(owner), ".__new__(X): X is not a type object (",
                                       type_name(t, args.v[0]), ")"));
    Type* type = args.v[0].as<Type>();
    if (!is_subtype(type, owner))
        return raise_type_error(t, cat(type_name(owner), ".__new__(", type_name(type), "): ",
                                       type_name(type), " is not a subtype of ", type_name(owner)));
    // Only the __new__ of the struct's own type may make its instances.
    Type* layout = type;
    while (layout != nullptr && layout->slots.new_ == script_new) layout = layout->base;
    if (layout != nullptr && layout->slots.new_ != owner->slots.new_)
        return raise_type_error(t, cat(type_name(owner), ".__new__(", type_name(type),
                                       ") is not safe, use ", type_name(layout), ".__new__()"));
    return owner->slots.new_(t, type, Args{args.v + 1, args.n - 1, args.nkw, args.kwnames});
}

}  // namespace

Result<Value> call_slot_wrapper(Thread& t, NativeFunction* f, const Args& given) {
    auto d = static_cast<Dunder>(f->slot);
    if (d == Dunder::New) return call_new(t, f->owner, given);
    Args args = given;
    Value self = f->self;
    if (self.is_empty()) {
        if (args.n == 0)
            return raise_type_error(t, cat("descriptor '", f->name, "' of '", type_name(f->owner),
                                           "' object needs an argument"));
        self = args.v[0];
        args = Args{args.v + 1, args.n - 1, args.nkw, args.kwnames};
        Type* type = type_of(t, self);
        if (type != f->owner && !is_subtype(type, f->owner))
            return raise_type_error(
                t, cat("descriptor '", f->name, "' requires a '", type_name(f->owner),
                       "' object but received a '", type_name(type), "'"));
    }
    TRY(check_arity(t, f, d, args));
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    return call_wrapper(t, f, d, self, args);
}

// ---- docs

const char* dunder_signature(Dunder d) {
    if (d >= Dunder::Unary) return "($self, /)";
    if (d == dunder_at(Dunder::Binary, static_cast<int>(BinaryOp::Pow)) ||
        d == dunder_at(Dunder::Reflected, static_cast<int>(BinaryOp::Pow)))
        return "($self, value, mod=None, /)";
    if (d >= Dunder::Compare) return "($self, value, /)";
    switch (d) {
        case Dunder::GetItem:
        case Dunder::DelItem:
        case Dunder::Contains: return "($self, key, /)";
        case Dunder::SetItem: return "($self, key, value, /)";
        case Dunder::GetAttribute:
        case Dunder::DelAttr: return "($self, name, /)";
        case Dunder::SetAttr: return "($self, name, value, /)";
        case Dunder::Get: return "($self, instance, owner=None, /)";
        case Dunder::Set: return "($self, instance, value, /)";
        case Dunder::Delete: return "($self, instance, /)";
        case Dunder::Call:
        case Dunder::Init: return "($self, /, *args, **kwargs)";
        case Dunder::New: return "($type, *args, **kwargs)";
        default: return "($self, /)";
    }
}

const char* dunder_doc(Dunder d) {
    constexpr const char* kBinary[] = {
        "The operation self + value.",  "The operation self - value.",
        "The operation self * value.",  "The operation self @ value.",
        "The operation self / value.",  "The operation self // value.",
        "The operation self % value.",  "The operation pow(self, value, mod).",
        "The operation self << value.", "The operation self >> value.",
        "The operation self & value.",  "The operation self ^ value.",
        "The operation self | value.",  "The operation divmod(self, value)."};
    constexpr const char* kReflected[] = {
        "The operation value + self.",  "The operation value - self.",
        "The operation value * self.",  "The operation value @ self.",
        "The operation value / self.",  "The operation value // self.",
        "The operation value % self.",  "The operation pow(value, self, mod).",
        "The operation value << self.", "The operation value >> self.",
        "The operation value & self.",  "The operation value ^ self.",
        "The operation value | self.",  "The operation divmod(value, self)."};
    constexpr const char* kInplace[] = {
        "The statement self += value.",  "The statement self -= value.",
        "The statement self *= value.",  "The statement self @= value.",
        "The statement self /= value.",  "The statement self //= value.",
        "The statement self %= value.",  "The statement self **= value.",
        "The statement self <<= value.", "The statement self >>= value.",
        "The statement self &= value.",  "The statement self ^= value.",
        "The statement self |= value.",  nullptr};
    constexpr const char* kCompare[] = {
        "The comparison self < value.",  "The comparison self <= value.",
        "The comparison self == value.", "The comparison self != value.",
        "The comparison self > value.",  "The comparison self >= value."};
    constexpr const char* kUnary[] = {"The operation -self.",
                                      "The operation +self.",
                                      "The operation ~self.",
                                      "The operation abs(self).",
                                      "The conversion int(self).",
                                      "The conversion float(self).",
                                      "The integer that self stands for where one is needed.",
                                      "The conversion complex(self)."};
    constexpr const char* kNamed[] = {nullptr,
                                      "The operation repr(self).",
                                      "The operation str(self).",
                                      "The operation hash(self).",
                                      "The truth value of self.",
                                      "The operation len(self).",
                                      "The operation self[key].",
                                      "The statement self[key] = value.",
                                      "The statement del self[key].",
                                      "The operation key in self.",
                                      "The operation iter(self).",
                                      "The operation next(self).",
                                      "Calls self as a function.",
                                      "The operation getattr(self, name).",
                                      "The statement setattr(self, name, value).",
                                      "The statement delattr(self, name).",
                                      "What the attribute of an instance or of its class is.",
                                      "Sets the attribute of an instance.",
                                      "Deletes the attribute of an instance.",
                                      "Initializes self; see help(type(self)) for the arguments.",
                                      "Makes a new object; see help(type) for the arguments."};
    if (d >= Dunder::Unary) return kUnary[dunder_index(d, Dunder::Unary)];
    if (d >= Dunder::Inplace) return kInplace[dunder_index(d, Dunder::Inplace)];
    if (d >= Dunder::Reflected) return kReflected[dunder_index(d, Dunder::Reflected)];
    if (d >= Dunder::Binary) return kBinary[dunder_index(d, Dunder::Binary)];
    if (d >= Dunder::Compare) return kCompare[dunder_index(d, Dunder::Compare)];
    return kNamed[static_cast<int>(d)];
}

}  // namespace krait

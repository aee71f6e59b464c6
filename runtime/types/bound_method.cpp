// Bound methods ("method") and cells.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

// ---- method

namespace {

BoundMethod* method(Value v) {
    return v.as<BoundMethod>();
}

Result<Value> method_new(Thread& t, Type*, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "method", "(function, instance, /)", args, a));
    if (!is_callable(t, a[0])) return raise_type_error(t, "first argument must be callable");
    if (a[1].is_none()) return raise_type_error(t, "instance must not be None");
    return make_bound_method(t, a[0], a[1]);
}

Result<Value> method_repr(Thread& t, Value v) {
    BoundMethod* m = method(v);
    Value name = TRY(get_attr_or_absent(t, m->function, t.names().__qualname__));
    if (!is_str(name)) name = TRY(get_attr_or_absent(t, m->function, t.names().__name__));
    Str* self = TRY(repr(t, m->self));
    std::string_view shown = is_str(name) ? name.as<Str>()->view() : std::string_view("?");
    return make_str(t, cat("<bound method ", shown, " of ", self, ">"));
}

Result<Value> method_call(Thread& t, Value v, const Args& args) {
    return call_with_self(t, method(v)->function, method(v)->self, args);
}

Result<i64> method_hash(Thread& t, Value v) {
    i64 of_function = TRY(hash_value(t, method(v)->function));
    return of_function ^ TRY(object_hash(t, method(v)->self));
}

Result<Value> method_compare(Thread& t, CompareOp op, Value a, Value b) {
    bool comparable = op == CompareOp::Eq || op == CompareOp::Ne;
    if (!comparable || !b.is_object() || b.object()->kind != Kind::BoundMethod)
        return Value::not_implemented();
    bool same = method(a)->self == method(b)->self;
    if (same) same = TRY(equal_or_same(t, method(a)->function, method(b)->function));
    return Value::from_bool(same == (op == CompareOp::Eq));
}

// What the type does not have is asked of the function.
Result<Value> method_get_attribute(Thread& t, Value v, Str* name) {
    Value found = type_lookup(t, type_of(t, v), name);
    if (!found.is_empty()) return bind_descriptor(t, found, v, Value(type_of(t, v)));
    return get_attr(t, method(v)->function, name);
}

Result<Value> method_get(Thread&, Value v, Value, Value) {
    return v;
}

Result<Value> get_function(Thread&, Value v) {
    return method(v)->function;
}
Result<Value> get_self(Thread&, Value v) {
    return method(v)->self;
}
Result<Value> get_doc(Thread& t, Value v) {
    Value doc = TRY(get_attr_or_absent(t, method(v)->function, t.names().__doc__));
    return doc.is_absent() ? Value::none() : doc;
}

// (getattr, (self, name))
Result<Value> method_reduce(Thread& t, Value* a) {
    Value name = TRY(get_attr(t, method(a[0])->function, t.names().__name__));
    Value getattr = t.vm->builtins == nullptr
                        ? Value()
                        : dict_get_str(t.vm->builtins, TRY(intern(t, "getattr")));
    if (getattr.is_empty()) return raise_type_error(t, "cannot pickle 'method' object");
    Value inner[2] = {method(a[0])->self, name};
    Value parts[2] = {getattr, Value(TRY(make_tuple_from(t, inner, 2)))};
    return Value(TRY(make_tuple_from(t, parts, 2)));
}

const NativeDef kMethodMethods[] = {
    {"__reduce__", "($self, /)", "What copies and pickles of the method are made from.",
     method_reduce},
};
const GetSetDef kMethodAttributes[] = {
    {"__func__", "the function that the method calls", get_function, readonly_member},
    {"__self__", "the object that it is bound to", get_self, readonly_member},
    {"__doc__", nullptr, get_doc},
};

void trace_method(Object* object, Tracer& tracer) {
    auto* m = static_cast<BoundMethod*>(object);
    tracer.visit(m->type);
    tracer.visit(m->function);
    tracer.visit(m->self);
}

}  // namespace

Result<void> init_bound_method_type(Thread& t) {
    t.heap().register_kind(Kind::BoundMethod, trace_method);
    TypeDef def{.name = "method",
                .doc = "A function with its first argument.",
                .instance_kind = Kind::BoundMethod,
                .instance_size = sizeof(BoundMethod)};
    def.flags = Type::kWeakRefable;
    def.slots.new_ = method_new;
    def.slots.repr = method_repr;
    def.slots.hash = method_hash;
    def.slots.call = method_call;
    def.slots.get_attribute = method_get_attribute;
    def.slots.compare = method_compare;
    def.slots.descr_get = method_get;
    def.methods = kMethodMethods;
    def.getsets = kMethodAttributes;
    def.new_signature = "(function, instance, /)";
    t.vm->types.bound_method = TRY(make_native_type(t, def));
    return {};
}

// ---- cell

namespace {

Cell* cell(Value v) {
    return v.as<Cell>();
}

Result<Value> cell_new(Thread& t, Type* type, const Args& args) {
    Value contents;
    TRY(parse_arguments(t, "cell", "(contents=<unset>, /)", args, &contents));
    Cell* c = TRY(make<Cell>(t, type));
    c->value = contents;
    return Value(c);
}

Result<Value> cell_repr(Thread& t, Value v) {
    Value held = cell(v)->value;
    if (held.is_empty()) return make_str(t, cat("<cell at ", address_text(v), ": empty>"));
    return make_str(t, cat("<cell at ", address_text(v), ": ", type_name(t, held), " object at ",
                           address_text(held), ">"));
}

Result<Value> cell_compare(Thread& t, CompareOp op, Value a, Value b) {
    if (!b.is_object() || b.object()->kind != Kind::Cell) return Value::not_implemented();
    Value x = cell(a)->value, y = cell(b)->value;
    if (!x.is_empty() && !y.is_empty()) return compare(t, op, x, y);
    // Empty cells come before all others.
    return compare(t, op, Value::small_int(!x.is_empty()), Value::small_int(!y.is_empty()));
}

Result<Value> get_contents(Thread& t, Value v) {
    if (cell(v)->value.is_empty()) return raise_value_error(t, "Cell is empty");
    return cell(v)->value;
}

Result<void> set_contents(Thread& t, Value v, Value value) {
    cell(v)->value = value;
    write_barrier(t, v.object());
    return {};
}

const GetSetDef kCellAttributes[] = {{"cell_contents", nullptr, get_contents, set_contents}};

void trace_cell(Object* object, Tracer& tracer) {
    tracer.visit(object->type);
    tracer.visit(static_cast<Cell*>(object)->value);
}

}  // namespace

Result<void> init_cell_type(Thread& t) {
    t.heap().register_kind(Kind::Cell, trace_cell);
    TypeDef def{.name = "cell",
                .doc = "A variable that functions share.",
                .instance_kind = Kind::Cell,
                .instance_size = sizeof(Cell)};
    def.slots.new_ = cell_new;
    def.slots.repr = cell_repr;
    def.slots.compare = cell_compare;
    def.getsets = kCellAttributes;
    t.vm->types.cell = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

// property: a descriptor made of up to three functions.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

Property* property(Value v) {
    return v.as<Property>();
}

// ---- making

Result<Value> property_new(Thread& t, Type* type, const Args&) {
    Property* p = TRY(allocate_instance_as<Property>(t, type));
    p->get = p->set = p->del = p->doc = Value::none();
    return Value(p);
}

// A subclass has a __doc__ of its own in its dict, so that the instance's is an attribute like others. Where there
// is no room for it, only a getter's docstring is missed.
Result<void> store_doc(Thread& t, Property* p, Value doc) {
    if (p->type == t.types().property) {
        p->doc = doc;
        write_barrier(t, p);
        return {};
    }
    Result<void> stored = set_attr(t, p, t.names().__doc__, doc);
    if (stored.ok() || !p->getter_doc.is_empty() || !pending_is(t, t.types().attribute_error))
        return stored;
    clear_pending(t);
    return {};
}

Result<void> property_init(Thread& t, Value v, const Args& args) {
    Value a[4];
    TRY(parse_arguments(t, "property", "(fget=None, fset=None, fdel=None, doc=None)", args, a));
    Property* p = property(v);
    p->get = a[0];
    p->set = a[1];
    p->del = a[2];
    p->name = Value();
    p->getter_doc = Value();
    write_barrier(t, p);
    Value doc = a[3];
    if (doc.is_none() && !a[0].is_none()) {
        Value of_getter = TRY(get_attr_or_absent(t, a[0], t.names().__doc__));
        if (!of_getter.is_absent() && !of_getter.is_none()) {
            doc = of_getter;
            p->getter_doc = Value::true_();
        }
    }
    return store_doc(t, p, doc);
}

// getter(), setter(), deleter(): a property of the same class with one function exchanged.
Result<Value> copy_with(Thread& t, Value v, Value get, Value set, Value del) {
    Property* p = property(v);
    if (get.is_empty() || get.is_none()) get = p->get;
    if (set.is_empty() || set.is_none()) set = p->set;
    if (del.is_empty() || del.is_none()) del = p->del;
    // A doc that came from the old getter comes from the new one now.
    bool from_getter = !p->getter_doc.is_empty() && !get.is_none();
    Value doc = from_getter ? Value::none() : p->doc;
    Value copy = TRY(call(t, Value(p->type), {get, set, del, doc}));
    if (copy.is_object() && copy.object()->kind == Kind::Property) {
        property(copy)->name = p->name;
        write_barrier(t, copy.object());
    }
    return copy;
}

Result<Value> method_getter(Thread& t, Value* a) {
    return copy_with(t, a[0], a[1], Value(), Value());
}
Result<Value> method_setter(Thread& t, Value* a) {
    return copy_with(t, a[0], Value(), a[1], Value());
}
Result<Value> method_deleter(Thread& t, Value* a) {
    return copy_with(t, a[0], Value(), Value(), a[1]);
}

Result<Value> method_set_name(Thread& t, const Args& args) {
    if (args.n != 3 || args.nkw != 0)
        return raise_type_error(
            t, cat("__set_name__() takes 2 positional arguments but ", args.n - 1, " were given"));
    property(args[0])->name = args[2];
    write_barrier(t, args[0].object());
    return Value::none();
}

// ---- the descriptor protocol

// The name to show: what __set_name__ gave, else the getter's; absent when there is none.
Result<Value> name_of(Thread& t, Property* p) {
    if (!p->name.is_empty()) return p->name;
    if (p->get.is_none()) return Value::absent();
    return get_attr_or_absent(t, p->get, t.names().__name__);
}

Failure raise_missing(Thread& t, Property* p, Value object, const char* function) {
    Value name = TRY(name_of(t, p));
    Str* cls = TRY(repr(t, Value(type_of(t, object)->qualname)));
    std::string shown = "property";
    if (!name.is_absent()) {
        Str* text = TRY(repr(t, name));
        shown = cat("property ", text);
    }
    return raise(t, t.types().attribute_error,
                 cat(shown, " of ", cls, " object has no ", function));
}

Result<Value> property_get(Thread& t, Value v, Value object, Value type) {
    if (object.is_empty()) {
        if (type.is_empty()) return raise_type_error(t, "__get__(None, None) is invalid");
        return v;
    }
    Property* p = property(v);
    if (p->get.is_none()) return raise_missing(t, p, object, "getter");
    return call(t, p->get, {object});
}

Result<void> property_set(Thread& t, Value v, Value object, Value value) {
    Property* p = property(v);
    if (value.is_empty()) {
        if (p->del.is_none()) return raise_missing(t, p, object, "deleter");
        TRY(call(t, p->del, {object}));
        return {};
    }
    if (p->set.is_none()) return raise_missing(t, p, object, "setter");
    TRY(call(t, p->set, {object, value}));
    return {};
}

// ---- attributes

Result<Value> get_fget(Thread&, Value v) {
    return property(v)->get;
}
Result<Value> get_fset(Thread&, Value v) {
    return property(v)->set;
}
Result<Value> get_fdel(Thread&, Value v) {
    return property(v)->del;
}

Result<Value> get_doc(Thread&, Value v) {
    return property(v)->doc;
}
Result<void> set_doc(Thread& t, Value v, Value value) {
    property(v)->doc = value.is_empty() ? Value::none() : value;
    write_barrier(t, v.object());
    return {};
}

Result<Value> get_name(Thread& t, Value v) {
    Value name = TRY(name_of(t, property(v)));
    if (name.is_absent()) return raise_attribute_error(t, v, t.names().__name__);
    return name;
}
Result<void> set_name(Thread& t, Value v, Value value) {
    property(v)->name = value;
    write_barrier(t, v.object());
    return {};
}

Result<Value> get_is_abstract(Thread& t, Value v) {
    for (Value function : {property(v)->get, property(v)->set, property(v)->del})
        if (TRY(is_abstract(t, function))) return Value::true_();
    return Value::false_();
}

const NativeDef kMethods[] = {
    {"getter", "($self, object, /)", "The property with another getter.", method_getter},
    {"setter", "($self, object, /)", "The property with another setter.", method_setter},
    {"deleter", "($self, object, /)", "The property with another deleter.", method_deleter},
    {"__set_name__", "($self, owner, name, /)", "Tells the property its name.", method_set_name},
};
const GetSetDef kAttributes[] = {
    {"fget", nullptr, get_fget, readonly_member},
    {"fset", nullptr, get_fset, readonly_member},
    {"fdel", nullptr, get_fdel, readonly_member},
    {"__doc__", nullptr, get_doc, set_doc, GetSetDef::kMember},
    {"__name__", nullptr, get_name, set_name},
    {"__isabstractmethod__", nullptr, get_is_abstract},
};

void trace_property(Object* object, Tracer& tracer) {
    auto* p = static_cast<Property*>(object);
    for (Value v : {p->get, p->set, p->del, p->doc, p->name, p->getter_doc}) tracer.visit(v);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_property_type(Thread& t) {
    t.heap().register_kind(Kind::Property, trace_property);
    TypeDef def{.name = "property",
                .doc =
                    "property(fget=None, fset=None, fdel=None, doc=None): an attribute that "
                    "functions manage.\n\n"
                    "Usually made with decorators: @property for the getter, then @x.setter and "
                    "@x.deleter.",
                .instance_kind = Kind::Property,
                .instance_size = sizeof(Property)};
    def.flags = Type::kSubclassable;
    def.slots.new_ = property_new;
    def.slots.init = property_init;
    def.slots.descr_get = property_get;
    def.slots.descr_set = property_set;
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.new_signature = "(fget=None, fset=None, fdel=None, doc=None)";
    t.vm->types.property = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

// super: attribute lookup that starts behind a class in the MRO of an object.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

Super* super(Value v) {
    return v.as<Super>();
}

// The class whose MRO is searched: the object itself if it is a subclass, else its type.
Result<Type*> searched_type(Thread& t, Type* cls, Value object) {
    if (is_type(object) && is_subtype(object.as<Type>(), cls)) return object.as<Type>();
    Type* type = type_of(t, object);
    if (is_subtype(type, cls)) return type;
    Value claimed = TRY(get_attr_or_absent(t, object, t.names().__class__));
    if (!claimed.is_absent() && is_type(claimed) && claimed != Value(type) &&
        is_subtype(claimed.as<Type>(), cls))
        return claimed.as<Type>();
    std::string shown = is_type(object) ? cat("type ", type_name(object.as<Type>()))
                                        : cat("instance of ", type_name(type));
    return raise_type_error(
        t, cat("super(type, obj): obj (", shown, ") is not an instance or subtype of type (",
               type_name(cls), ")."));
}

Result<void> bind(Thread& t, Super* s, Type* cls, Value object) {
    Type* searched = nullptr;
    if (!object.is_empty()) searched = TRY(searched_type(t, cls, object));
    s->this_class = cls;
    s->self = object;
    s->self_type = searched;
    write_barrier(t, s);
    return {};
}

Result<Value> super_new(Thread& t, Type* type, const Args&) {
    return Value(TRY(allocate_instance(t, type)));
}

Result<void> super_init(Thread& t, Value v, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "super() takes no keyword arguments");
    if (args.n > 2)
        return raise_type_error(t, cat("super() expected at most 2 arguments, got ", args.n));
    if (args.n == 0) {
        Type* cls = nullptr;
        Value self;
        if (t.vm->hooks.super_arguments == nullptr)
            return raise_runtime_error(t, "super(): no current frame");
        TRY(t.vm->hooks.super_arguments(t, &cls, &self));
        // None is no object: the super stays unbound.
        return bind(t, super(v), cls, self.is_none() ? Value() : self);
    }
    if (!is_type(args[0]))
        return raise_type_error(
            t, cat("super() argument 1 must be a type, not ", type_name(t, args[0])));
    Value object = args.n == 2 && !args[1].is_none() ? args[1] : Value();
    return bind(t, super(v), args[0].as<Type>(), object);
}

Result<Value> super_get_attribute(Thread& t, Value v, Str* name) {
    Super* s = super(v);
    if (s->self_type == nullptr || name == t.names().__class__ || s->self_type->mro == nullptr)
        return generic_get_attribute(t, v, name);
    Tuple* mro = s->self_type->mro;
    u64 i = 0;
    while (i < mro->length && mro->items[i] != Value(s->this_class)) i++;
    for (i++; i < mro->length; i++) {
        Value found = dict_get_str(mro->items[i].as<Type>()->dict, name);
        if (found.is_empty()) continue;
        Value self = s->self == Value(s->self_type) ? Value() : s->self;
        return bind_descriptor(t, found, self, Value(s->self_type));
    }
    return generic_get_attribute(t, v, name);
}

// An unbound super as a class attribute binds to the instance that it is read through.
Result<Value> super_descr_get(Thread& t, Value v, Value object, Value) {
    Super* s = super(v);
    if (object.is_empty() || object.is_none() || !s->self.is_empty() || s->this_class == nullptr)
        return v;
    if (s->type != t.types().super) return call(t, Value(s->type), {Value(s->this_class), object});
    Super* bound = TRY(allocate_instance_as<Super>(t, s->type));
    TRY(bind(t, bound, s->this_class, object));
    return Value(bound);
}

Result<Value> super_repr(Thread& t, Value v) {
    Super* s = super(v);
    const char* cls = s->this_class == nullptr ? "NULL" : type_name(s->this_class);
    if (s->self_type == nullptr) return make_str(t, cat("<super: <class '", cls, "'>, NULL>"));
    return make_str(t, cat("<super: <class '", cls, "'>, <", type_name(s->self_type), " object>>"));
}

Value or_none(Object* o) {
    return o == nullptr ? Value::none() : Value(o);
}
Result<Value> get_this_class(Thread&, Value v) {
    return or_none(super(v)->this_class);
}
Result<Value> get_self(Thread&, Value v) {
    return super(v)->self.is_empty() ? Value::none() : super(v)->self;
}
Result<Value> get_self_class(Thread&, Value v) {
    return or_none(super(v)->self_type);
}

const GetSetDef kAttributes[] = {
    {"__thisclass__", "the class behind which the search starts", get_this_class, readonly_member},
    {"__self__", "the object; None if unbound", get_self, readonly_member},
    {"__self_class__", "the class whose MRO is searched; None if unbound", get_self_class,
     readonly_member},
};

void trace_super(Object* object, Tracer& tracer) {
    auto* s = static_cast<Super*>(object);
    tracer.visit(s->this_class);
    tracer.visit(s->self);
    tracer.visit(s->self_type);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_super_type(Thread& t) {
    t.heap().register_kind(Kind::Super, trace_super);
    TypeDef def{.name = "super",
                .doc =
                    "super(): the same as super(__class__, <first argument>)\n"
                    "super(type): unbound\nsuper(type, obj): bound to an instance of the type\n"
                    "super(type, type2): bound to a subclass of the type\n\n"
                    "Finds the attributes that a class would have without its own.",
                .instance_kind = Kind::Super,
                .instance_size = sizeof(Super)};
    def.flags = Type::kSubclassable;
    def.slots.new_ = super_new;
    def.slots.init = super_init;
    def.slots.repr = super_repr;
    def.slots.get_attribute = super_get_attribute;
    def.slots.descr_get = super_descr_get;
    def.getsets = kAttributes;
    t.vm->types.super = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

// Attributes of native types (getset_descriptor), values of __slots__ (member_descriptor),
// classmethod and staticmethod.
#include "runtime/types/descriptor.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/attribute_error.h"
#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/signature.h"
#include "runtime/types/str.h"

namespace krait {

// ---- what both kinds of data descriptors share

namespace {

Failure raise_get_none(Thread& t) {
    return raise_type_error(t, "__get__(None, None) is invalid");
}

Result<void> check_owner(Thread& t, const Type* owner, Str* name, Value object) {
    Type* type = type_of(t, object);
    if (KRAIT_LIKELY(type == owner || is_subtype(type, owner))) return {};
    return raise_type_error(t, cat("descriptor '", name, "' for '", type_name(owner),
                                   "' objects doesn't apply to a '", type_name(type), "' object"));
}

Result<Value> qualified(Thread& t, const Type* owner, Str* name) {
    return make_str(t, cat(owner->qualname, ".", name));
}

// ---- getset_descriptor

GetSetDescriptor* getset(Value v) {
    return v.as<GetSetDescriptor>();
}

Result<Value> getset_get(Thread& t, Value v, Value object, Value type) {
    if (object.is_empty()) {
        if (type.is_empty()) return raise_get_none(t);
        return v;
    }
    GetSetDescriptor* d = getset(v);
    TRY(check_owner(t, d->owner, d->name, object));
    return d->def->get(t, object);
}

Result<void> getset_set(Thread& t, Value v, Value object, Value value) {
    GetSetDescriptor* d = getset(v);
    TRY(check_owner(t, d->owner, d->name, object));
    if (d->def->set != nullptr) return d->def->set(t, object, value);
    return raise(
        t, t.types().attribute_error,
        cat("attribute '", d->name, "' of '", type_name(d->owner), "' objects is not writable"));
}

Result<Value> getset_repr(Thread& t, Value v) {
    GetSetDescriptor* d = getset(v);
    return make_str(t, cat("<attribute '", d->name, "' of '", type_name(d->owner), "' objects>"));
}

Result<Value> getset_owner(Thread&, Value v) {
    return Value(getset(v)->owner);
}
Result<Value> getset_name(Thread&, Value v) {
    return Value(getset(v)->name);
}
Result<Value> getset_qualname(Thread& t, Value v) {
    return qualified(t, getset(v)->owner, getset(v)->name);
}
Result<Value> getset_doc(Thread& t, Value v) {
    const char* doc = getset(v)->def->doc;
    if (doc == nullptr) return Value::none();
    return make_str(t, doc);
}
const GetSetDef kGetSetAttributes[] = {
    {"__objclass__", nullptr, getset_owner, readonly_member},
    {"__name__", nullptr, getset_name, readonly_member},
    {"__doc__", nullptr, getset_doc},
    {"__qualname__", nullptr, getset_qualname},
};

// ---- member_descriptor: a slot of a script class, or an attribute of a native type that its table calls a member

bool is_native_member(Value v) {
    return v.object()->kind == Kind::GetSetDescriptor;
}
MemberDescriptor* member(Value v) {
    return v.as<MemberDescriptor>();
}
Value& member_slot(const MemberDescriptor* d, Value object) {
    return *reinterpret_cast<Value*>(reinterpret_cast<char*>(object.object()) + d->offset);
}

Result<Value> member_get(Thread& t, Value v, Value object, Value type) {
    if (is_native_member(v)) return getset_get(t, v, object, type);
    if (object.is_empty()) {
        if (type.is_empty()) return raise_get_none(t);
        return v;
    }
    MemberDescriptor* d = member(v);
    TRY(check_owner(t, d->owner, d->name, object));
    Value held = member_slot(d, object);
    if (KRAIT_LIKELY(!held.is_empty())) return held;
    return raise_incomplete_attribute_error(t, object, d->name);
}

Result<void> member_set(Thread& t, Value v, Value object, Value value) {
    if (is_native_member(v)) return getset_set(t, v, object, value);
    MemberDescriptor* d = member(v);
    TRY(check_owner(t, d->owner, d->name, object));
    Value& slot = member_slot(d, object);
    if (value.is_empty() && slot.is_empty())
        return raise(t, t.types().attribute_error, d->name->view());
    slot = value;
    write_barrier(t, object.object());
    return {};
}

Result<Value> member_repr(Thread& t, Value v) {
    Type* owner = is_native_member(v) ? getset(v)->owner : member(v)->owner;
    Str* name = is_native_member(v) ? getset(v)->name : member(v)->name;
    return make_str(t, cat("<member '", name, "' of '", type_name(owner), "' objects>"));
}

Result<Value> member_owner(Thread& t, Value v) {
    if (is_native_member(v)) return getset_owner(t, v);
    return Value(member(v)->owner);
}
Result<Value> member_name(Thread& t, Value v) {
    if (is_native_member(v)) return getset_name(t, v);
    return Value(member(v)->name);
}
Result<Value> member_qualname(Thread& t, Value v) {
    if (is_native_member(v)) return getset_qualname(t, v);
    return qualified(t, member(v)->owner, member(v)->name);
}
Result<Value> member_doc(Thread& t, Value v) {
    if (is_native_member(v)) return getset_doc(t, v);
    return Value::none();
}
const GetSetDef kMemberAttributes[] = {
    {"__objclass__", nullptr, member_owner, readonly_member},
    {"__name__", nullptr, member_name, readonly_member},
    {"__doc__", nullptr, member_doc},
    {"__qualname__", nullptr, member_qualname},
};

void trace_getset(Object* object, Tracer& tracer) {
    auto* d = static_cast<GetSetDescriptor*>(object);
    tracer.visit(d->type);
    tracer.visit(d->owner);
    tracer.visit(d->name);
}

void trace_member(Object* object, Tracer& tracer) {
    auto* d = static_cast<MemberDescriptor*>(object);
    tracer.visit(d->type);
    tracer.visit(d->owner);
    tracer.visit(d->name);
}

// ---- classmethod and staticmethod: the same but for what __get__ gives

template <class T>
T* wrapper(Value v) {
    return v.as<T>();
}

template <class T>
Result<Value> wrapper_new(Thread& t, Type* type, const Args&) {
    T* self = TRY(allocate_instance_as<T>(t, type));
    self->callable = Value::none();
    return Value(self);
}

// The wrapper shows the function's name and documentation as its own.
Result<void> copy_function_attributes(Thread& t, Object* self, Value function) {
    const Names& names = t.names();
    Str* copied[] = {names.__module__, names.__name__, names.__qualname__, names.__doc__};
    for (Str* name : copied) {
        Value value = TRY(get_attr_or_absent(t, function, name));
        if (!value.is_absent()) TRY(instance_set(t, self, name, value));
    }
    return {};
}

template <class T>
Result<void> wrapper_init(Thread& t, Value v, const Args& args) {
    constexpr bool kOfClass = std::is_same_v<T, ClassMethod>;
    Value function;
    TRY(parse_arguments(t, kOfClass ? "classmethod" : "staticmethod", "(function, /)", args,
                        &function));
    wrapper<T>(v)->callable = function;
    write_barrier(t, v.object());
    return copy_function_attributes(t, v.object(), function);
}

template <class T>
Result<Value> wrapper_repr(Thread& t, Value v) {
    Str* inner = TRY(repr(t, wrapper<T>(v)->callable));
    return make_str(t, cat("<", std::is_same_v<T, ClassMethod> ? "classmethod(" : "staticmethod(",
                           inner, ")>"));
}

template <class T>
Result<Value> wrapper_function(Thread&, Value v) {
    return wrapper<T>(v)->callable;
}

template <class T>
Result<Value> wrapper_is_abstract(Thread& t, Value v) {
    return Value::from_bool(TRY(is_abstract(t, wrapper<T>(v)->callable)));
}

// __annotations__ and __annotate__ are the function's until they are read or set, then the wrapper's own.
Result<Value> wrapper_attribute(Thread& t, Object* self, Value function, Str* name) {
    Value own = instance_get(self, name);
    if (!own.is_empty()) return own;
    Value value = TRY(get_attr(t, function, name));
    TRY(instance_set(t, self, name, value));
    return value;
}

Result<void> set_wrapper_attribute(Thread& t, Object* self, Str* name, Value value) {
    if (!value.is_empty()) return instance_set(t, self, name, value);
    if (TRY(instance_delete(t, self, name))) return {};
    return raise_attribute_error(t, self, name, name->view());
}

template <class T>
Result<Value> wrapper_annotations(Thread& t, Value v) {
    return wrapper_attribute(t, v.object(), wrapper<T>(v)->callable, t.names().__annotations__);
}
Result<void> set_wrapper_annotations(Thread& t, Value v, Value value) {
    return set_wrapper_attribute(t, v.object(), t.names().__annotations__, value);
}

template <class T>
Result<Value> wrapper_annotate(Thread& t, Value v) {
    return wrapper_attribute(t, v.object(), wrapper<T>(v)->callable, t.names().__annotate__);
}
Result<void> set_wrapper_annotate(Thread& t, Value v, Value value) {
    return set_wrapper_attribute(t, v.object(), t.names().__annotate__, value);
}

template <class T>
void trace_wrapper(Object* object, Tracer& tracer) {
    tracer.visit(static_cast<T*>(object)->callable);
    trace_attributes(object, tracer);
}

template <class T>
const GetSetDef kWrapperAttributes[] = {
    {"__func__", nullptr, wrapper_function<T>, readonly_member},
    {"__wrapped__", nullptr, wrapper_function<T>, readonly_member},
    {"__isabstractmethod__", nullptr, wrapper_is_abstract<T>},
    {"__annotations__", nullptr, wrapper_annotations<T>, set_wrapper_annotations},
    {"__annotate__", nullptr, wrapper_annotate<T>, set_wrapper_annotate},
};

const NativeDef kWrapperMethods[] = {
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};

Result<Value> classmethod_get(Thread& t, Value v, Value object, Value type) {
    if (type.is_empty()) {
        if (object.is_empty()) return raise_get_none(t);
        type = Value(type_of(t, object));
    }
    return make_bound_method(t, wrapper<ClassMethod>(v)->callable, type);
}

Result<Value> staticmethod_get(Thread&, Value v, Value, Value) {
    return wrapper<StaticMethod>(v)->callable;
}

Result<Value> staticmethod_call(Thread& t, Value v, const Args& args) {
    return call(t, wrapper<StaticMethod>(v)->callable, args);
}

// ---- __dict__ and __weakref__ of script classes

// The __dict__ descriptor of the native type below a class, for classes and modules, which keep their attributes
// themselves; empty for others.
Value native_dict_descriptor(Thread& t, Value v) {
    Type* native = native_base(type_of(t, v));
    return native->attr_offset != 0 ? Value() : type_lookup(t, native, t.names().__dict__);
}

Result<Value> get_instance_dict(Thread& t, Value v) {
    Value native = native_dict_descriptor(t, v);
    if (!native.is_empty()) return bind_descriptor(t, native, v, Value(type_of(t, v)));
    if (!v.is_object() || !has_attributes(v.object()))
        return raise_attribute_error(t, v, t.names().__dict__);
    return Value(TRY(instance_dict(t, v.object())));
}

Result<void> set_instance_dict(Thread& t, Value v, Value value) {
    Value native = native_dict_descriptor(t, v);
    if (!native.is_empty()) return getset_set(t, native, v, value);
    if (!v.is_object() || !has_attributes(v.object()))
        return raise_attribute_error(t, v, t.names().__dict__);
    if (value.is_empty()) {
        if (native_base(type_of(t, v))->attr_offset !=
            0)  // not a dict that a class statement added
            return raise_type_error(t, "cannot delete __dict__");
        value = Value(TRY(make_dict(t)));
    }
    if (!is_dict(value))
        return raise_type_error(
            t, cat("__dict__ must be set to a dictionary, not a '", type_name(t, value), "'"));
    instance_replace_dict(t, v.object(), value.as<Dict>());
    return {};
}

Result<Value> get_first_weakref(Thread& t, Value v) {
    WeakRef* first = v.is_object() ? first_weak_ref(*t.vm, v.object()) : nullptr;
    return first == nullptr ? Value::none() : Value(first);
}

const GetSetDef kDictDef{"__dict__", "the attributes of the object", get_instance_dict,
                         set_instance_dict};
const GetSetDef kWeakRefDef{"__weakref__", "the weak references to the object", get_first_weakref};

}  // namespace

Result<Value> make_getset(Thread& t, Type* owner, const GetSetDef* def) {
    Str* name = TRY(intern(t, def->name));
    bool member = def->flavor == GetSetDef::kMember || def->set == readonly_member;
    Type* type = member ? t.types().member_descriptor : t.types().getset_descriptor;
    GetSetDescriptor* d = TRY(make<GetSetDescriptor>(t, type));
    d->owner = owner;
    d->name = name;
    d->def = def;
    return Value(d);
}

Result<Value> make_member(Thread& t, Type* owner, Str* name, u32 offset) {
    MemberDescriptor* d = TRY(make<MemberDescriptor>(t, t.types().member_descriptor));
    d->owner = owner;
    d->name = name;
    d->offset = offset;
    return Value(d);
}

Result<void> define_dict_descriptor(Thread& t, Type* type) {
    Value descriptor = TRY(make_getset(t, type, &kDictDef));
    return dict_set_str(t, type->dict, t.names().__dict__, descriptor);
}

Result<void> define_weakref_descriptor(Thread& t, Type* type) {
    Value descriptor = TRY(make_getset(t, type, &kWeakRefDef));
    return dict_set_str(t, type->dict, t.names().__weakref__, descriptor);
}

Result<bool> is_abstract(Thread& t, Value v) {
    if (v.is_empty() || !v.is_object()) return false;
    Value mark = TRY(get_attr_or_absent(t, v, t.names().__isabstractmethod__));
    if (mark.is_absent()) return false;
    return truth(t, mark);
}

// ---- types

namespace {

Result<void> init_data_descriptors(Thread& t) {
    Types& types = t.vm->types;
    t.heap().register_kind(Kind::GetSetDescriptor, trace_getset);
    t.heap().register_kind(Kind::MemberDescriptor, trace_member);
    TypeDef def{.name = "getset_descriptor",
                .doc = "Type of the computed attributes of built-in types.",
                .instance_kind = Kind::GetSetDescriptor,
                .instance_size = sizeof(GetSetDescriptor)};
    def.flags = Type::kDisallowNew;
    def.slots.repr = getset_repr;
    def.slots.descr_get = getset_get;
    def.slots.descr_set = getset_set;
    def.getsets = kGetSetAttributes;
    types.getset_descriptor = TRY(make_native_type(t, def));

    TypeDef of_slots{.name = "member_descriptor",
                     .doc = "Type of the attributes that __slots__ declare.",
                     .instance_kind = Kind::MemberDescriptor,
                     .instance_size = sizeof(MemberDescriptor)};
    of_slots.flags = Type::kDisallowNew;
    of_slots.slots.repr = member_repr;
    of_slots.slots.descr_get = member_get;
    of_slots.slots.descr_set = member_set;
    of_slots.getsets = kMemberAttributes;
    types.member_descriptor = TRY(make_native_type(t, of_slots));
    return {};
}

template <class T>
Result<Type*> make_wrapper_type(Thread& t, const char* name, const char* doc) {
    t.heap().register_kind(T::kKind, trace_wrapper<T>);
    TypeDef def{.name = name, .doc = doc, .instance_kind = T::kKind, .instance_size = sizeof(T)};
    def.flags = Type::kSubclassable;
    def.slots.repr = wrapper_repr<T>;
    def.slots.new_ = wrapper_new<T>;
    def.slots.init = wrapper_init<T>;
    if constexpr (std::is_same_v<T, ClassMethod>) {
        def.slots.descr_get = classmethod_get;
    } else {
        def.slots.descr_get = staticmethod_get;
        def.slots.call = staticmethod_call;
    }
    def.methods = kWrapperMethods;
    def.getsets = kWrapperAttributes<T>;
    def.has_dict = true;
    def.new_signature = "(function, /)";
    return make_native_type(t, def);
}

}  // namespace

Result<void> init_basic_descriptors(Thread& t) {
    Types& types = t.vm->types;
    TRY(init_data_descriptors(t));
    types.classmethod = TRY(make_wrapper_type<ClassMethod>(
        t, "classmethod",
        "classmethod(function): a method that gets the class as its first argument.\n\n"
        "Use it as a decorator. It can be called on the class and on instances."));
    types.staticmethod = TRY(make_wrapper_type<StaticMethod>(
        t, "staticmethod",
        "staticmethod(function): a method without an implicit first argument.\n\n"
        "Use it as a decorator. It can be called on the class and on instances."));
    return {};
}

Result<void> init_descriptor_types(Thread& t) {
    TRY(init_cell_type(t));
    TRY(init_property_type(t));
    TRY(init_bound_method_type(t));
    TRY(init_mappingproxy_type(t));
    TRY(init_super_type(t));
    TRY(init_module_type(t));
    TRY(init_simple_namespace_type(t));
    return init_singleton_types(t);
}

}  // namespace krait

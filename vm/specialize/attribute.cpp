// Specializing attribute access: what a site may cache, under which guard. Every form is a shortcut through
// runtime/attribute/lookup.cpp for receivers whose type has the cached version:
//
//   INSTANCE_VALUE  no data descriptor of that name on the class; the layout says where the value is; not empty = there
//   SLOT            the class has a member descriptor: its offset
//   WITH_HINT       the instance is in dict mode: the entry index where the name was last time, checked by its key
//   NONDESCRIPTOR   the class has a plain value and no instance of this layout can hide it (the name is not in the layout)
//   METHOD          the same with a function: bound (LOAD_ATTR) or paired with the receiver (LOAD_METHOD, INVOKE)
//   PROPERTY        the class has a property whose getter is a simple script function
//   CLASS           the receiver is a class: what its MRO has, when nothing of it needs binding; INVOKE: a function of it,
//                   or a class method or static method, which instances may call as well
//   MODULE          the receiver is a module: the address of the value in its dict's entry
//   POLYMORPHIC     up to four types, each with one of the first kinds

#include "runtime/attribute/instance.h"
#include "runtime/object/slots.h"
#include "vm/specialize/polymorphic_store.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

// What a specialization attempt came to.
struct Plan {
    Op form = Op::NOP;  // NOP = failed
    Reason reason = Reason::None;
    u32 version = 0;
    u32 offset = 0, hint = 0;
    u64 value = 0;
    const void* extra = nullptr;
    // Older instances may have no room for the value, and only POLYMORPHIC looks.
    bool capacity_unsure = false;

    static Plan failed(Reason reason) {
        Plan p;
        p.reason = reason;
        return p;
    }
    bool ok() const { return form != Op::NOP; }
};

bool has_inline_values(const Object* o) {
    u16 offset = o->type->attr_offset;
    return offset != 0 && offset != kVariableAttrOffset && !kind_uses_aux(o->kind);
}

u32 inline_offset(const Type* type, i64 index) {
    return static_cast<u32>(type->attr_offset + sizeof(Dict*) +
                            static_cast<u64>(index) * sizeof(Value));
}

bool is_data_descriptor(Value v) {
    return v.is_object() && v.object()->type->has_flag(Type::kDataDescriptor);
}
bool is_descriptor(Value v) {
    return v.is_object() && v.object()->type->slots.descr_get != nullptr;
}

// ---- receivers that are classes or modules

Plan plan_class(Thread& t, Type* cls, Str* name, bool method) {
    Value in_meta = type_lookup(t, cls->type, name);
    if (!in_meta.is_empty() && is_data_descriptor(in_meta))
        return Plan::failed(Reason::metaclass_attribute);
    Value found = type_lookup(t, cls, name);
    if (found.is_empty()) {
        return Plan::failed(in_meta.is_empty() ? Reason::attribute_missing
                                               : Reason::metaclass_attribute);
    }
    // A function read from its class is itself; a static method is what it wraps.
    if (found.is_object() && found.object()->type == t.types().staticmethod) {
        found = found.as<StaticMethod>()->callable;
    } else if (is_descriptor(found) && !is_function(found)) {
        return Plan::failed(Reason::descriptor);
    }
    Plan p;
    p.form = method ? Op::LOAD_METHOD_CLASS : Op::LOAD_ATTR_CLASS;
    p.version = version_of(t, cls);
    p.value = found.bits();
    p.extra = cls;
    if (p.version == 0) return Plan::failed(Reason::version_exhausted);
    return p;
}

Plan plan_module(Thread& t, Value module, Str* name, bool method) {
    Type* type = type_of(t, module);
    Value in_class = type_lookup(t, type, name);
    if (!in_class.is_empty() && is_data_descriptor(in_class))
        return Plan::failed(Reason::native_descriptor);
    Dict* dict = module.as<Module>()->dict;
    if (dict == nullptr) return Plan::failed(Reason::attribute_missing);
    Value* slot = dict_value_slot(dict, name);
    if (slot == nullptr) return Plan::failed(Reason::module_getattr);
    Plan p;
    p.form = method ? Op::LOAD_METHOD_BUILTIN : Op::LOAD_ATTR_MODULE;
    p.value = reinterpret_cast<u64>(slot);
    p.extra = module.object();
    return p;
}

// ---- instances

Plan plan_property(Thread& t, Property* property, u32 version) {
    if (!is_function(property->get)) return Plan::failed(Reason::property_not_simple);
    Function* getter = property->get.as<Function>();
    if (getter->simple_args != 1) return Plan::failed(Reason::property_not_simple);
    Plan p;
    p.form = Op::LOAD_ATTR_PROPERTY;
    p.version = version;
    p.value = reinterpret_cast<u64>(getter);
    (void)t;
    return p;
}

Plan plan_dict_mode(Object* o, Str* name, u32 version) {
    if (o->type->attr_offset == kVariableAttrOffset) return Plan::failed(Reason::dict_mode);
    Attributes* attributes = attributes_of(o);
    if (attributes->dict == nullptr) return Plan::failed(Reason::attribute_missing);
    i64 index = dict_entry_index(attributes->dict, name);
    if (index < 0) return Plan::failed(Reason::attribute_missing);
    // The hint is checked by identity of the key, which an equal but different str would fail for ever.
    if (attributes->dict->storage->entries[index].key != Value(name))
        return Plan::failed(Reason::dict_mode);
    Plan p;
    p.form = Op::LOAD_ATTR_WITH_HINT;
    p.version = version;
    p.offset = o->type->attr_offset;
    p.hint = static_cast<u32>(index);
    p.extra = name;
    return p;
}

// The value of the class, when no instance of this type can have one of its own.
Plan plan_class_value(Object* o, Str* name, Value in_class, u32 version, Op method_form) {
    Type* type = o->type;
    if (has_attributes(o)) {
        if (layout_index(type, name) >= 0) return Plan::failed(Reason::class_default);
        if (o->flags & Object::kDictMode) return Plan::failed(Reason::dict_mode);
    }
    Plan p;
    p.version = version;
    p.value = in_class.bits();
    // A native method in the dict of a class that it isn't for: binding it is an error.
    bool foreign = in_class.is_object() && in_class.object()->kind == Kind::NativeFunction &&
                   in_class.as<NativeFunction>()->owner != nullptr &&
                   !is_subtype(type, in_class.as<NativeFunction>()->owner);
    if (foreign) return Plan::failed(Reason::descriptor);
    bool binds = is_function(in_class) ||
                 (in_class.is_object() && in_class.object()->kind == Kind::NativeFunction &&
                  in_class.object()->type->has_flag(Type::kMethodLike));
    if (binds) {
        p.form = method_form;
        if (is_function(in_class)) p.extra = in_class.as<Function>()->entry;
        return p;
    }
    if (in_class.is_object() && in_class.object()->kind == Kind::StaticMethod) {
        p.value = in_class.as<StaticMethod>()->callable.bits();
    } else if (is_descriptor(in_class)) {
        return Plan::failed(Reason::descriptor);
    }
    p.form = Op::LOAD_ATTR_NONDESCRIPTOR;
    return p;
}

Plan plan_load(Thread& t, Value receiver, Str* name) {
    if (!receiver.is_object()) return Plan::failed(Reason::immediate_receiver);
    Object* o = receiver.object();
    Type* type = o->type;
    auto get = get_attribute_before_hook(type);
    if (get == type_get_attribute) return plan_class(t, receiver.as<Type>(), name, false);
    if (get == module_get_attribute) return plan_module(t, receiver, name, false);
    if (get != generic_get_attribute) return Plan::failed(Reason::custom_getattribute);
    bool fallback = type->slots.get_attribute != get;
    u32 version = version_of(t, type);
    if (version == 0) return Plan::failed(Reason::version_exhausted);
    Value in_class = type_lookup(t, type, name);
    if (!in_class.is_empty() && is_data_descriptor(in_class)) {
        Kind kind = in_class.object()->kind;
        if (kind == Kind::MemberDescriptor &&
            is_subtype(type, in_class.as<MemberDescriptor>()->owner)) {
            Plan p;
            p.form = Op::LOAD_ATTR_SLOT;
            p.version = version;
            p.offset = in_class.as<MemberDescriptor>()->offset;
            return p;
        }
        if (in_class.object()->type == t.types().property) {
            // __getattr__ is asked after an AttributeError of the getter.
            if (fallback) return Plan::failed(Reason::custom_getattr);
            return plan_property(t, in_class.as<Property>(), version);
        }
        return Plan::failed(kind == Kind::GetSetDescriptor ? Reason::native_descriptor
                                                           : Reason::data_descriptor);
    }
    if (has_attributes(o)) {
        if (o->flags & Object::kDictMode) {
            Plan p = plan_dict_mode(o, name, version);
            if (p.ok() || in_class.is_empty()) return p;
        } else if (has_inline_values(o)) {
            i64 index = layout_index(type, name);
            if (index >= 0 && index < o->inline_cap &&
                !attributes_of(o)->values[index].is_empty()) {
                Plan p;
                p.form = Op::LOAD_ATTR_INSTANCE_VALUE;
                p.version = version;
                p.offset = inline_offset(type, index);
                p.hint = static_cast<u32>(index);
                p.capacity_unsure = index >= type->sure_inline_cap;
                return p;
            }
        }
    }
    if (in_class.is_empty())
        return Plan::failed(fallback ? Reason::custom_getattr : Reason::attribute_missing);
    return plan_class_value(o, name, in_class, version, Op::LOAD_ATTR_METHOD);
}

Plan plan_store(Thread& t, Value receiver, Str* name) {
    if (!receiver.is_object()) return Plan::failed(Reason::immediate_receiver);
    Object* o = receiver.object();
    Type* type = o->type;
    if (type->slots.set_attribute != generic_set_attribute)
        return Plan::failed(Reason::custom_setattr);
    u32 version = version_of(t, type);
    if (version == 0) return Plan::failed(Reason::version_exhausted);
    Value in_class = type_lookup(t, type, name);
    Plan p;
    p.version = version;
    if (!in_class.is_empty() && in_class.is_object() &&
        in_class.object()->type->slots.descr_set != nullptr) {
        if (in_class.object()->kind != Kind::MemberDescriptor ||
            !is_subtype(type, in_class.as<MemberDescriptor>()->owner)) {
            return Plan::failed(Reason::data_descriptor);
        }
        p.form = Op::STORE_ATTR_SLOT;
        p.offset = in_class.as<MemberDescriptor>()->offset;
        return p;
    }
    if (!has_attributes(o)) return Plan::failed(Reason::native_descriptor);
    if (o->flags & Object::kDictMode) {
        Plan load = plan_dict_mode(o, name, version);
        if (!load.ok()) return load;
        load.form = Op::STORE_ATTR_WITH_HINT;
        return load;
    }
    if (!has_inline_values(o)) return Plan::failed(Reason::not_inline);
    i64 index = layout_index(type, name);
    if (index < 0) return Plan::failed(Reason::not_inline);
    if (index >= o->inline_cap) return Plan::failed(Reason::layout_full);
    p.offset = inline_offset(type, index);
    p.hint = static_cast<u32>(index);
    bool present = !attributes_of(o)->values[index].is_empty();
    if (!present && index < o->watermark) return Plan::failed(Reason::not_inline);
    p.form = present ? Op::STORE_ATTR_INSTANCE_VALUE : Op::STORE_ATTR_NEW_VALUE;
    p.capacity_unsure = present && index >= type->sure_inline_cap;
    return p;
}

// A call of what a module has under a name.
Plan plan_module_call(Thread& t, Value module, Str* name, u32 argc) {
    Plan p = plan_module(t, module, name, true);
    if (!p.ok()) return p;
    p.form = Op::INVOKE_MODULE;
    Value callee = *reinterpret_cast<const Value*>(p.value);
    if (is_function(callee)) {
        if (callee.as<Function>()->simple_args == argc) return p;
        return Plan::failed(Reason::arguments_do_not_fit);
    }
    if (!callee.is_object() || callee.object()->kind != Kind::NativeFunction)
        return Plan::failed(Reason::callee_kind);
    const NativeFunction* f = callee.as<NativeFunction>();
    if (f->flags & NativeFunction::kMethod) return Plan::failed(Reason::bound_native);
    if ((f->flags & NativeFunction::kExact) && f->arity == argc) return p;
    bool callable =
        f->def != nullptr && f->slot == 0 && (f->raw != nullptr || defaults_complete(f, argc));
    if (!callable) return Plan::failed(Reason::arguments_do_not_fit);
    p.version = definition_stamp(f);
    return p;
}

// A call of what was found in the class `cls` for a receiver that is the class, or an instance whose own attributes can't
// have that name.
Plan plan_class_call(Thread& t, Type* cls, Str* name, Value found, u32 argc) {
    bool can_hide = cls->attr_offset != 0 && layout_index(cls, name) >= 0;
    ClassCall how = ClassCall::ClassPlain;
    if (found.is_object() && found.object()->type == t.types().staticmethod) {
        how = can_hide ? ClassCall::ClassPlain : ClassCall::AnyPlain;
        found = found.as<StaticMethod>()->callable;
    } else if (found.is_object() && found.object()->type == t.types().classmethod) {
        how = can_hide ? ClassCall::ClassBound : ClassCall::AnyBound;
        found = found.as<ClassMethod>()->callable;
    }
    if (!is_function(found)) return Plan::failed(Reason::callee_kind);
    if (found.as<Function>()->simple_args != argc + is_bound(how))
        return Plan::failed(Reason::arguments_do_not_fit);
    Plan p;
    p.form = Op::INVOKE_CLASS;
    p.version = version_of(t, cls);
    p.value = found.bits();
    p.extra = reinterpret_cast<const void*>(static_cast<u64>(how));
    if (p.version == 0) return Plan::failed(Reason::version_exhausted);
    return p;
}

// The same for `Class.name(...)`.
Plan plan_call_on_class(Thread& t, Type* cls, Str* name, u32 argc) {
    Value in_meta = type_lookup(t, cls->type, name);
    if (!in_meta.is_empty() && is_data_descriptor(in_meta))
        return Plan::failed(Reason::metaclass_attribute);
    Value found = type_lookup(t, cls, name);
    if (found.is_empty()) return Plan::failed(Reason::attribute_missing);
    return plan_class_call(t, cls, name, found, argc);
}

bool is_class_or_static_method(Thread& t, Value v) {
    return v.is_object() && (v.object()->type == t.types().classmethod ||
                             v.object()->type == t.types().staticmethod);
}

Plan plan_method(Thread& t, Value receiver, Str* name, Op base, u32 argc) {
    if (!receiver.is_object()) return Plan::failed(Reason::immediate_receiver);
    Object* o = receiver.object();
    Type* type = o->type;
    auto get = get_attribute_before_hook(type);
    bool invoke = base == Op::INVOKE;
    if (get == type_get_attribute) {
        return invoke ? plan_call_on_class(t, receiver.as<Type>(), name, argc)
                      : plan_class(t, receiver.as<Type>(), name, true);
    }
    if (get == module_get_attribute) {
        return invoke ? plan_module_call(t, receiver, name, argc)
                      : plan_module(t, receiver, name, true);
    }
    if (get != generic_get_attribute) return Plan::failed(Reason::custom_getattribute);
    u32 version = version_of(t, type);
    if (version == 0) return Plan::failed(Reason::version_exhausted);
    Value in_class = type_lookup(t, type, name);
    if (in_class.is_empty()) return Plan::failed(Reason::attribute_missing);
    if (is_data_descriptor(in_class)) return Plan::failed(Reason::data_descriptor);
    if (invoke && is_class_or_static_method(t, in_class)) {
        if (has_attributes(o) && layout_index(type, name) >= 0)
            return Plan::failed(Reason::class_default);
        if (o->flags & Object::kDictMode) return Plan::failed(Reason::dict_mode);
        return plan_class_call(t, type, name, in_class, argc);
    }
    Plan p = plan_class_value(o, name, in_class, version, Op::LOAD_METHOD_FUNCTION);
    if (!p.ok() || p.form != Op::LOAD_METHOD_FUNCTION) {
        return p.ok() ? Plan::failed(Reason::callee_kind) : p;
    }
    if (!invoke) return p;
    if (is_function(in_class)) {
        const Function* f = in_class.as<Function>();
        p.form = Op::INVOKE_FUNCTION;
        if (f->simple_args == argc + 1) return p;
        bool defaults_fit = f->simple_args != Function::kNotSimple && f->simple_args > argc + 1 &&
                            f->defaults != nullptr &&
                            f->defaults->length >= f->simple_args - (argc + 1);
        if (!defaults_fit) return Plan::failed(Reason::arguments_do_not_fit);
        p.form = Op::INVOKE_FUNCTION_DEFAULTS;
        return p;
    }
    NativeFunction* native = in_class.as<NativeFunction>();
    if (!(native->flags & NativeFunction::kExact) || native->arity != argc + 1) {
        if (!defaults_complete(native, argc + 1)) return Plan::failed(Reason::bound_native);
        p.form = Op::INVOKE_NATIVE_DEFAULTS;
        return p;
    }
    p.form = Op::INVOKE_NATIVE;
    p.extra = reinterpret_cast<const void*>(native->bound.unchecked());
    return p;
}

// ---- writing the plan into the site

void fill_cache(AttrCache* cache, const Plan& p, bool keep_destination) {
    cache->version = p.version;
    bool offsets = p.value == 0;
    if (offsets) {
        cache->offset = p.offset;
        cache->hint = p.hint;
    } else {
        cache->value = p.value;
    }
    if (keep_destination) {
        cache->set_extra(p.extra);
    } else {
        cache->extra = reinterpret_cast<u64>(p.extra);
    }
}

PolymorphicEntry entry_of(const Plan& p) {
    return {p.version, p.form, p.offset, p.hint, p.value, static_cast<const Word*>(p.extra)};
}

// Forms that a polymorphic site of this family can hold.
bool fits_polymorphic(Op form) {
    switch (form) {
        case Op::LOAD_ATTR_INSTANCE_VALUE:
        case Op::LOAD_ATTR_SLOT:
        case Op::LOAD_ATTR_NONDESCRIPTOR:
        case Op::STORE_ATTR_INSTANCE_VALUE:
        case Op::STORE_ATTR_NEW_VALUE:
        case Op::STORE_ATTR_SLOT:
        case Op::LOAD_METHOD_FUNCTION:
        case Op::INVOKE_FUNCTION: return true;
        default: return false;
    }
}

Op polymorphic_form(Op base) {
    switch (base) {
        case Op::LOAD_ATTR: return Op::LOAD_ATTR_POLYMORPHIC;
        case Op::STORE_ATTR: return Op::STORE_ATTR_POLYMORPHIC;
        case Op::LOAD_METHOD: return Op::LOAD_METHOD_POLYMORPHIC;
        default: return Op::INVOKE_POLYMORPHIC;
    }
}

// What the site knows now, as an entry, if it is monomorphic in a form that can be kept.
bool current_entry(const Word* pc, PolymorphicEntry* entry) {
    Op now = op_at(pc);
    if (!fits_polymorphic(now)) return false;
    const AttrCache* cache = attr_cache(pc);
    bool offsets = now == Op::LOAD_ATTR_INSTANCE_VALUE || now == Op::LOAD_ATTR_SLOT ||
                   info(now).base == Op::STORE_ATTR;
    *entry = {cache->version,
              now,
              offsets ? cache->offset : 0,
              offsets ? cache->hint : 0,
              offsets ? 0 : cache->value,
              reinterpret_cast<const Word*>(cache->extra_pointer())};
    return true;
}

// Adds the plan to the types that the site knows; false when there are too many.
bool add_polymorphic(Thread& t, const Word* pc, Value* R, const Plan& p) {
    Op base = info(op_at(pc)).base;
    AttrCache* cache = attr_cache(pc);
    Bytecode* body = frame_function(R)->body;
    PolymorphicSite* site;
    if (op_at(pc) == polymorphic_form(base)) {
        site = reinterpret_cast<PolymorphicSite*>(cache->value);
    } else {
        PolymorphicEntry first;
        bool known = current_entry(pc, &first);
        if (!known && !p.capacity_unsure) return false;
        site = polymorphic_site(body, pc);
        site->count = 0;
        if (known) site->entries[site->count++] = first;
    }
    PolymorphicEntry fresh = entry_of(p);
    // The same type again: its version is the same only where another form is needed (new and existing values).
    for (u32 i = 0; i < site->count; i++) {
        if (site->entries[i].version == fresh.version && site->entries[i].form == fresh.form) {
            site->entries[i] = fresh;
            return true;
        }
    }
    // Entries of types that have changed since make room first.
    u32 at = 0;
    while (at < site->count && version_is_live(t, site->entries[at].version)) at++;
    if (at == PolymorphicSite::kMaxEntries) return false;
    if (at == site->count) site->count++;
    site->entries[at] = fresh;
    if (op_at(pc) != polymorphic_form(base)) {
        cache->value = reinterpret_cast<u64>(site);
        specialize_to(t, pc, R, polymorphic_form(base));
    }
    return true;
}

// Does what a miss or a warm site asks for.
void apply(Thread& t, const Word* pc, Value* R, const Plan& p) {
    Op now = op_at(pc);
    Op base = info(now).base;
    AttrCache* cache = attr_cache(pc);
    bool load = base == Op::LOAD_ATTR;
    if (!p.ok() || !vm_state(t).enabled(p.form)) {
        note_failure(t, pc, R, p.ok() ? Reason::switched_off : p.reason);
        // A specialized site stays as it is for a while: the next receiver may fit again.
        Warmup::back_off(cache);
        if (now != base && Warmup::level(cache->counter) >= 6) deoptimize(t, pc, R);
        return;
    }
    // A class that changed is not a second class: the site stays monomorphic.
    bool stale =
        now != polymorphic_form(base) && p.version != 0 && !version_is_live(t, cache->version);
    if (now != base && !stale) {
        bool polymorphic = vm_state(t).enabled(polymorphic_form(base)) && fits_polymorphic(p.form);
        if (polymorphic && cache->version != p.version && add_polymorphic(t, pc, R, p)) return;
        if (polymorphic && now == polymorphic_form(base) && add_polymorphic(t, pc, R, p)) return;
        if (polymorphic && (base == Op::STORE_ATTR) && cache->version == p.version &&
            now != p.form && fits_polymorphic(now) && add_polymorphic(t, pc, R, p)) {
            return;
        }
        if (now == polymorphic_form(base)) {
            note_failure(t, pc, R, Reason::too_many_types);
            Warmup::back_off(cache);
            deoptimize(t, pc, R);
            cache->counter = static_cast<u16>(11u << 12 | 0xFFF);
            return;
        }
        Warmup::back_off(cache);
    }
    if (p.capacity_unsure) {
        bool enabled = vm_state(t).enabled(polymorphic_form(base));
        if (enabled && add_polymorphic(t, pc, R, p)) return;
        note_failure(t, pc, R, enabled ? Reason::too_many_types : Reason::switched_off);
        Warmup::back_off(cache);
        return;
    }
    fill_cache(cache, p, load || base == Op::LOAD_METHOD);
    specialize_to(t, pc, R, p.form);
}

}  // namespace

void respecialize_load_attr(Thread& t, const Word* pc, Value* R, Value receiver) {
    if (!time_to_specialize(t, pc, R, attr_cache(pc))) return;
    note_attempt(t, pc, R, receiver);
    apply(t, pc, R, plan_load(t, receiver, name_constant(R, attr_cache(pc)->name)));
}

void respecialize_store_attr(Thread& t, const Word* pc, Value* R, Value receiver) {
    if (!time_to_specialize(t, pc, R, attr_cache(pc))) return;
    note_attempt(t, pc, R, receiver);
    apply(t, pc, R, plan_store(t, receiver, name_constant(R, attr_cache(pc)->name)));
}

void respecialize_method(Thread& t, const Word* pc, Value* R, Value receiver) {
    if (!time_to_specialize(t, pc, R, attr_cache(pc))) return;
    note_attempt(t, pc, R, receiver);
    Op base = info(op_at(pc)).base;
    apply(t, pc, R,
          plan_method(t, receiver, name_constant(R, attr_cache(pc)->name), base, op_c(pc)));
}

void forget_class_attribute(Thread& t, Type*, Str* name) {
    for (Bytecode* body : vm_state(t).bodies) {
        for (u32 site : body->code->tables->sites) {
            const Word* pc = body->words + site;
            if (!is_specialized(op_at(pc))) continue;
            Family family = info(op_at(pc)).family;
            bool reads = family == Family::LoadAttr || family == Family::LoadMethod ||
                         family == Family::Invoke;
            if (reads && body->code->constants->items[attr_cache(pc)->name] == Value(name))
                set_op(pc, info(op_at(pc)).base);
        }
    }
}

}  // namespace krait

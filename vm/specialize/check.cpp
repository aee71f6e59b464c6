#include "vm/specialize/check.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/types/dict.h"
#include "vm/specialize/polymorphic.h"
#include "vm/specialize/specialize.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace krait {

namespace {

[[noreturn]] void mismatch(const Word* pc, Value* R, Str* name, Value cached, Value general) {
    Bytecode* body = frame_function(R)->body;
    std::fprintf(stderr,
                 "krait: --specialize=check: %s of '%.*s' at %.*s:%u answers %016llx, the general "
                 "lookup %016llx\n",
                 info(op_at(pc)).name, static_cast<int>(name->size), name->data,
                 static_cast<int>(body->code->filename->size), body->code->filename->data,
                 position_of(body->code, word_offset(body, pc)).line,
                 static_cast<unsigned long long>(cached.bits()),
                 static_cast<unsigned long long>(general.bits()));
    std::abort();
}

// What the general lookup finds on the way, without running a descriptor: the raw class attribute and the instance's own.
struct Found {
    Value in_class, own;
    bool data_descriptor() const {
        return in_class.is_object() && !in_class.is_empty() &&
               in_class.object()->type->has_flag(Type::kDataDescriptor);
    }
};

Found look_up(Thread& t, Object* o, Str* name) {
    Found f;
    f.in_class = type_lookup_in(t, o->type, name, nullptr);
    if (has_attributes(o)) f.own = instance_get(o, name);
    return f;
}

Value value_at(Object* o, u32 offset) {
    return *reinterpret_cast<Value*>(reinterpret_cast<char*>(o) + offset);
}

// Compares one monomorphic form with the general lookup; only where its guard holds.
void check_form(Thread& t, const Word* pc, Value* R, Op form, Object* o, u32 offset, u32 hint,
                u64 value) {
    Str* name = name_constant(R, attr_cache(pc)->name);
    Found f = look_up(t, o, name);
    switch (form) {
        case Op::LOAD_ATTR_INSTANCE_VALUE: {
            if (hint >= o->inline_cap) return;  // a polymorphic site looks at that itself
            Value cached = value_at(o, offset);
            if (cached.is_empty()) return;
            if (f.data_descriptor() || cached != f.own) mismatch(pc, R, name, cached, f.own);
            return;
        }
        case Op::LOAD_ATTR_SLOT: {
            bool member = f.in_class.is_object() && !f.in_class.is_empty() &&
                          f.in_class.object()->kind == Kind::MemberDescriptor;
            if (!member || f.in_class.as<MemberDescriptor>()->offset != offset) {
                mismatch(pc, R, name, value_at(o, offset), f.in_class);
            }
            return;
        }
        case Op::LOAD_ATTR_WITH_HINT: {
            Dict* dict = (o->flags & Object::kDictMode) ? attributes_of(o)->dict : nullptr;
            if (dict == nullptr || !dict_is_plain(dict) || hint >= dict->fill) return;
            const DictEntry& entry = dict->storage->entries[hint];
            if (entry.key != Value(name)) return;
            if (f.data_descriptor() || entry.value != f.own)
                mismatch(pc, R, name, entry.value, f.own);
            return;
        }
        case Op::LOAD_ATTR_NONDESCRIPTOR:
        case Op::LOAD_ATTR_METHOD:
        case Op::LOAD_METHOD_FUNCTION:
        case Op::INVOKE_FUNCTION:
        case Op::INVOKE_FUNCTION_DEFAULTS: {
            if (o->flags & Object::kDictMode) return;
            Value cached = Value::from_bits(value);
            Value expected = f.in_class;
            if (expected.is_object() && !expected.is_empty() &&
                expected.object()->kind == Kind::StaticMethod) {
                expected = expected.as<StaticMethod>()->callable;
            }
            if (!f.own.is_empty() || cached != expected)
                mismatch(pc, R, name, cached, f.own.is_empty() ? expected : f.own);
            return;
        }
        case Op::LOAD_ATTR_PROPERTY: {
            bool property = f.in_class.is_object() && !f.in_class.is_empty() &&
                            f.in_class.object()->kind == Kind::Property;
            if (!property || f.in_class.as<Property>()->get.bits() != value) {
                mismatch(pc, R, name, Value::from_bits(value), f.in_class);
            }
            return;
        }
        case Op::STORE_ATTR_INSTANCE_VALUE:
        case Op::STORE_ATTR_NEW_VALUE: {
            i64 index = layout_index(o->type, name);
            bool fits = index >= 0 && offset == o->type->attr_offset + sizeof(Dict*) +
                                                    static_cast<u64>(index) * sizeof(Value);
            if (f.data_descriptor() || !fits)
                mismatch(pc, R, name, Value::small_int(offset), f.in_class);
            return;
        }
        default: return;
    }
}

// Which type of object a function becomes when it is bound, by its own __get__ (which runs no script).
void expect_bound(Thread& t, const Word* pc, Value* R, Value function, Value receiver) {
    Result<Value> bound = bind_descriptor(t, function, receiver, type_of(t, receiver));
    if (!bound.ok()) return clear_pending(t);
    vm_state(t).expected = {pc, R, type_of(t, bound.value())};
}

void check_attribute(Thread& t, const Word* pc, Value* R, Value receiver) {
    if (!receiver.is_object() || receiver.is_empty()) return;
    const AttrCache* cache = attr_cache(pc);
    Object* o = receiver.object();
    Op op = op_at(pc);
    Str* name = name_constant(R, cache->name);
    switch (op) {
        case Op::LOAD_ATTR_POLYMORPHIC:
        case Op::STORE_ATTR_POLYMORPHIC:
        case Op::LOAD_METHOD_POLYMORPHIC:
        case Op::INVOKE_POLYMORPHIC: {
            const PolymorphicSite* site = reinterpret_cast<const PolymorphicSite*>(cache->value);
            for (u32 i = 0; i < site->count; i++) {
                const PolymorphicEntry& e = site->entries[i];
                if (e.version == o->type->version && e.version != 0)
                    check_form(t, pc, R, e.form, o, e.offset, e.hint, e.value);
            }
            return;
        }
        case Op::LOAD_ATTR_MODULE:
        case Op::LOAD_METHOD_BUILTIN: {
            if (receiver.bits() != cache->extra_pointer()) return;
            Value cached = *reinterpret_cast<const Value*>(cache->value);
            Value general = dict_get_str(receiver.as<Module>()->dict, name);
            if (!cached.is_empty() && cached != general) mismatch(pc, R, name, cached, general);
            return;
        }
        case Op::LOAD_ATTR_CLASS:
        case Op::LOAD_METHOD_CLASS: {
            if (receiver.bits() != cache->extra_pointer() ||
                receiver.as<Type>()->version != cache->version)
                return;
            Value general = type_lookup_in(t, receiver.as<Type>(), name, nullptr);
            if (general.is_object() && !general.is_empty() &&
                general.object()->kind == Kind::StaticMethod) {
                general = general.as<StaticMethod>()->callable;
            }
            if (Value::from_bits(cache->value) != general)
                mismatch(pc, R, name, Value::from_bits(cache->value), general);
            return;
        }
        case Op::INVOKE_CLASS: {
            Type* cls = o->kind == Kind::Type ? static_cast<Type*>(o) : o->type;
            if (cls->version != cache->version || cache->version == 0) return;
            if (o->kind != Kind::Type && (o->flags & Object::kDictMode)) return;
            Value general = type_lookup_in(t, cls, name, nullptr);
            Kind kind = general.is_object() ? general.object()->kind : Kind::Instance;
            if (kind == Kind::StaticMethod) general = general.as<StaticMethod>()->callable;
            if (kind == Kind::ClassMethod) general = general.as<ClassMethod>()->callable;
            if (Value::from_bits(cache->value) != general)
                mismatch(pc, R, name, Value::from_bits(cache->value), general);
            return;
        }
        case Op::LOAD_ATTR_METHOD:
            if (o->type->version == cache->version && !(o->flags & Object::kDictMode))
                expect_bound(t, pc, R, Value::from_bits(cache->value), receiver);
            [[fallthrough]];
        default:
            if (o->type->version != cache->version || cache->version == 0) return;
            check_form(t, pc, R, op, o, cache->offset, cache->hint, cache->value);
    }
}

void check_global(Thread& t, const Word* pc, Value* R) {
    const GlobalCache* cache = global_cache(pc);
    Value cached = *reinterpret_cast<const Value*>(cache->slot);
    if (cached.is_empty()) return;
    if (op_at(pc) == Op::LOAD_GLOBAL_BUILTIN && cache->epoch != t.vm->builtins_epoch) return;
    Str* name = name_constant(R, cache->name);
    Value general = dict_get_str(running_globals(R), name);
    if (general.is_empty()) general = dict_get_str(t.vm->builtins, name);
    if (cached != general) mismatch(pc, R, name, cached, general);
}

}  // namespace

void check_result(Thread& t, Value* R) {
    VmState::ExpectedResult expected = std::exchange(vm_state(t).expected, {});
    if (R != expected.frame) return;  // it raised, and went elsewhere
    const Word* pc = expected.pc;
    Value found = R[a_of(*pc)];
    if (found.is_empty() || type_of(t, found) == expected.type) return;
    std::fprintf(stderr, "krait: --specialize=check: %s made a %s, the general lookup makes a %s\n",
                 info(op_at(pc)).name, type_name(t, found), type_name(expected.type));
    std::abort();
}

void check_specialized(Thread& t, const Word* pc, Value* R) {
    switch (info(op_at(pc)).family) {
        case Family::LoadAttr:
        case Family::StoreAttr:
        case Family::LoadMethod:
        case Family::Invoke: check_attribute(t, pc, R, R[op_b(pc)]); return;
        case Family::LoadGlobal: check_global(t, pc, R); return;
        default: return;  // guards of the other families look at the operands themselves
    }
}

}  // namespace krait

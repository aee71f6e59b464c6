// Type version tags and the lookup of names along the MRO.

#include "runtime/attribute/type_cache.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/family.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"

namespace krait {

u32 version_of(Thread& t, Type* type) {
    if (type->version != 0) return type->version;
    if (type->mro == nullptr || (type->type_flags & kForeignMro) != 0) return 0;
    if (c_stack_exhausted(t)) return 0;  // a very deep hierarchy: done without caches
    // A type with a version must have bases with one, so that invalidate_version() may stop at types without.
    if (type->bases != nullptr) {
        for (Value base : *type->bases) {
            if (is_type(base) && version_of(t, base.as<Type>()) == 0) return 0;
        }
    }
    if (type->type != type && type->type != t.types().type && version_of(t, type->type) == 0)
        return 0;
    Vm& vm = *t.vm;
    if (vm.next_type_version == 0) return 0;  // exhausted: 2^32 - 1 versions were given out
    vm.live_versions.resize(vm.next_type_version + u64{1});  // may throw
    type->version = vm.next_type_version++;
    vm.live_versions[type->version] = true;
    return type->version;
}

bool version_is_live(Thread& t, u32 version) {
    return version < t.vm->live_versions.size() && t.vm->live_versions[version];
}

namespace {

void invalidate_family(Vm& vm, Type* root) {
    visit_family(root, [&](Type* type) {
        if (type->version == 0) return false;
        vm.live_versions[type->version] = false;
        type->version = 0;
        type->changes++;
        return true;
    });
}

// Classes of the metaclass (or of one derived from it), wherever they are below `root`.
void invalidate_classes_of(Vm& vm, Type* root, const Type* meta) {
    visit_family(root, [&](Type* type) {
        if (is_subtype(type->type, meta)) invalidate_family(vm, type);
        return true;
    });
}

}  // namespace

void invalidate_version(Thread& t, Type* type) {
    if (type->version == 0) return;
    invalidate_family(*t.vm, type);
    // What is found in a class also depends on its metaclass: a class's own version answers for both.
    if (is_subtype(type, t.types().type)) invalidate_classes_of(*t.vm, t.types().object, type);
}

Value type_lookup_in(Thread&, Type* type, Str* name, Type** where) {
    if (type->mro == nullptr) return Value();
    for (Value cls : *type->mro) {
        Type* candidate = cls.as<Type>();
        Value found = dict_get_str(candidate->dict, name);
        if (found.is_empty()) continue;
        if (where != nullptr) *where = candidate;
        return found;
    }
    return Value();
}

Value type_lookup(Thread& t, Type* type, Str* name) {
    u32 version = version_of(t, type);
    if (KRAIT_UNLIKELY(version == 0 || !name->is_interned()))
        return type_lookup_in(t, type, name, nullptr);
    TypeAttributeCache::Entry& entry = t.vm->type_cache->at(version, name);
    if (KRAIT_LIKELY(entry.version == version && entry.name == name)) return entry.value;
    Value found = type_lookup_in(t, type, name, nullptr);
    entry = {name, version, found};
    return found;
}

void type_dict_changed(Thread& t, Type* type, Value key) {
    const Names& names = t.names();
    // A script that got hold of the dict may use names that are not interned.
    if (is_exact_str(t, key) && !key.as<Str>()->is_interned()) {
        Value pending = take_pending(t);
        Result<Str*> name = intern(t, key.as<Str>());
        key = name.ok() ? Value(name.value()) : Value();
        t.pending = pending;
    }
    // Whether instances of this class, wherever they sit in class dicts, are descriptors: any lookup may change.
    bool descriptor_protocol = key.is_empty() || key == Value(names.__get__) ||
                               key == Value(names.__set__) || key == Value(names.__delete__);
    invalidate_version(t, descriptor_protocol ? t.types().object : type);
    slots_dict_changed(t, type, key);
    if (t.vm->hooks.type_changed != nullptr) t.vm->hooks.type_changed(t, type);
}

}  // namespace krait

// cls.__bases__ = …: checks the new bases against the layout that instances already have, then
// recomputes the MRO of the class and of everything below it. Either all of it happens or nothing.
#include "runtime/attribute/instance.h"
#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <algorithm>

namespace krait {

namespace {

// Old MROs of the classes changed so far: pairs of class and tuple, to be put back when a later one
// fails.
class MroChanges {
public:
    explicit MroChanges(Thread& t) : thread_(t), changed_(t.heap()) {}
    Result<void> recompute(Type* type);
    void undo();

private:
    Thread& thread_;
    RootedVector changed_;
};

Result<void> MroChanges::recompute(Type* type) {
    if (c_stack_exhausted(thread_)) return raise_recursion_error(thread_);
    Tuple* old = type->mro;
    Result<Tuple*> mro = compute_mro(thread_, type);
    if (!mro.ok()) return Failure{};
    changed_.push(Value(type));
    changed_.push(Value(old));
    invalidate_version(thread_, type);
    set_mro(thread_, type, mro.value());
    RootedVector subclasses(thread_.heap());  // a metaclass's mro() may add to the table
    for (u64 i = 0; i < subclass_slots(type); i++)
        if (Type* subclass = subclass_at(type, i)) subclasses.push(Value(subclass));
    for (Value subclass : subclasses) TRY(recompute(subclass.as<Type>()));
    return {};
}

void MroChanges::undo() {
    for (std::size_t i = changed_.size(); i > 0; i -= 2) {
        Type* type = changed_[i - 2].as<Type>();
        invalidate_version(thread_, type);
        set_mro(thread_, type, changed_[i - 1].as<Tuple>());
    }
}

// An mro() method that is running may have assigned __bases__ whose MROs are still to come.
bool has_on_base_chain(const Type* type, const Type* wanted) {
    while (type != nullptr && type != wanted) type = type->base;
    return type != nullptr;
}

Result<Tuple*> check_bases(Thread& t, Type* type, Value value) {
    if (value.is_empty())
        return raise_type_error(t, cat("cannot delete '__bases__' attribute of immutable type '",
                                       type_name(type), "'"));
    if (!is_tuple(value))
        return raise_type_error(t, cat("can only assign tuple to ", type_name(type),
                                       ".__bases__, not ", type_name(t, value)));
    Tuple* bases = value.as<Tuple>();
    if (bases->length == 0)
        return raise_type_error(
            t, cat("can only assign non-empty tuple to ", type_name(type), ".__bases__, not ()"));
    for (Value base : *bases) {
        if (!is_type(base))
            return raise_type_error(
                t, cat(type_name(type), ".__bases__ must be tuple of classes, not '",
                       type_name(t, base), "'"));
        if (is_subtype(base.as<Type>(), type) || has_on_base_chain(base.as<Type>(), type))
            return raise_type_error(t, "a __bases__ item causes an inheritance cycle");
    }
    return bases;
}

// Whether instances may be part of a cycle, so that CPython's collector knows them. Those of all script classes may.
bool is_tracked(const Type* type) {
    if (type->has_flag(Type::kScript)) return true;
    switch (type->instance_kind) {
        case Kind::Instance:
        case Kind::Int:
        case Kind::Float:
        case Kind::Complex:
        case Kind::Str:
        case Kind::Bytes:
        case Kind::ByteArray: return false;
        default: return true;
    }
}

// CPython tells apart how instances are freed and how they are laid out.
Result<void> check_layout(Thread& t, const Type* old_base, const Type* new_base) {
    bool freed_alike = is_tracked(old_base) == is_tracked(new_base);
    if (freed_alike && same_layout(old_base, new_base)) return {};
    return raise_type_error(t, cat("__bases__ assignment: '", type_name(new_base),
                                   freed_alike ? "' object layout" : "' deallocator",
                                   " differs from '", type_name(old_base), "'"));
}

bool contains(Tuple* types, Value type) {
    return std::find(types->begin(), types->end(), type) != types->end();
}

// The class leaves its old bases' tables of subclasses for those of the new ones. What needs memory comes first: a
// table that it leaves has room for it to come back.
Result<void> move_to_bases(Thread& t, Type* type, Tuple* from, Tuple* to) {
    for (u64 i = 0; i < to->length; i++) {
        if (contains(from, to->items[i])) continue;
        if (add_subclass(t, to->items[i].as<Type>(), type).ok()) continue;
        while (i-- > 0) {
            if (!contains(from, to->items[i])) remove_subclass(to->items[i].as<Type>(), type);
        }
        return Failure{};
    }
    for (Value old : *from) {
        remove_subclass(old.as<Type>(), type);
        if (contains(to, old)) TRY(add_subclass(t, old.as<Type>(), type));
    }
    return {};
}

}  // namespace

Result<void> type_set_bases(Thread& t, Value cls, Value value) {
    Type* type = cls.as<Type>();
    if (!type->has_flag(Type::kScript))
        return raise_type_error(
            t, cat("cannot set '__bases__' attribute of immutable type '", type_name(type), "'"));
    Tuple* bases = TRY(check_bases(t, type, value));
    Type* base = TRY(best_base(t, bases));
    TRY(check_layout(t, type->base, base));
    Tuple* old_bases = type->bases;
    Type* old_base = type->base;
    type->bases = bases;
    type->base = base;
    write_barrier(t, type);
    MroChanges changes(t);
    if (!guarded(t, [&] { return changes.recompute(type); }).ok()) {
        changes.undo();
        if (type->bases == bases) {
            type->bases = old_bases;
            type->base = old_base;
        }
        return Failure{};
    }
    if (type->bases != bases) return {};  // a metaclass's mro() has assigned others meanwhile
    if (!move_to_bases(t, type, old_bases, bases).ok()) {
        changes.undo();
        type->bases = old_bases;
        type->base = old_base;
        return Failure{};
    }
    write_barrier(t, type);
    invalidate_version(t, type);
    update_slots_of_family(t, type);
    return {};
}

}  // namespace krait

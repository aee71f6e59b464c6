// Method resolution orders (C3, and the metaclass's own mro()) and the layout questions that
// several bases raise.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <vector>

namespace krait {

// ---- linearisation

namespace {

// A sequence that is being merged: items from `at` on are left. Points into tuples that the caller
// holds.
struct Merging {
    Value* items;
    u64 length;
    u64 at = 0;
    bool done() const { return at == length; }
    Value head() const { return items[at]; }
    bool in_tail(Value v) const {
        for (u64 i = at + 1; i < length; i++)
            if (items[i] == v) return true;
        return false;
    }
};

Failure raise_inconsistent(Thread& t, const std::vector<Merging>& lists) {
    std::string names;
    std::vector<u64> seen;
    for (const Merging& list : lists) {
        if (list.done()) continue;
        bool repeated = false;
        for (u64 bits : seen) repeated |= bits == list.head().bits();
        if (repeated) continue;
        seen.push_back(list.head().bits());
        if (!names.empty()) names += ", ";
        names += list.head().as<Type>()->name->view();
    }
    return raise_type_error(
        t, cat("Cannot create a consistent method resolution order (MRO) for bases ", names));
}

Result<void> check_duplicates(Thread& t, Tuple* bases) {
    for (u64 i = 0; i < bases->length; i++)
        for (u64 j = i + 1; j < bases->length; j++)
            if (bases->items[i] == bases->items[j])
                return raise_type_error(
                    t, cat("duplicate base class ", bases->items[i].as<Type>()->name));
    return {};
}

}  // namespace

Result<Tuple*> linearize(Thread& t, Type* type) {
    Tuple* bases = type->bases;
    for (Value base : *bases)
        if (base.as<Type>()->mro == nullptr)
            return raise_type_error(
                t, cat("Cannot extend an incomplete type '", type_name(base.as<Type>()), "'"));
    if (bases->length == 1) {
        Tuple* inherited = bases->items[0].as<Type>()->mro;
        Tuple* mro = TRY(make_tuple(t, inherited->length + 1));
        mro->items[0] = Value(type);
        for (u64 i = 0; i < inherited->length; i++) mro->items[i + 1] = inherited->items[i];
        return mro;
    }
    TRY(check_duplicates(t, bases));
    std::vector<Merging>
        lists;  // no allocation from the heap while it is in use: raw pointers are fine
    u64 room = 1;
    for (Value base : *bases) {
        Tuple* mro = base.as<Type>()->mro;
        lists.push_back({mro->items, mro->length});
        room += mro->length;
    }
    lists.push_back({bases->items, bases->length});
    std::vector<u64> order{Value(type).bits()};
    order.reserve(room);
    for (;;) {
        Value next;
        bool left = false;
        for (const Merging& list : lists) {
            if (list.done()) continue;
            left = true;
            Value candidate = list.head();
            bool blocked = false;
            for (const Merging& other : lists) blocked |= !other.done() && other.in_tail(candidate);
            if (blocked) continue;
            next = candidate;
            break;
        }
        if (!left) break;
        if (next.is_empty()) return raise_inconsistent(t, lists);
        order.push_back(next.bits());
        for (Merging& list : lists)
            if (!list.done() && list.head() == next) list.at++;
    }
    // All of these classes are reachable from `type`, which the caller holds.
    Tuple* mro = TRY(make_tuple(t, order.size()));
    for (std::size_t i = 0; i < order.size(); i++) mro->items[i] = Value::from_bits(order[i]);
    return mro;
}

Result<Tuple*> compute_mro(Thread& t, Type* type) {
    Value method = type_lookup(t, type->type, t.names().mro);
    bool custom = type->type != t.types().type;
    if (custom && method.is_object() && !method.is_empty() &&
        method.object()->kind == Kind::NativeFunction)
        custom = method.as<NativeFunction>()->owner != t.types().type;
    if (!custom) return linearize(t, type);
    Value result = TRY(call_method(t, Value(type), t.names().mro));
    Tuple* mro = TRY(tuple_from_iterable(t, result));
    if (mro->length == 0) return raise_type_error(t, "type MRO must not be empty");
    Type* solid = solid_base(type);
    for (Value entry : *mro) {
        if (!is_type(entry))
            return raise_type_error(
                t, cat("mro() returned a non-class ('", type_name(t, entry), "')"));
        if (!is_subtype(solid, solid_base(entry.as<Type>())))
            return raise_type_error(t, cat("mro() returned base with unsuitable layout ('",
                                           type_name(entry.as<Type>()), "')"));
    }
    return mro;
}

void set_mro(Thread& t, Type* type, Tuple* mro) {
    type->mro = mro;
    write_barrier(t, type);
    bool foreign = false;
    for (Value entry : *mro) {
        bool derives = entry == Value(type);
        for (Value base : *type->bases) derives |= is_subtype(base.as<Type>(), entry.as<Type>());
        foreign |= !derives;
    }
    type->type_flags = foreign ? type->type_flags | kForeignMro : type->type_flags & ~kForeignMro;
}

// ---- layout

// Exceptions are all of one struct, but not all of its fields mean something to every kind.
static bool adds_fields(const Type* type) {
    return type->instance_kind == Kind::Exception && !type->has_flag(Type::kScript) &&
           type->type_flags >> kExceptionFlavorShift != 0;
}

Type* solid_base(Type* type) {
    // The class itself if its instances have more than its base's (beside __dict__ and weakrefs),
    // else its base's.
    while (type->base != nullptr && type->instance_kind == type->base->instance_kind &&
           type->slot_end == type->base->slot_end && !adds_fields(type))
        type = type->base;
    return type;
}

Result<Type*> best_base(Thread& t, Tuple* bases) {
    Type* best = nullptr;
    Type* winner = nullptr;
    for (Value v : *bases) {
        if (!is_type(v)) return raise_type_error(t, "bases must be types");
        Type* base = v.as<Type>();
        if (!base->has_flag(Type::kSubclassable))
            return raise_type_error(
                t, cat("type '", type_name(base), "' is not an acceptable base type"));
        Type* candidate = solid_base(base);
        if (winner == nullptr) {
            winner = candidate;
            best = base;
        } else if (is_subtype(winner, candidate)) {
            continue;
        } else if (is_subtype(candidate, winner)) {
            winner = candidate;
            best = base;
        } else {
            return raise_type_error(t, "multiple bases have instance lay-out conflict");
        }
    }
    return best;
}

namespace {

// The names of the __slots__ of all classes on the base chain, by offset.
std::vector<Str*> slot_names(const Type* type) {
    std::vector<Str*> names((type->slot_end - type->struct_size) / sizeof(Value));
    for (; type != nullptr && type->has_flag(Type::kScript); type = type->base) {
        u64 pos = 0;
        Value key, value;
        while (dict_next(type->dict, pos, &key, &value)) {
            if (!value.is_object() || value.object()->kind != Kind::MemberDescriptor) continue;
            auto* member = value.as<MemberDescriptor>();
            u32 index = (member->offset - type->struct_size) / sizeof(Value);
            if (member->owner == type && index < names.size()) names[index] = member->name;
        }
    }
    return names;
}

}  // namespace

namespace {

// The class on the base chain that gave instances what they have.
const Type* layout_origin(const Type* type) {
    while (type->base != nullptr && type->instance_kind == type->base->instance_kind &&
           type->slot_end == type->base->slot_end &&
           (type->attr_offset != 0) == (type->base->attr_offset != 0) &&
           type->has_flag(Type::kWeakRefable) == type->base->has_flag(Type::kWeakRefable) &&
           !adds_fields(type))
        type = type->base;
    return type;
}

}  // namespace

bool same_layout(const Type* a, const Type* b) {
    const Type* a_origin = layout_origin(a);
    const Type* b_origin = layout_origin(b);
    if (a_origin != b_origin && a_origin->base != b_origin->base) return false;
    return a->instance_kind == b->instance_kind && a->struct_size == b->struct_size &&
           a->slot_end == b->slot_end && a->attr_offset == b->attr_offset &&
           a->has_flag(Type::kWeakRefable) == b->has_flag(Type::kWeakRefable) &&
           (a->slot_end == a->struct_size || slot_names(a) == slot_names(b));
}

}  // namespace krait

// Which dunder belongs to which slot, and how a class's slots follow from its MRO. The functions
// that the slots of script classes hold are in script_slots.cpp, the wrappers in slot_wrappers.cpp.
#include "runtime/object/slots.h"

#include "runtime/attribute/instance.h"
#include "runtime/object/family.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/dict.h"
#include "runtime/types/native_function.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

// ---- names

namespace {

struct NamedDunder {
    Dunder dunder;
    Str* Names::*name;
};
constexpr NamedDunder kNamed[] = {
    {Dunder::Repr, &Names::__repr__},
    {Dunder::Str_, &Names::__str__},
    {Dunder::Hash, &Names::__hash__},
    {Dunder::Bool, &Names::__bool__},
    {Dunder::Len, &Names::__len__},
    {Dunder::GetItem, &Names::__getitem__},
    {Dunder::SetItem, &Names::__setitem__},
    {Dunder::DelItem, &Names::__delitem__},
    {Dunder::Contains, &Names::__contains__},
    {Dunder::Iter, &Names::__iter__},
    {Dunder::Next, &Names::__next__},
    {Dunder::Call, &Names::__call__},
    {Dunder::GetAttribute, &Names::__getattribute__},
    {Dunder::SetAttr, &Names::__setattr__},
    {Dunder::DelAttr, &Names::__delattr__},
    {Dunder::Get, &Names::__get__},
    {Dunder::Set, &Names::__set__},
    {Dunder::Delete, &Names::__delete__},
    {Dunder::Init, &Names::__init__},
    {Dunder::New, &Names::__new__},
};
constexpr Str* Names::*kUnaryNames[] = {
    &Names::__neg__, &Names::__pos__,   &Names::__invert__, &Names::__abs__,
    &Names::__int__, &Names::__float__, &Names::__index__,  &Names::dunder_complex};

template <class Array>
int index_in(const Array& names, const Str* name) {
    for (int i = 0; i < static_cast<int>(std::size(names)); i++)
        if (names[i] == name) return i;
    return -1;
}

}  // namespace

Str* dunder_name(const Names& names, Dunder d) {
    if (d >= Dunder::Unary) return names.*kUnaryNames[dunder_index(d, Dunder::Unary)];
    if (d >= Dunder::Inplace) return names.inplace[dunder_index(d, Dunder::Inplace)];
    if (d >= Dunder::Reflected) return names.reflected[dunder_index(d, Dunder::Reflected)];
    if (d >= Dunder::Binary) return names.binary[dunder_index(d, Dunder::Binary)];
    if (d >= Dunder::Compare) return names.compare[dunder_index(d, Dunder::Compare)];
    return d == Dunder::None ? nullptr : names.*kNamed[static_cast<int>(d) - 1].name;
}

Dunder dunder_of(const Names& names, const Str* name) {
    if (name->size < 5 || name->data[0] != '_' || name->data[1] != '_') return Dunder::None;
    for (const NamedDunder& row : kNamed)
        if (names.*row.name == name) return row.dunder;
    int i = index_in(names.compare, name);
    if (i >= 0) return dunder_at(Dunder::Compare, i);
    if ((i = index_in(names.binary, name)) >= 0) return dunder_at(Dunder::Binary, i);
    if ((i = index_in(names.reflected, name)) >= 0) return dunder_at(Dunder::Reflected, i);
    if ((i = index_in(names.inplace, name)) >= 0) return dunder_at(Dunder::Inplace, i);
    for (i = 0; i < static_cast<int>(std::size(kUnaryNames)); i++)
        if (names.*kUnaryNames[i] == name) return dunder_at(Dunder::Unary, i);
    return Dunder::None;
}

// ---- resolving

namespace {

// What an MRO search for a dunder found.
struct Resolved {
    enum State : u8 { kAbsent, kNone, kNative, kScript } state = kAbsent;
    const Type* owner = nullptr;  // kNative: whose slot function it stands for
};

class SlotUpdater {
public:
    SlotUpdater(Thread& t, Type* type) : thread_(t), names_(t.names()), type_(type) {}
    void all();
    void from_own_dict();
    // The slot that a dunder belongs to, or the flags that a name decides.
    void one(Str* name);

private:
    Value find(Str* name) { return type_lookup_in(thread_, type_, name, nullptr); }
    Resolved resolve(Dunder d);
    void set_flag(Type::Flag flag, bool on) {
        type_->type_flags =
            on ? type_->type_flags | flag : type_->type_flags & ~static_cast<u32>(flag);
    }
    // A slot that a single dunder decides.
    template <class F>
    void single(F Slots::*slot, Dunder d, std::type_identity_t<F> script) {
        Resolved r = resolve(d);
        Slots& slots = type_->slots;
        if (r.state == Resolved::kAbsent)
            slots.*slot = nullptr;
        else
            slots.*slot = r.state == Resolved::kNative ? r.owner->slots.*slot : script;
    }
    // A slot that several dunders share: native only if all of them agree on the function.
    template <class F>
    void shared(F Slots::*slot, std::initializer_list<Dunder> dunders,
                std::type_identity_t<F> script) {
        F native = nullptr;
        bool mixed = false, any = false;
        for (Dunder d : dunders) {
            Resolved r = resolve(d);
            if (r.state == Resolved::kAbsent) continue;
            F function = r.state == Resolved::kNative ? r.owner->slots.*slot : nullptr;
            mixed |= function == nullptr || (any && function != native);
            native = function;
            any = true;
        }
        type_->slots.*slot = !any ? nullptr : mixed ? script : native;
    }
    template <class F>
    void operators(F Slots::*slot, std::initializer_list<Dunder> firsts, int count,
                   u32 Slots::*bits, std::type_identity_t<F> script);
    void hash();
    void compare();
    void binary();
    void attribute_access();
    void descriptor();
    void instance_maker();
    void special_flags();
    void update(Dunder d);

    Thread& thread_;
    const Names& names_;
    Type* type_;
};

Resolved SlotUpdater::resolve(Dunder d) {
    Str* name = dunder_name(names_, d);
    if (name == nullptr) return {};
    Value found = find(name);
    if (found.is_empty()) return {};
    if (found.is_none()) return {Resolved::kNone, nullptr};
    if (found.is_object() && found.object()->kind == Kind::NativeFunction) {
        auto* f = found.as<NativeFunction>();
        bool wrapper = f->type == thread_.types().slot_wrapper || d == Dunder::New;
        if (wrapper && static_cast<Dunder>(f->slot) == d && is_subtype(type_, f->owner))
            return {Resolved::kNative, f->owner};
    }
    return {Resolved::kScript, nullptr};
}

template <class F>
void SlotUpdater::operators(F Slots::*slot, std::initializer_list<Dunder> firsts, int count,
                            u32 Slots::*bits, std::type_identity_t<F> script) {
    F native = nullptr;
    bool mixed = false, any = false;
    u32 present = 0;
    for (int op = 0; op < count; op++)
        for (Dunder first : firsts) {
            Resolved r = resolve(dunder_at(first, op));
            if (r.state == Resolved::kAbsent) continue;
            present |= 1u << op;
            F function = r.state == Resolved::kNative ? r.owner->slots.*slot : nullptr;
            mixed |= function == nullptr || (any && function != native);
            native = function;
            any = true;
        }
    type_->slots.*slot = !any ? nullptr : mixed ? script : native;
    type_->slots.*bits = present;
}

void SlotUpdater::hash() {
    Resolved r = resolve(Dunder::Hash);
    switch (r.state) {
        case Resolved::kNative: type_->slots.hash = r.owner->slots.hash; break;
        case Resolved::kScript: type_->slots.hash = script_hash; break;
        default: type_->slots.hash = nullptr;
    }
}

void SlotUpdater::compare() {
    auto at = [](CompareOp op) { return dunder_at(Dunder::Compare, static_cast<int>(op)); };
    shared(&Slots::compare,
           {at(CompareOp::Lt), at(CompareOp::Le), at(CompareOp::Eq), at(CompareOp::Ne),
            at(CompareOp::Gt), at(CompareOp::Ge)},
           script_compare);
    Resolved::State eq = resolve(at(CompareOp::Eq)).state;
    set_flag(Type::kCustomEq, eq == Resolved::kScript || eq == Resolved::kNone);
}

void SlotUpdater::binary() {
    constexpr int kOps = static_cast<int>(BinaryOp::kCount);
    operators(&Slots::binary, {Dunder::Binary, Dunder::Reflected}, kOps, &Slots::binary_ops,
              script_binary);
    constexpr int kPow = static_cast<int>(BinaryOp::Pow);
    shared(&Slots::power3, {dunder_at(Dunder::Binary, kPow), dunder_at(Dunder::Reflected, kPow)},
           script_power3);
}

void SlotUpdater::attribute_access() {
    Resolved r = resolve(Dunder::GetAttribute);
    bool hook = !find(names_.__getattr__).is_empty();
    set_flag(Type::kHasGetAttr, hook);
    set_flag(Type::kCustomGetAttribute, r.state != Resolved::kNative);
    type_->slots.get_attribute =
        r.state == Resolved::kNative && !hook ? r.owner->slots.get_attribute : script_get_attribute;
    shared(&Slots::set_attribute, {Dunder::SetAttr, Dunder::DelAttr}, script_set_attribute);
    set_flag(Type::kCustomSetAttr, type_->slots.set_attribute == script_set_attribute);
}

void SlotUpdater::descriptor() {
    single(&Slots::descr_get, Dunder::Get, script_descr_get);
    shared(&Slots::descr_set, {Dunder::Set, Dunder::Delete}, script_descr_set);
    set_flag(Type::kDescriptor, type_->slots.descr_get != nullptr);
    set_flag(Type::kDataDescriptor, type_->slots.descr_set != nullptr);
    // A subclass of a method-like type keeps binding like a function only as long as it has its
    // __get__.
    if (type_->slots.descr_get == script_descr_get) set_flag(Type::kMethodLike, false);
}

void SlotUpdater::special_flags() {
    set_flag(Type::kHasDel, !find(names_.__del__).is_empty());
}

// A native __new__, of whichever type, stands for the one that the class inherits: `__new__ = list.__new__` changes
// nothing, and a class of two native bases makes what its layout says.
void SlotUpdater::instance_maker() {
    Value found = find(names_.__new__);
    bool native = found.is_object() && found.object()->kind == Kind::NativeFunction &&
                  found.as<NativeFunction>()->slot == static_cast<u32>(Dunder::New);
    if (native && type_->base != nullptr)
        type_->slots.new_ = type_->base->slots.new_;
    else
        single(&Slots::new_, Dunder::New, script_new);
}

void SlotUpdater::update(Dunder d) {
    constexpr int kOps = static_cast<int>(BinaryOp::kCount);
    switch (d) {
        case Dunder::None: break;
        case Dunder::Repr: single(&Slots::repr, d, script_repr); break;
        case Dunder::Str_: single(&Slots::str, d, script_str); break;
        case Dunder::Hash: hash(); break;
        case Dunder::Bool: single(&Slots::truth, d, script_truth); break;
        case Dunder::Len: single(&Slots::length, d, script_length); break;
        case Dunder::GetItem: single(&Slots::get_item, d, script_get_item); break;
        case Dunder::SetItem:
        case Dunder::DelItem:
            shared(&Slots::set_item, {Dunder::SetItem, Dunder::DelItem}, script_set_item);
            break;
        case Dunder::Contains: single(&Slots::contains, d, script_contains); break;
        case Dunder::Iter: single(&Slots::iter, d, script_iter); break;
        case Dunder::Next: single(&Slots::next, d, script_next); break;
        case Dunder::Call: single(&Slots::call, d, script_call); break;
        case Dunder::GetAttribute:
        case Dunder::SetAttr:
        case Dunder::DelAttr: attribute_access(); break;
        case Dunder::Get:
        case Dunder::Set:
        case Dunder::Delete: descriptor(); break;
        case Dunder::Init: single(&Slots::init, d, script_init); break;
        case Dunder::New: instance_maker(); break;
        default:
            if (d >= Dunder::Unary)
                operators(&Slots::unary, {Dunder::Unary}, static_cast<int>(UnaryOp::kCount),
                          &Slots::unary_ops, script_unary);
            else if (d >= Dunder::Inplace)
                operators(&Slots::inplace, {Dunder::Inplace}, kOps, &Slots::inplace_ops,
                          script_inplace);
            else if (d >= Dunder::Binary)
                binary();
            else
                compare();
    }
}

void SlotUpdater::all() {
    for (int d = 1; d <= static_cast<int>(Dunder::New); d++) update(static_cast<Dunder>(d));
    update(Dunder::Compare);
    update(Dunder::Binary);
    update(Dunder::Inplace);
    update(Dunder::Unary);
    special_flags();
}

void SlotUpdater::one(Str* name) {
    Dunder d = dunder_of(names_, name);
    if (d != Dunder::None) return update(d);
    if (name == names_.__getattr__)
        attribute_access();
    else if (name == names_.__del__)
        special_flags();
}

void SlotUpdater::from_own_dict() {
    u64 pos = 0;
    Value key, value;
    while (dict_next(type_->dict, pos, &key, &value))
        if (is_str(key) && key.as<Str>()->is_interned()) one(key.as<Str>());
}

constexpr u32 kInheritedFlags = Type::kHasGetAttr | Type::kCustomGetAttribute |
                                Type::kCustomSetAttr | Type::kHasDel | Type::kDataDescriptor |
                                Type::kDescriptor | Type::kCustomEq;

void update_family(Thread& t, Type* root, Str* name) {
    visit_family(root, [&](Type* type) {
        SlotUpdater updater(t, type);
        if (name == nullptr)
            updater.all();
        else
            updater.one(name);
        return true;
    });
}

}  // namespace

void update_slots(Thread& t, Type* type) {
    SlotUpdater updater(t, type);
    if (type->bases->length == 1 && type->mro->length == type->base->mro->length + 1) {
        type->slots = type->base->slots;
        type->type_flags |= type->base->type_flags & kInheritedFlags;
        updater.from_own_dict();
    } else {
        updater.all();
    }
}

void update_slots_of_family(Thread& t, Type* type) {
    update_family(t, type, nullptr);
}

void slots_dict_changed(Thread& t, Type* type, Value key) {
    if (type->mro == nullptr || !type->has_flag(Type::kScript)) return;
    if (key.is_empty()) return update_family(t, type, nullptr);
    if (!is_str(key) || !key.as<Str>()->is_interned()) return;
    Str* name = key.as<Str>();
    if (name->size < 5 || name->data[0] != '_' || name->data[1] != '_') return;
    bool matters = dunder_of(t.names(), name) != Dunder::None || name == t.names().__getattr__ ||
                   name == t.names().__del__;
    if (matters) update_family(t, type, name);
}

// ---- native types

void inherit_native_slots(Type* type, const Type* base, const Slots& own) {
    const Slots& from = base->slots;
    Slots& to = type->slots;
    to = from;
#define KRAIT_OWN(slot) \
    if (own.slot != nullptr) to.slot = own.slot
    KRAIT_OWN(repr);
    KRAIT_OWN(str);
    KRAIT_OWN(truth);
    KRAIT_OWN(length);
    KRAIT_OWN(get_item);
    KRAIT_OWN(set_item);
    KRAIT_OWN(contains);
    KRAIT_OWN(iter);
    KRAIT_OWN(next);
    KRAIT_OWN(power3);
    KRAIT_OWN(call);
    KRAIT_OWN(get_attribute);
    KRAIT_OWN(set_attribute);
    KRAIT_OWN(descr_get);
    KRAIT_OWN(descr_set);
    KRAIT_OWN(init);
#undef KRAIT_OWN
    // Comparing without hashing means: not hashable.
    if (own.compare != nullptr)
        to.compare = own.compare, to.hash = own.hash;
    else if (own.hash != nullptr)
        to.hash = own.hash;
    if (own.binary != nullptr)
        to.binary = own.binary, to.binary_ops = own.binary_ops | from.binary_ops;
    if (own.inplace != nullptr)
        to.inplace = own.inplace, to.inplace_ops = own.inplace_ops | from.inplace_ops;
    if (own.unary != nullptr) to.unary = own.unary, to.unary_ops = own.unary_ops | from.unary_ops;
    // An object of a native struct is never made by object.__new__: it would be an unfilled one.
    if (own.new_ != nullptr)
        to.new_ = own.new_;
    else if (type->has_flag(Type::kDisallowNew) || type->instance_kind != base->instance_kind)
        to.new_ = nullptr;
    u32 flags = base->type_flags & kInheritedFlags & ~static_cast<u32>(Type::kHasDel);
    if (to.descr_get != nullptr) flags |= Type::kDescriptor;
    if (to.descr_set != nullptr) flags |= Type::kDataDescriptor;
    type->type_flags |= flags;
}

namespace {

Result<void> add_wrapper(Thread& t, Type* type, Dunder d) {
    Str* name = dunder_name(t.names(), d);
    if (name == nullptr) return {};
    Value wrapper = TRY(make_slot_wrapper(t, type, static_cast<u32>(d)));
    return dict_set_str(t, type->dict, name, wrapper);
}

// The sequence types have `+` without a reflected side.
bool has_reflected(const Type* type, int op) {
    bool sequence = type->instance_kind == Kind::Str || type->instance_kind == Kind::Bytes ||
                    type->instance_kind == Kind::ByteArray || type->instance_kind == Kind::Tuple ||
                    type->instance_kind == Kind::List;
    return !(sequence && op == static_cast<int>(BinaryOp::Add));
}

Result<void> add_operator_wrappers(Thread& t, Type* type, const Slots& own) {
    for (int op = 0; op < static_cast<int>(BinaryOp::kCount); op++) {
        if (own.binary != nullptr && (own.binary_ops >> op & 1)) {
            TRY(add_wrapper(t, type, dunder_at(Dunder::Binary, op)));
            if (has_reflected(type, op))
                TRY(add_wrapper(t, type, dunder_at(Dunder::Reflected, op)));
        }
        if (own.inplace != nullptr && (own.inplace_ops >> op & 1))
            TRY(add_wrapper(t, type, dunder_at(Dunder::Inplace, op)));
    }
    for (int op = 0; op < static_cast<int>(UnaryOp::kCount); op++)
        if (own.unary != nullptr && (own.unary_ops >> op & 1))
            TRY(add_wrapper(t, type, dunder_at(Dunder::Unary, op)));
    return {};
}

}  // namespace

Result<void> add_slot_wrappers(Thread& t, Type* type, const Slots& own) {
    auto add = [&](bool present, Dunder d) -> Result<void> {
        return present ? add_wrapper(t, type, d) : Result<void>();
    };
    if (own.new_ != nullptr) {
        Value function = TRY(make_new_function(t, type));
        TRY(dict_set_str(t, type->dict, t.names().__new__, function));
    }
    TRY(add(own.repr != nullptr, Dunder::Repr));
    TRY(add(own.hash != nullptr, Dunder::Hash));
    TRY(add(own.call != nullptr, Dunder::Call));
    TRY(add(own.str != nullptr, Dunder::Str_));
    TRY(add(own.get_attribute != nullptr, Dunder::GetAttribute));
    TRY(add(own.set_attribute != nullptr, Dunder::SetAttr));
    TRY(add(own.set_attribute != nullptr, Dunder::DelAttr));
    for (int op = 0; op < static_cast<int>(CompareOp::kCount); op++)
        TRY(add(own.compare != nullptr, dunder_at(Dunder::Compare, op)));
    TRY(add(own.iter != nullptr, Dunder::Iter));
    TRY(add(own.next != nullptr, Dunder::Next));
    TRY(add(own.descr_get != nullptr, Dunder::Get));
    TRY(add(own.descr_set != nullptr, Dunder::Set));
    TRY(add(own.descr_set != nullptr, Dunder::Delete));
    TRY(add(own.init != nullptr, Dunder::Init));
    TRY(add(own.truth != nullptr, Dunder::Bool));
    TRY(add_operator_wrappers(t, type, own));
    TRY(add(own.length != nullptr, Dunder::Len));
    TRY(add(own.get_item != nullptr, Dunder::GetItem));
    TRY(add(own.set_item != nullptr, Dunder::SetItem));
    TRY(add(own.set_item != nullptr, Dunder::DelItem));
    return add(own.contains != nullptr, Dunder::Contains);
}

}  // namespace krait

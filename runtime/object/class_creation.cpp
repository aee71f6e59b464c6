// Making a class from a name, bases and a namespace: type.__new__. The steps stand in build() in
// the order in which their effects, and their errors, are visible.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_attributes.h"
#include "runtime/object/type_internals.h"
#include "runtime/text/classify.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <algorithm>

namespace krait {

namespace {

constexpr u32 kMaxSlotEnd = 0xF000;  // offsets are 16 bits
constexpr u32 kDefaultInline = 4;  // for classes whose source doesn't tell what their instances get

class ClassBuilder {
public:
    ClassBuilder(Thread& t, Type* metatype, Str* name, Tuple* bases, Dict* space)
        : thread_(t),
          names_(t.names()),
          metatype_(metatype),
          name_(name),
          bases_(bases),
          space_(space) {}
    Result<Type*> build(const Args& keywords);

private:
    Result<void> check_name();
    Result<void> copy_namespace();
    Result<void> take_qualname();
    Result<void> read_slots();
    Result<void> read_slot_name(Value item, RootedVector& members);
    Result<Str*> mangle(Str* slot);
    void inherit_dict_and_weakref();
    Result<void> lay_out();
    Result<void> wrap_special_methods();
    Result<void> wrap(Str* name, bool as_classmethod);
    Result<void> fill_cells();
    Result<void> define_members();
    Result<void> finish_dict();
    Result<void> link();
    Result<void> choose_inline_capacity();
    Result<void> call_set_names();
    Result<void> call_init_subclass(const Args& keywords);

    Value own(Str* name) const { return dict_get_str(type_->dict, name); }

    Thread& thread_;
    const Names& names_;
    Type* metatype_;
    Str* name_;
    Tuple* bases_;
    Dict* space_;
    Type* base_ = nullptr;
    Type* type_ = nullptr;
    Tuple* members_ = nullptr;   // mangled, sorted names of the slots to lay out
    bool module_added_ = false;  // __module__ was not given
    bool may_add_dict_ = false, may_add_weakref_ = false;
    bool add_dict_ = false, add_weakref_ = false;
};

bool variable_sized(Kind kind) {
    return kind == Kind::Int || kind == Kind::Tuple || kind == Kind::Bytes;
}
// Kinds whose C++ struct has a namespace of its own.
bool has_own_namespace(Kind kind) {
    return kind == Kind::Type || kind == Kind::Module;
}

Result<void> ClassBuilder::check_name() {
    return check_type_name(thread_, name_);
}

// ---- the namespace

Result<void> ClassBuilder::copy_namespace() {
    Dict* copy = TRY(make_dict(thread_, dict_size(space_) + 4));
    type_->dict = copy;
    write_barrier(thread_, type_);
    u64 pos = 0;
    Value key, value;
    while (dict_next(space_, pos, &key, &value)) {
        if (is_exact_str(thread_, key)) {
            Str* name = TRY(intern(thread_, key.as<Str>()));
            TRY(dict_set_str(thread_, copy, name, value));
        } else {
            TRY(dict_set(thread_, copy, key, value));
        }
    }
    if (!own(names_.__module__).is_empty() || thread_.vm->hooks.current_globals == nullptr)
        return {};
    Dict* globals = thread_.vm->hooks.current_globals(thread_);
    if (globals == nullptr) return {};
    Value module = dict_get_str(globals, names_.__name__);
    if (module.is_empty()) return {};
    module_added_ = true;
    return dict_set_str(thread_, copy, names_.__module__, module);
}

Result<void> ClassBuilder::take_qualname() {
    type_->qualname = type_->name;
    Value given = own(names_.__qualname__);
    if (given.is_empty()) return {};
    if (!is_str(given))
        return raise_type_error(
            thread_, cat("type __qualname__ must be a str, not ", type_name(thread_, given)));
    type_->qualname = given.as<Str>();
    write_barrier(thread_, type_);
    TRY(dict_pop_str(thread_, type_->dict, names_.__qualname__));
    return {};
}

// ---- __slots__

// Private names: __x in class C is _C__x.
Result<Str*> ClassBuilder::mangle(Str* slot) {
    std::string_view text = slot->view();
    std::string_view cls = name_->view();
    while (!cls.empty() && cls[0] == '_') cls.remove_prefix(1);
    if (!text.starts_with("__") || text.ends_with("__") ||
        text.find('.') != std::string_view::npos || cls.empty())
        return intern(thread_, slot);
    return intern(thread_, cat("_", cls, text));
}

Result<void> ClassBuilder::read_slot_name(Value item, RootedVector& members) {
    Thread& t = thread_;
    if (!is_str(item))
        return raise_type_error(
            t, cat("__slots__ items must be strings, not '", type_name(t, item), "'"));
    Str* slot = item.as<Str>();
    if (!text::is_identifier(slot->view()))
        return raise_type_error(t, "__slots__ must be identifiers");
    if (slot->view() == "__dict__") {
        if (!may_add_dict_ || add_dict_)
            return raise_type_error(t, "__dict__ slot disallowed: we already got one");
        add_dict_ = true;
        return {};
    }
    if (slot->view() == "__weakref__") {
        if (!may_add_weakref_ || add_weakref_)
            return raise_type_error(t, "__weakref__ slot disallowed: we already got one");
        add_weakref_ = true;
        return {};
    }
    Str* name = TRY(mangle(slot));
    bool exempt = name == names_.__qualname__ || name == names_.__classcell__ ||
                  name == names_.__classdictcell__ || (name == names_.__module__ && module_added_);
    if (!exempt && !own(name).is_empty())
        return raise_value_error(t, cat("'", slot, "' in __slots__ conflicts with class variable"));
    for (Value known : members)
        if (known == Value(name)) return {};
    members.push(Value(name));
    return {};
}

Result<void> ClassBuilder::read_slots() {
    Thread& t = thread_;
    may_add_dict_ = base_->attr_offset == 0 && !has_own_namespace(base_->instance_kind);
    may_add_weakref_ =
        !base_->has_flag(Type::kWeakRefable) && !variable_sized(base_->instance_kind);
    Value declared = own(names_.__slots__);
    if (declared.is_empty()) {
        add_dict_ = may_add_dict_;
        add_weakref_ = may_add_weakref_;
        return {};
    }
    Tuple* slots = is_str(declared) ? TRY(make_tuple_from(t, &declared, 1))
                                    : TRY(tuple_from_iterable(t, declared));
    bool itemized = variable_sized(base_->instance_kind) || base_->instance_kind == Kind::Type;
    if (slots->length > 0 && itemized)
        return raise_type_error(
            t, cat("nonempty __slots__ not supported for subtype of '", type_name(base_), "'"));
    RootedVector members(t.heap());
    for (Value item : *slots) TRY(read_slot_name(item, members));
    std::sort(members.begin(), members.end(),
              [](Value a, Value b) { return str_compare(a.as<Str>(), b.as<Str>()) < 0; });
    members_ = TRY(make_tuple_from(t, members.data(), members.size()));
    inherit_dict_and_weakref();
    return {};
}

// A secondary base may give what the layout base doesn't.
void ClassBuilder::inherit_dict_and_weakref() {
    for (Value v : *bases_) {
        Type* other = v.as<Type>();
        if (other == base_) continue;
        if (may_add_dict_ && other->attr_offset != 0) add_dict_ = true;
        if (may_add_weakref_ && other->has_flag(Type::kWeakRefable)) add_weakref_ = true;
    }
}

// ---- layout

Result<void> ClassBuilder::lay_out() {
    u32 count =
        members_ == nullptr ? 0 : static_cast<u32>(std::min<u64>(members_->length, kMaxSlotEnd));
    u32 end = base_->slot_end + count * static_cast<u32>(sizeof(Value));
    if (end > kMaxSlotEnd) return raise_type_error(thread_, "too many __slots__");
    type_->instance_kind = base_->instance_kind;
    type_->trace_native = base_->trace_native;
    type_->struct_size = base_->struct_size;
    type_->slot_end = end;
    type_->instance_size = end;
    bool has_dict = base_->attr_offset != 0 || add_dict_;
    if (has_dict && variable_sized(type_->instance_kind)) {
        type_->attr_offset = kVariableAttrOffset;
    } else if (has_dict) {
        type_->attr_offset = static_cast<u16>(end);
        type_->instance_size = end + static_cast<u32>(sizeof(Dict*));
    }
    constexpr u32 kInherited =
        Type::kSequence | Type::kMapping | Type::kWeakRefable | Type::kMethodLike;
    type_->type_flags = Type::kScript | Type::kSubclassable | (base_->type_flags & kInherited);
    if (add_weakref_) type_->type_flags |= Type::kWeakRefable;
    for (Value v : *bases_)
        type_->type_flags |= v.as<Type>()->type_flags & (Type::kSequence | Type::kMapping);
    return {};
}

// Names that methods of the class and its bases store through self, as the compiler noted them.
Result<void> ClassBuilder::choose_inline_capacity() {
    if (type_->attr_offset == 0 || kind_uses_aux(type_->instance_kind)) return {};
    RootedVector names(thread_.heap());
    for (Value cls : *type_->mro) {
        Value noted = dict_get_str(cls.as<Type>()->dict, names_.__static_attributes__);
        if (noted.is_empty() || !is_tuple(noted)) continue;
        for (Value name : *noted.as<Tuple>()) {
            bool known = false;
            for (Value other : names) known |= other == name;
            if (!known && names.size() < kMaxInline) names.push(name);
        }
    }
    u32 wanted = names.size() >= 2 ? static_cast<u32>(names.size()) : kDefaultInline;
    type_->inline_cap =
        static_cast<u8>(std::max<u32>(wanted, names.empty() ? base_->inline_cap : 0));
    type_->sure_inline_cap = type_->inline_cap;
    return {};
}

// ---- contents of the class dict

Result<void> ClassBuilder::wrap(Str* name, bool as_classmethod) {
    Value v = own(name);
    if (v.is_empty() || !v.is_object() || v.object()->kind != Kind::Function) return {};
    if (as_classmethod) {
        ClassMethod* wrapper =
            TRY(allocate_instance_as<ClassMethod>(thread_, thread_.types().classmethod));
        wrapper->callable = v;
        return dict_set_str(thread_, type_->dict, name, Value(wrapper));
    }
    StaticMethod* wrapper =
        TRY(allocate_instance_as<StaticMethod>(thread_, thread_.types().staticmethod));
    wrapper->callable = v;
    return dict_set_str(thread_, type_->dict, name, Value(wrapper));
}

Result<void> ClassBuilder::wrap_special_methods() {
    TRY(wrap(names_.__new__, false));
    TRY(wrap(names_.__init_subclass__, true));
    return wrap(names_.__class_getitem__, true);
}

Result<void> ClassBuilder::fill_cells() {
    Thread& t = thread_;
    Value cell = own(names_.__classcell__);
    if (!cell.is_empty()) {
        if (!cell.is_object() || cell.object()->kind != Kind::Cell) {
            Str* kind = TRY(repr(t, Value(type_of(t, cell))));
            return raise_type_error(t, cat("__classcell__ must be a nonlocal cell, not ", kind));
        }
        cell.as<Cell>()->value = Value(type_);
        write_barrier(t, cell.object());
        TRY(dict_pop_str(t, type_->dict, names_.__classcell__));
    }
    Value dict_cell = own(names_.__classdictcell__);
    if (!dict_cell.is_empty() && dict_cell.is_object() && dict_cell.object()->kind == Kind::Cell) {
        dict_cell.as<Cell>()->value = Value(type_->dict);
        write_barrier(t, dict_cell.object());
        TRY(dict_pop_str(t, type_->dict, names_.__classdictcell__));
    }
    return {};
}

Result<void> ClassBuilder::define_members() {
    if (members_ == nullptr) return {};
    u32 offset = base_->slot_end;
    for (Value name : *members_) {
        Value member = TRY(make_member(thread_, type_, name.as<Str>(), offset));
        if (own(name.as<Str>()).is_empty())
            TRY(dict_set_str(thread_, type_->dict, name.as<Str>(), member));
        offset += sizeof(Value);
    }
    return {};
}

Result<void> ClassBuilder::finish_dict() {
    Thread& t = thread_;
    if (add_dict_ && own(names_.__dict__).is_empty()) TRY(define_dict_descriptor(t, type_));
    if (add_weakref_ && own(names_.__weakref__).is_empty())
        TRY(define_weakref_descriptor(t, type_));
    if (own(names_.__doc__).is_empty())
        TRY(dict_set_str(t, type_->dict, names_.__doc__, Value::none()));
    if (!own(names_.__eq__).is_empty() && own(names_.__hash__).is_empty())
        TRY(dict_set_str(t, type_->dict, names_.__hash__, Value::none()));
    return {};
}

// ---- hooks

Failure note_set_name_error(Thread& t, Value key, Value value, const Type* type) {
    Value exception = take_pending(t);
    Result<Str*> key_text = repr(t, key);
    if (!key_text.ok()) {
        clear_pending(t);
        t.pending = exception;
        return Failure{};
    }
    Result<Str*> note =
        make_str(t, cat("Error calling __set_name__ on '", type_name(t, value), "' instance ",
                        key_text.value(), " in '", type_name(type), "'"));
    if (note.ok() && !call_method(t, exception, t.names().add_note, {Value(note.value())}).ok())
        clear_pending(t);
    t.pending = exception;
    return Failure{};
}

Result<void> ClassBuilder::call_set_names() {
    Thread& t = thread_;
    RootedVector entries(t.heap());  // the hooks may change the class dict
    u64 pos = 0;
    Value key, value;
    while (dict_next(type_->dict, pos, &key, &value)) {
        if (!value.is_object() || value.object()->kind == Kind::Function) continue;
        entries.push(key);
        entries.push(value);
    }
    for (std::size_t i = 0; i < entries.size(); i += 2) {
        Value found = type_lookup(t, type_of(t, entries[i + 1]), names_.__set_name__);
        if (found.is_empty()) continue;
        Value args[2] = {Value(type_), entries[i]};
        if (!call_found(t, found, entries[i + 1], args, 2).ok())
            return note_set_name_error(t, entries[i], entries[i + 1], type_);
    }
    return {};
}

// super(cls, cls).__init_subclass__(**keywords)
Result<void> ClassBuilder::call_init_subclass(const Args& keywords) {
    bool has_itself = false;
    for (Value entry : *type_->mro) has_itself |= entry == Value(type_);
    if (!has_itself)  // a metaclass's mro() left it out
        return raise_type_error(
            thread_, cat("super(type, obj): obj (type ", type_->name,
                         ") is not an instance or subtype of type (", type_->name, ")."));
    for (u64 i = 1; i < type_->mro->length; i++) {
        Value found = dict_get_str(type_->mro->items[i].as<Type>()->dict, names_.__init_subclass__);
        if (found.is_empty()) continue;
        bool of_object = type_->mro->items[i] == Value(thread_.types().object);
        if (of_object && keywords.nkw == 0) return {};
        Value hook = TRY(bind_descriptor(thread_, found, Value(), Value(type_)));
        TRY(call(thread_, hook, Args{keywords.v + keywords.n, 0, keywords.nkw, keywords.kwnames}));
        return {};
    }
    return {};
}

// ---- the steps

Result<void> ClassBuilder::link() {
    Thread& t = thread_;
    set_mro(t, type_, TRY(compute_mro(t, type_)));
    for (Value base : *type_->bases) TRY(add_subclass(t, base.as<Type>(), type_));
    update_slots(t, type_);
    watch_dict(type_);
    write_barrier(t, type_->dict);
    return {};
}

Result<Type*> ClassBuilder::build(const Args& keywords) {
    Thread& t = thread_;
    if (bases_->length == 0) {
        Value object(t.types().object);
        bases_ = TRY(make_tuple_from(t, &object, 1));
    }
    base_ = TRY(best_base(t, bases_));
    TRY(check_name());
    type_ = TRY(allocate_type(t, metatype_));
    type_->name = TRY(intern(t, name_));
    type_->bases = bases_;
    type_->base = base_;
    set_type_name(type_, std::string(name_->view()));
    write_barrier(t, type_);
    TRY(copy_namespace());
    TRY(read_slots());
    TRY(lay_out());
    TRY(take_qualname());
    TRY(wrap_special_methods());
    TRY(fill_cells());
    TRY(define_members());
    TRY(finish_dict());
    TRY(link());
    TRY(choose_inline_capacity());
    TRY(call_set_names());
    TRY(call_init_subclass(keywords));
    return type_;
}

// The most derived of the metatype and the bases' metatypes.
Result<Type*> winning_metatype(Thread& t, Type* metatype, Tuple* bases) {
    Type* winner = metatype;
    for (Value base : *bases) {
        Type* candidate = type_of(t, base);
        if (is_subtype(winner, candidate)) continue;
        if (is_subtype(candidate, winner)) {
            winner = candidate;
            continue;
        }
        return raise_type_error(
            t,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
            "subclass of the metaclasses of all its bases");
    }
    return winner;
}

Result<void> check_argument(Thread& t, Value v, int number, bool fits, const char* wanted) {
    if (fits) return {};
    return raise_type_error(
        t, cat("type.__new__() argument ", number, " must be ", wanted, ", not ", type_name(t, v)));
}

// Bases that are no classes would have to be replaced by their __mro_entries__, which only a class
// statement does.
Result<void> check_mro_entries(Thread& t, Tuple* bases) {
    for (Value base : *bases) {
        if (is_type(base)) continue;
        Value entries = TRY(get_attr_or_absent(t, base, t.names().__mro_entries__));
        if (!entries.is_absent())
            return raise_type_error(
                t, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    return {};
}

}  // namespace

Result<Type*> make_class(Thread& t, Type* metatype, Str* name, Tuple* bases, Dict* dict,
                         const Args& keywords) {
    ClassBuilder builder(t, metatype, name, bases, dict);
    return builder.build(keywords);
}

Result<Value> type_new(Thread& t, Type* metatype, const Args& args) {
    if (args.n != 3)
        return raise_type_error(
            t, cat("type.__new__() takes exactly 3 arguments (", args.n, " given)"));
    TRY(check_argument(t, args[0], 1, is_str(args[0]), "str"));
    TRY(check_argument(t, args[1], 2, is_tuple(args[1]), "tuple"));
    TRY(check_argument(t, args[2], 3, is_dict(args[2]), "dict"));
    Tuple* bases = args[1].as<Tuple>();
    TRY(check_mro_entries(t, bases));
    Type* winner = TRY(winning_metatype(t, metatype, bases));
    if (winner != metatype && winner->slots.new_ != type_new) {
        if (winner->slots.new_ == nullptr)
            return raise_type_error(t, cat("cannot create '", type_name(winner), "' instances"));
        return winner->slots.new_(t, winner, args);
    }
    return make_class(t, winner, args[0].as<Str>(), bases, args[2].as<Dict>(), args);
}

}  // namespace krait

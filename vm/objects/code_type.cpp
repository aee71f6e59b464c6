// The code type: what scripts can see of a Code.

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/bytes.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int.h"
#include "vm/objects/object_types.h"

namespace krait {

namespace {

Code* code(Value v) {
    return v.as<Code>();
}

Result<Value> code_repr(Thread& t, Value self) {
    Code* c = code(self);
    return make_str(t, cat("<code object ", c->name, " at ", address_text(self), ", file \"",
                           c->filename, "\", line ", c->first_line, ">"));
}

template <u32 Code::*kMember>
Result<Value> get_number(Thread&, Value self) {
    return Value::small_int(code(self)->*kMember);
}
template <Str* Code::*kMember>
Result<Value> get_text(Thread&, Value self) {
    return code(self)->*kMember;
}
template <Tuple* Code::*kMember>
Result<Value> get_names(Thread&, Value self) {
    return code(self)->*kMember;
}

// Bits as CPython numbers them.
Result<Value> get_flags(Thread&, Value self) {
    u32 own = code(self)->code_flags;
    i64 flags = 0;
    if (!(own & (CompiledCode::kModule | CompiledCode::kClassBody)))
        flags |= 0x3;  // CO_OPTIMIZED | CO_NEWLOCALS
    if (own & CompiledCode::kVarArgs) flags |= 0x4;
    if (own & CompiledCode::kVarKeywords) flags |= 0x8;
    if (own & CompiledCode::kNested) flags |= 0x10;
    if (own & CompiledCode::kGenerator) flags |= 0x20;
    if (own & CompiledCode::kHasDocstring) flags |= 0x4000000;
    return Value::small_int(flags);
}

// The variables of the function: registers without a name are not among them.
Result<Value> get_variables(Thread& t, Value self) {
    RootedVector names(t.heap());
    for (Value name : *code(self)->local_names) {
        if (name.as<Str>()->size > 0) names.push(name);
    }
    return make_tuple_from(t, names.data(), names.size());
}
Result<Value> get_variable_count(Thread& t, Value self) {
    Value names = TRY(get_variables(t, self));
    return Value::small_int(static_cast<i64>(names.as<Tuple>()->length));
}

Result<Value> get_constants(Thread& t, Value self) {
    const auto& all = code(self)->tables->unit->constants;
    RootedVector values(t.heap());
    for (std::size_t i = 0; i < all.size(); i++) {
        if (all[i].kind != compiler::CodeConstant::Kind::Name)
            values.push(code(self)->constants->items[i]);
    }
    return make_tuple_from(t, values.data(), values.size());
}

Result<Value> get_used_names(Thread& t, Value self) {
    const auto& all = code(self)->tables->unit->constants;
    RootedVector values(t.heap());
    for (std::size_t i = 0; i < all.size(); i++) {
        if (all[i].kind == compiler::CodeConstant::Kind::Name)
            values.push(code(self)->constants->items[i]);
    }
    return make_tuple_from(t, values.data(), values.size());
}

// krait's own instructions, as bytes.
Result<Value> get_bytes(Thread& t, Value self) {
    const auto& words = code(self)->tables->unit->words;
    return make_bytes(t, std::string_view(reinterpret_cast<const char*>(words.data()),
                                          words.size() * sizeof(Word)));
}

Value line_or_none(u32 line) {
    return line == 0 ? Value::none() : Value::small_int(line);
}

// (start, end, line) in bytes of co_code.
Result<Value> code_lines(Thread& t, Value* a) {
    const CompiledCode& unit = *code(a[0])->tables->unit;
    List* list = TRY(make_list(t));
    for (std::size_t i = 0; i < unit.positions.size(); i++) {
        u64 end = i + 1 < unit.positions.size() ? unit.positions[i + 1].pc : unit.words.size();
        Value row[3] = {Value::small_int(unit.positions[i].pc * 4),
                        Value::small_int(static_cast<i64>(end * 4)),
                        line_or_none(unit.positions[i].line)};
        TRY(list_append(t, list, TRY(make_tuple_from(t, row, 3))));
    }
    return get_iter(t, list);
}

Result<Value> code_positions(Thread& t, Value* a) {
    const CompiledCode& unit = *code(a[0])->tables->unit;
    List* list = TRY(make_list(t));
    for (const compiler::PositionEntry& p : unit.positions) {
        Value row[4] = {line_or_none(p.line), line_or_none(p.end_line), Value::small_int(p.col),
                        Value::small_int(p.end_col)};
        TRY(list_append(t, list, TRY(make_tuple_from(t, row, 4))));
    }
    return get_iter(t, list);
}

// replace(co_name=…, …): a copy that differs in its names.
Result<Value> code_replace(Thread& t, const Args& args) {
    if (args.n != 1)
        return raise_type_error(
            t, cat("replace() takes 0 positional arguments but ", args.n - 1, " were given"));
    Code* from = code(args.v[0]);
    Code* copy = TRY(make<Code>(t, t.types().code));
    CodeTables* tables = new CodeTables(*from->tables);
    Object header = *copy;
    *copy = *from;
    static_cast<Object&>(*copy) = header;
    copy->tables = tables;
    copy->first_body = nullptr;
    for (u32 k = 0; k < args.nkw; k++) {
        std::string_view name = args.kwnames->items[k].as<Str>()->view();
        Value value = args.v[args.n + k];
        if (name == "co_name" && is_str(value)) {
            copy->name = value.as<Str>();
        } else if (name == "co_qualname" && is_str(value)) {
            copy->qualname = value.as<Str>();
        } else if (name == "co_filename" && is_str(value)) {
            copy->filename = value.as<Str>();
        } else if (name == "co_firstlineno" && value.is_small_int()) {
            copy->first_line = static_cast<u32>(value.small_int_value());
        } else {
            return raise(t, t.types().not_implemented_error,
                         cat("code.replace(", name, "=…) is not supported by krait"));
        }
    }
    write_barrier(t, copy);
    return copy;
}

Result<Value> code_compare(Thread&, CompareOp op, Value self, Value other) {
    if (op != CompareOp::Eq && op != CompareOp::Ne) return Value::not_implemented();
    if (!other.is_object() || other.object()->kind != Kind::Code) return Value::not_implemented();
    Code *a = code(self), *b = code(other);
    bool same = a == b || (a->tables->unit == b->tables->unit && a->name == b->name &&
                           a->first_line == b->first_line);
    return Value::from_bool(same == (op == CompareOp::Eq));
}
Result<i64> code_hash(Thread&, Value self) {
    return static_cast<i64>(reinterpret_cast<u64>(code(self)->tables->unit.get()) >> 4);
}

const NativeDef kMethods[] = {
    {"co_lines", "($self, /)", "Iterate over (start, end, line).", code_lines},
    {"co_positions", "($self, /)", "Iterate over the source ranges of the instructions.",
     code_positions},
    {"replace", "($self, /, **changes)", "A copy with some attributes changed.", code_replace},
    {"__replace__", "($self, /, **changes)", "The same as replace().", code_replace},
};
const GetSetDef kAttributes[] = {
    {"co_argcount", nullptr, get_number<&Code::arg_count>, readonly_member},
    {"co_posonlyargcount", nullptr, get_number<&Code::posonly_count>, readonly_member},
    {"co_kwonlyargcount", nullptr, get_number<&Code::kwonly_count>, readonly_member},
    {"co_firstlineno", nullptr, get_number<&Code::first_line>, readonly_member},
    {"co_stacksize", nullptr, get_number<&Code::register_count>, readonly_member},
    {"co_name", nullptr, get_text<&Code::name>, readonly_member},
    {"co_qualname", nullptr, get_text<&Code::qualname>, readonly_member},
    {"co_filename", nullptr, get_text<&Code::filename>, readonly_member},
    {"co_freevars", nullptr, get_names<&Code::free_names>},
    {"co_cellvars", nullptr, get_names<&Code::cell_names>},
    {"co_flags", nullptr, get_flags, readonly_member},
    {"co_varnames", nullptr, get_variables},
    {"co_nlocals", nullptr, get_variable_count, readonly_member},
    {"co_consts", nullptr, get_constants, readonly_member},
    {"co_names", nullptr, get_used_names, readonly_member},
    {"co_code", nullptr, get_bytes},
};

}  // namespace

Result<void> init_code_type(Thread& t) {
    TypeDef def = {.name = "code",
                   .doc = "Create a code object.",
                   .instance_kind = Kind::Code,
                   .instance_size = sizeof(Code)};
    def.flags = Type::kDisallowNew | Type::kWeakRefable;
    def.slots.repr = code_repr;
    def.slots.compare = code_compare;
    def.slots.hash = code_hash;
    def.methods = kMethods;
    def.getsets = kAttributes;
    t.vm->types.code = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

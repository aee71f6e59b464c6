// From what the compiler made to objects: constants become Values, instructions a Bytecode with live caches.

#include "runtime/heap/process_memory.h"
#include "runtime/text/number_parse.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/set.h"
#include "vm/interpreter/cache.h"
#include "vm/specialize/polymorphic_store.h"
#include "vm/vm_state.h"

#include <cstring>
#include <map>

namespace krait {

using Constant = compiler::CodeConstant;

namespace {

// Frames need room behind the compiler's registers: for a landing, a header and a shifted receiver.
constexpr u32 kWindowSlack = 16;

Result<Value> load_constant(Thread& t, const Constant& c);

Result<Tuple*> load_items(Thread& t, const std::vector<Constant>& items) {
    Tuple* tuple = TRY(make_tuple(t, items.size()));
    for (std::size_t i = 0; i < items.size(); i++) {
        Value v = TRY(load_constant(t, items[i]));
        tuple->items[i] = v;
        write_barrier(t, tuple);
    }
    return tuple;
}

Result<Value> load_big_int(Thread& t, const std::string& text) {
    bool hexadecimal = text.find("0x") != std::string::npos;
    struct NoLimit {  // a literal's length was checked by the compiler
        explicit NoLimit(Vm& vm) : limit(vm.max_str_digits), before(limit) { limit = 0; }
        ~NoLimit() { limit = before; }
        int& limit;
        int before;
    } no_limit(*t.vm);
    return int_from_text(t, text, hexadecimal ? 16 : 10, Value::none());
}

Result<Value> load_constant(Thread& t, const Constant& c) {
    switch (c.kind) {
        case Constant::Kind::None: return Value::none();
        case Constant::Kind::True: return Value::true_();
        case Constant::Kind::False: return Value::false_();
        case Constant::Kind::Ellipsis: return Value::ellipsis();
        case Constant::Kind::Int: return make_int(t, c.integer);
        case Constant::Kind::BigInt: return load_big_int(t, c.text);
        case Constant::Kind::Float: return Value::from_double(c.real);
        case Constant::Kind::Complex: return make_complex(t, c.real, c.imaginary);
        case Constant::Kind::Str: return make_str(t, c.text);
        case Constant::Kind::Name: return intern(t, c.text);
        case Constant::Kind::Bytes: return make_bytes(t, c.text);
        case Constant::Kind::Tuple: {
            if (c.items.empty()) return t.vm->empty_tuple;
            return load_items(t, c.items);
        }
        case Constant::Kind::FrozenSet: {
            Set* set = TRY(make_set(t, t.types().frozenset));
            for (const Constant& item : c.items) TRY(set_add(t, set, TRY(load_constant(t, item))));
            return set;
        }
        case Constant::Kind::Code: return load_code(t, c.code);
    }
    __builtin_unreachable();
}

Result<Tuple*> load_names(Thread& t, const std::vector<std::string>& names) {
    Tuple* tuple = TRY(make_tuple(t, names.size()));
    for (std::size_t i = 0; i < names.size(); i++) {
        Str* name = TRY(intern(t, names[i]));
        tuple->items[i] = name;
        write_barrier(t, tuple);
    }
    return tuple;
}

std::vector<u32> find_sites(const std::vector<Word>& words) {
    std::vector<u32> sites;
    for (u32 i = 0; i < words.size(); i += info(op_of(words[i])).words) {
        const char* comma = std::strchr(info(op_of(words[i])).format, ',');
        bool cached = comma != nullptr && (comma[1] == 'a' || comma[1] == 'g' || comma[1] == 'c');
        if (cached || info(op_of(words[i])).family != Family::None) sites.push_back(i);
    }
    return sites;
}

std::vector<u8> find_starts(const std::vector<Word>& words) {
    std::vector<u8> behind_start(words.size());
    for (u32 i = 0; i < words.size(); i += info(op_of(words[i])).words) {
        for (u32 k = 1; k < info(op_of(words[i])).words; k++)
            behind_start[i + k] = static_cast<u8>(k);
    }
    return behind_start;
}

void describe(Code* code, const CompiledCode& unit) {
    code->code_flags = unit.flags;
    code->first_line = unit.first_line;
    code->arg_count = unit.arg_count;
    code->posonly_count = unit.posonly_count;
    code->kwonly_count = unit.kwonly_count;
    bool extra_positional = unit.flags & CompiledCode::kVarArgs,
         extra_keywords = unit.flags & CompiledCode::kVarKeywords;
    code->param_count = unit.arg_count + unit.kwonly_count + extra_positional + extra_keywords;
    code->register_count = unit.register_count + kWindowSlack;
    code->simple = unit.kwonly_count == 0 && !extra_positional && !extra_keywords;
    // The namespace of a class body or of exec arrives like an argument.
    if (unit.flags & CompiledCode::kUsesNamespace) code->param_count = 1;
}

}  // namespace

Result<Code*> load_code(Thread& t, std::shared_ptr<const CompiledCode> unit) {
    Code* code = TRY(make<Code>(t, t.types().code));
    describe(code, *unit);
    code->tables = new CodeTables{unit, find_sites(unit->words), find_starts(unit->words)};
    code->name = TRY(intern(t, unit->name));
    code->qualname = TRY(intern(t, unit->qualname));
    code->filename = TRY(intern(t, unit->filename));
    code->local_names = TRY(load_names(t, unit->local_names));
    code->cell_names = TRY(load_names(t, unit->cell_names));
    code->free_names = TRY(load_names(t, unit->free_names));
    code->constants = TRY(load_items(t, unit->constants));
    write_barrier(t, code);
    return code;
}

Value builtins_of(Thread& t, Dict* globals) {
    Value own = dict_get_str(globals, t.names().__builtins__);
    if (own.is_empty()) return t.vm->builtins;
    bool module = own.is_object() && own.object()->kind == Kind::Module;
    return module ? Value(own.as<Module>()->dict) : own;
}

namespace {

KRAIT_NOINLINE Result<Bytecode*> make_bytecode(Thread& t, Code* code, Dict* globals,
                                               Value builtins) {
    const std::vector<Word>& words = code->tables->unit->words;
    Bytecode* body = TRY(make<Bytecode>(t, nullptr, words.size() * sizeof(Word)));
    body->code = code;
    body->globals = globals;
    body->builtins = builtins;
    body->word_count = static_cast<u32>(words.size());
    std::memcpy(body->words, words.data(), words.size() * sizeof(Word));
    for (u32 i = 0; i < body->word_count; i += info(op_of(body->words[i])).words) {
        if (op_of(body->words[i]) != Op::LOAD_CONST) continue;
        u64 bits = code->constants->items[body->words[i + 1]].bits();
        std::memcpy(&body->words[i + 1], &bits, sizeof bits);
    }
    {
        memory::NoCollection bodies_may_not_change;
        vm_state(t).bodies.push_back(body);  // first: a body that is not there must not be found
    }
    // Bodies for other globals hang on the first one, which never goes before its Code.
    if (code->first_body == nullptr) {
        code->first_body = body;
        write_barrier(t, code);
    } else {
        body->next = code->first_body->next;
        code->first_body->next = body;
        write_barrier(t, code->first_body);
    }
    return body;
}

}  // namespace

Result<Bytecode*> bytecode_for(Thread& t, Code* code, Dict* globals, Value builtins) {
    for (Bytecode* body = code->first_body; body != nullptr; body = body->next) {
        if (body->globals == globals && body->builtins == builtins) return body;
    }
    return make_bytecode(t, code, globals, builtins);
}

compiler::PositionEntry position_of(const Code* code, u32 offset) {
    const auto& positions = code->tables->unit->positions;
    std::size_t low = 0, high = positions.size();
    while (low < high) {
        std::size_t middle = (low + high) / 2;
        if (positions[middle].pc <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) return {0, code->first_line, code->first_line, 0, 0};
    return positions[low - 1];
}

u32 simple_arguments(const Code* code) {
    if (code->code_flags & CompiledCode::kUsesNamespace) return 1;
    return code->simple ? code->arg_count : Function::kNotSimple;
}

Result<Function*> make_function(Thread& t, Code* code, Dict* globals, Value builtins) {
    Bytecode* body = TRY(bytecode_for(t, code, globals, builtins));
    Function* f = TRY(make<Function>(t, t.types().function, sizeof(Dict*)));
    f->body = body;
    f->entry = body->words;
    f->simple_args = simple_arguments(code);
    f->register_count = code->register_count;
    f->name = code->name;
    f->qualname = code->qualname;
    Value module = dict_get_str(globals, t.names().__name__);
    f->module = module;
    return f;
}

// ---- polymorphic sites, kept per Bytecode

namespace {

std::map<u32, std::unique_ptr<PolymorphicSite>>*& sites_of(Bytecode* body) {
    return *reinterpret_cast<std::map<u32, std::unique_ptr<PolymorphicSite>>**>(&body->polymorphic);
}

}  // namespace

PolymorphicSite* polymorphic_site(Bytecode* body, const Word* pc) {
    auto*& sites = sites_of(body);
    if (sites == nullptr) sites = new std::map<u32, std::unique_ptr<PolymorphicSite>>;
    auto& site = (*sites)[word_offset(body, pc)];
    if (site == nullptr) site = std::make_unique<PolymorphicSite>();
    return site.get();
}

void release_bytecode(Object* o) {
    delete sites_of(static_cast<Bytecode*>(o));
}
void release_code(Object* o) {
    delete static_cast<Code*>(o)->tables;
}

}  // namespace krait

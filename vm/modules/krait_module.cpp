// The module krait: looking into the interpreter from a script.

#include "compiler/bytecode/disassembler.h"
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/number.h"
#include "vm/interpreter/interpreter.h"
#include "vm/modules/import_load.h"
#include "vm/modules/module_support.h"
#include "vm/modules/modules.h"
#include "vm/stats/stats.h"

#include <nlohmann/json.hpp>

#ifndef KRAIT_VERSION
#define KRAIT_VERSION "0"
#endif

namespace krait {

namespace {

using Json = nlohmann::ordered_json;

// ---- statistics

Result<Value> value_of(Thread& t, const Json& json) {
    switch (json.type()) {
        case Json::value_t::boolean: return Value::from_bool(json.get<bool>());
        case Json::value_t::number_integer: return make_int(t, json.get<i64>());
        case Json::value_t::number_unsigned: return make_int_u64(t, json.get<u64>());
        case Json::value_t::number_float: return Value::from_double(json.get<double>());
        case Json::value_t::string: return make_str(t, json.get_ref<const std::string&>());
        case Json::value_t::array: {
            List* list = TRY(make_list(t, json.size()));
            for (const Json& item : json) TRY(list_append(t, list, TRY(value_of(t, item))));
            return list;
        }
        case Json::value_t::object: {
            Dict* dict = TRY(make_dict(t));
            for (const auto& [key, item] : json.items()) {
                Value value = TRY(value_of(t, item));
                TRY(put_name(t, dict, key, value));
            }
            return dict;
        }
        default: return Value::none();
    }
}

Failure raise_not_counting(Thread& t) {
    return raise_runtime_error(
        t, "krait does not count: call krait.count() first, or run with --stats");
}

Result<Value> krait_stats(Thread& t, Value*) {
    Stats* stats = vm_state(t).stats;
    if (stats == nullptr) return raise_not_counting(t);
    return value_of(t, Json::parse(stats->json(t), nullptr, false));
}

Result<Value> krait_reset(Thread& t, Value*) {
    Stats* stats = vm_state(t).stats;
    if (stats == nullptr) return raise_not_counting(t);
    stats->reset();
    return Value::none();
}

Result<Value> krait_count(Thread& t, Value* a) {
    VmState& state = vm_state(t);
    bool before = state.stats != nullptr;
    bool on = TRY(truth(t, a[0]));
    if (on && !before) {
        for (Bytecode* body : state.bodies) body->stats_id = 0;
        state.stats = new Stats;
    } else if (!on && before) {
        delete state.stats;
        state.stats = nullptr;
    }
    refresh_dispatch(t);
    return Value::from_bool(before);
}

// ---- code

// What dis() and forms() take: a function, method, class method, code object, …
struct Target {
    Code* code = nullptr;
    Bytecode* body = nullptr;
};

Target target_of(Value v) {
    for (int unwrapped = 0; unwrapped < 8 && v.is_object() && !v.is_empty(); unwrapped++) {
        switch (v.object()->kind) {
            case Kind::Function: return {v.as<Function>()->code(), v.as<Function>()->body};
            case Kind::Code: return {v.as<Code>(), v.as<Code>()->first_body};
            case Kind::Generator:
                return {v.as<Generator>()->function->code(), v.as<Generator>()->function->body};
            case Kind::BoundMethod: v = v.as<BoundMethod>()->function; break;
            case Kind::ClassMethod: v = v.as<ClassMethod>()->callable; break;
            case Kind::StaticMethod: v = v.as<StaticMethod>()->callable; break;
            case Kind::Property: v = v.as<Property>()->get; break;
            case Kind::Frame:
                return {v.as<Frame>()->function->code(), v.as<Frame>()->function->body};
            default: return {};
        }
    }
    return {};
}

Result<Target> code_argument(Thread& t, Value v, const char* function) {
    Target target = target_of(v);
    if (target.code == nullptr) {
        return raise_type_error(
            t, cat(function, "() argument must be a function, method or code object, not ",
                   type_name(t, v)));
    }
    return target;
}

Result<Value> krait_dis(Thread& t, Value* a) {
    Target target = TRY(code_argument(t, a[0], "dis"));
    std::string text = compiler::disassemble(*target.code->tables->unit,
                                             target.body == nullptr ? nullptr : target.body->words);
    Value output = a[1].is_none() ? dict_get_str(t.vm->sys, t.names().stdout) : a[1];
    if (output.is_empty() || output.is_none()) return raise_runtime_error(t, "lost sys.stdout");
    Str* message = TRY(make_str(t, text));
    TRY(call_method(t, output, t.names().write, {Value(message)}));
    return Value::none();
}

// [(line, opcode, form)] of the instructions that can be specialized; form "" = not specialized.
Result<Value> krait_forms(Thread& t, Value* a) {
    Target target = TRY(code_argument(t, a[0], "forms"));
    List* list = TRY(make_list(t));
    for (u32 word : target.code->tables->sites) {
        Op op = target.body == nullptr ? op_of(target.code->tables->unit->words[word])
                                       : op_at(target.body->words + word);
        Value parts[3] = {Value::small_int(position_of(target.code, word).line), Value(), Value()};
        parts[1] = TRY(intern(t, info(info(op).base).name));
        parts[2] = TRY(intern(t, info(op).form));
        TRY(list_append(t, list, TRY(make_tuple_from(t, parts, 3))));
    }
    return list;
}

// Whether an instruction of the function on that line has this form ("SLOT", "LOAD_ATTR_SLOT"; any form if omitted).
Result<bool> has_form(Thread& t, Value f, Value line, Value form, const char* function) {
    Target target = TRY(code_argument(t, f, function));
    i64 wanted_line = line.is_none() ? -1 : TRY(to_c_int(t, line));
    if (!form.is_none() && !is_str(form)) {
        return raise_type_error(
            t, cat(function, "() argument 'form' must be str or None, not ", type_name(t, form)));
    }
    for (u32 word : target.code->tables->sites) {
        if (target.body == nullptr) break;
        if (wanted_line >= 0 && position_of(target.code, word).line != wanted_line) continue;
        const OpInfo& op = info(op_at(target.body->words + word));
        if (*op.form == '\0') continue;
        if (form.is_none() || form.as<Str>()->view() == op.form ||
            form.as<Str>()->view() == op.name)
            return true;
    }
    return false;
}

Result<Value> krait_is_specialized(Thread& t, Value* a) {
    return Value::from_bool(TRY(has_form(t, a[0], a[1], a[2], "is_specialized")));
}

Result<Value> krait_assert_specialized(Thread& t, Value* a) {
    if (TRY(has_form(t, a[0], a[1], a[2], "assert_specialized"))) return Value::none();
    std::string what = a[2].is_none() ? "any form" : cat("the form ", a[2].as<Str>());
    std::string where = a[1].is_none() ? "" : cat(" on line ", TRY(str_of(t, a[1])));
    return raise(t, t.types().assertion_error,
                 cat("no instruction", where, " of ", TRY(repr(t, a[0])), " has ", what));
}

// ---- objects

Result<Value> krait_instance_dict(Thread& t, Value* a) {
    if (a[0].is_object() && a[0].object()->kind == Kind::Module) return a[0].as<Module>()->dict;
    if (!a[0].is_object() || !has_attributes(a[0].object())) {
        return raise_attribute_error(t, a[0], t.names().__dict__);
    }
    return TRY(instance_dict(t, a[0].object()));
}

Result<Value> krait_type_version(Thread& t, Value* a) {
    if (!is_type(a[0]))
        return raise_type_error(
            t, cat("type_version() argument must be a class, not ", type_name(t, a[0])));
    return Value::small_int(version_of(t, a[0].as<Type>()));
}

Result<Value> krait_reload(Thread& t, Value* a) {
    if (!a[0].is_object() || a[0].object()->kind != Kind::Module) {
        return raise_type_error(t, "reload() argument must be a module");
    }
    return reload_module(t, a[0].as<Module>());
}

const NativeDef kFunctions[] = {
    {"_reload", "(module, /)", "importlib.reload.", krait_reload},
    {"assert_specialized", "(function, line=None, form=None)",
     "AssertionError unless an instruction of the function (on that line) has that specialized "
     "form.",
     krait_assert_specialized},
    {"count", "(on=True, /)", "Switch counting for stats() on or off; returns whether it was on.",
     krait_count},
    {"dis", "(function, file=None)", "Print the function's instructions as they are now.",
     krait_dis},
    {"forms", "(function, /)",
     "List of (line, opcode, form) of the instructions that can be specialized.", krait_forms},
    {"instance_dict", "(object, /)",
     "The dict behind an instance, even where the class hides __dict__.", krait_instance_dict},
    {"is_specialized", "(function, line=None, form=None)",
     "Whether an instruction of the function (on that line) has that specialized form.",
     krait_is_specialized},
    {"reset", "()", "Set all counters to zero.", krait_reset},
    {"stats", "()", "What was counted, as a dict.", krait_stats},
    {"type_version", "(cls, /)", "A number that changes whenever a lookup through the class might.",
     krait_type_version},
};

}  // namespace

Result<void> init_krait_module(Thread& t) {
    Module* module =
        TRY(make_native_module(t, "krait", "Looking into the interpreter.", kFunctions));
    return put_text(t, module->dict, "version", KRAIT_VERSION);
}

}  // namespace krait

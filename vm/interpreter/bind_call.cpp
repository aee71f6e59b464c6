// Binding arguments to a script function's parameters by the language's general rules, with the errors that CPython gives.

#include "runtime/text/suggest.h"
#include "vm/interpreter/slow.h"

#include <alloca.h>
#include <optional>
#include <string>
#include <vector>

namespace krait {

namespace {

struct Binding {
    Thread& t;
    Function* f;
    Code* code;
    Value* registers;

    Str* parameter(u32 i) const { return code->local_names->items[i].as<Str>(); }
    u32 named_count() const { return code->arg_count + code->kwonly_count; }
    bool has_varargs() const { return code->code_flags & CompiledCode::kVarArgs; }
    bool has_varkeywords() const { return code->code_flags & CompiledCode::kVarKeywords; }
    std::string function_name() const { return cat(f->qualname, "()"); }
};

std::string quoted_list(const std::vector<Str*>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); i++) {
        if (i > 0) out += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
        out += cat("'", names[i], "'");
    }
    return out;
}

Failure raise_too_many(const Binding& b, u32 given, u32 keyword_only_given) {
    u32 most = b.code->arg_count;
    u64 defaults = b.f->defaults == nullptr ? 0 : b.f->defaults->length;
    std::string takes;
    bool plural = true;
    if (defaults > 0) {
        takes = cat("from ", most - defaults, " to ", most);
    } else {
        takes = cat(most);
        plural = most != 1;
    }
    std::string were = cat(given, keyword_only_given > 0
                                      ? cat(" positional argument", given == 1 ? "" : "s", " (and ",
                                            keyword_only_given, " keyword-only argument",
                                            keyword_only_given == 1 ? "" : "s", ")")
                                      : std::string());
    return raise_type_error(
        b.t,
        cat(b.function_name(), " takes ", takes, " positional argument", plural ? "s" : "", " but ",
            were, given == 1 && keyword_only_given == 0 ? " was" : " were", " given"));
}

Failure raise_missing(const Binding& b, const std::vector<Str*>& names, const char* kind) {
    return raise_type_error(
        b.t, cat(b.function_name(), " missing ", names.size(), " required ", kind, " argument",
                 names.size() == 1 ? "" : "s", ": ", quoted_list(names)));
}

// Positional-only parameters that were given by keyword: the message names them all.
Failure raise_unexpected_keyword(const Binding& b, Str* name, const Args& args) {
    std::vector<Str*> positional_only;
    for (u32 k = 0; k < args.nkw; k++) {
        for (u32 i = 0; i < b.code->posonly_count; i++) {
            if (str_equal(b.parameter(i), args.kwnames->items[k].as<Str>()))
                positional_only.push_back(b.parameter(i));
        }
    }
    if (!positional_only.empty()) {
        std::string list;
        for (Str* s : positional_only) list += cat(list.empty() ? "" : ", ", s);
        return raise_type_error(
            b.t,
            cat(b.function_name(),
                " got some positional-only arguments passed as keyword arguments: '", list, "'"));
    }
    std::vector<std::string_view> candidates;
    for (u32 i = b.code->posonly_count; i < b.named_count(); i++)
        candidates.push_back(b.parameter(i)->view());
    std::string suggestion = text::closest_name(name->view(), candidates);
    return raise_type_error(
        b.t, cat(b.function_name(), " got an unexpected keyword argument '", name, "'",
                 suggestion.empty() ? std::string() : cat(". Did you mean '", suggestion, "'?")));
}

Result<void> bind_keyword(const Binding& b, Value key, Value value, Dict* extra, const Args& args) {
    if (!is_str(key)) return raise_type_error(b.t, "keywords must be strings");
    Str* name = key.as<Str>();
    for (u32 i = b.code->posonly_count; i < b.named_count(); i++) {
        if (b.parameter(i) != name && !str_equal(b.parameter(i), name)) continue;
        if (!b.registers[i].is_empty()) {
            return raise_type_error(
                b.t, cat(b.function_name(), " got multiple values for argument '", name, "'"));
        }
        b.registers[i] = value;
        return {};
    }
    if (extra == nullptr) return raise_unexpected_keyword(b, name, args);
    return dict_set_str(b.t, extra, name, value);
}

Result<void> fill_positional_defaults(const Binding& b, u32 given) {
    u32 count = b.code->arg_count;
    u32 defaults = b.f->defaults == nullptr ? 0 : static_cast<u32>(b.f->defaults->length);
    u32 first_default = count > defaults ? count - defaults : 0;
    std::vector<Str*> missing;
    for (u32 i = given; i < count; i++) {
        if (!b.registers[i].is_empty()) continue;
        if (i < first_default) {
            missing.push_back(b.parameter(i));
        } else {
            b.registers[i] = b.f->defaults->items[defaults - (count - i)];
        }
    }
    if (!missing.empty()) return raise_missing(b, missing, "positional");
    return {};
}

Result<void> fill_keyword_defaults(const Binding& b) {
    std::vector<Str*> missing;
    for (u32 i = b.code->arg_count; i < b.named_count(); i++) {
        if (!b.registers[i].is_empty()) continue;
        Value v =
            b.f->kwdefaults == nullptr ? Value() : dict_get_str(b.f->kwdefaults, b.parameter(i));
        if (v.is_empty()) {
            missing.push_back(b.parameter(i));
        } else {
            b.registers[i] = v;
        }
    }
    if (!missing.empty()) return raise_missing(b, missing, "keyword-only");
    return {};
}

// The common case of keyword arguments: no *args or **kwargs among the parameters, every keyword the very str that names a
// parameter, nothing twice and nothing missing. False, with the arguments as they were: the general way must be taken.
bool bind_plain_keywords(const Binding& b, const Args& args) {
    constexpr u32 kMost = 8;
    u32 named = b.named_count();
    if (args.nkw == 0 || args.nkw > kMost || args.n > b.code->arg_count || args.v != b.registers ||
        b.has_varargs() || b.has_varkeywords())
        return false;
    u32 targets[kMost];
    const Value* parameters = b.code->local_names->items;
    u32 first = std::max(args.n, b.code->posonly_count);
    for (u32 k = 0; k < args.nkw; k++) {
        u32 i = first;
        while (i < named && parameters[i] != args.kwnames->items[k]) i++;
        if (i == named) return false;
        targets[k] = i;
    }
    Value given[kMost];
    for (u32 k = 0; k < args.nkw; k++) given[k] = args.v[args.n + k];
    u32 defaults = b.f->defaults == nullptr ? 0 : static_cast<u32>(b.f->defaults->length);
    u32 first_default = b.code->arg_count - std::min(defaults, b.code->arg_count);
    for (u32 i = args.n; i < named; i++) b.registers[i] = Value();
    for (u32 k = 0; k < args.nkw; k++) b.registers[targets[k]] = given[k];
    bool complete = true;
    for (u32 i = args.n; i < named; i++) {
        if (!b.registers[i].is_empty()) continue;
        if (i < b.code->arg_count && i >= first_default) {
            b.registers[i] = b.f->defaults->items[i - first_default];
        } else if (i >= b.code->arg_count && b.f->kwdefaults != nullptr) {
            b.registers[i] = dict_get_str(b.f->kwdefaults, b.parameter(i));
        }
        complete &= !b.registers[i].is_empty();
    }
    if (complete) return true;
    for (u32 k = 0; k < args.nkw; k++) args.v[args.n + k] = given[k];
    return false;
}

}  // namespace

Result<void> bind_call(Thread& t, Function* f, const Args& args, Value* registers) {
    Binding b{t, f, f->code(), registers};
    if (bind_plain_keywords(b, args)) return {};
    u32 total = args.n + args.nkw;
    // The arguments usually lie where the registers will be.
    // The registers to come are beyond what the collector scans: what is made for them is kept on the C++ stack meanwhile,
    // or, if there are very many arguments, in a rooted vector.
    constexpr u32 kFew = 256;
    std::optional<RootedVector> many;
    Value* given;
    if (total + 2 <= kFew) {
        given = static_cast<Value*>(alloca((total + 2) * sizeof(Value)));
    } else {
        many.emplace(t.heap()).resize(total + 2);
        given = many->data();
    }
    Value& made_tuple = given[total];
    Value& made_dict = given[total + 1];
    made_tuple = Value();
    made_dict = Value();
    for (u32 i = 0; i < total; i++) given[i] = args.v[i];
    for (u32 i = 0; i < b.code->param_count; i++) registers[i] = Value();

    u32 positional = args.n < b.code->arg_count ? args.n : b.code->arg_count;
    for (u32 i = 0; i < positional; i++) registers[i] = given[i];
    u32 next = b.named_count();
    if (b.has_varargs()) {
        made_tuple = TRY(make_tuple_from(t, given + positional, args.n - positional));
        registers[next++] = made_tuple;
    }
    Dict* extra = nullptr;
    if (b.has_varkeywords()) {
        extra = TRY(make_dict(t));
        made_dict = extra;
        registers[next] = extra;
    }
    for (u32 k = 0; k < args.nkw; k++) {
        TRY(bind_keyword(b, args.kwnames->items[k], given[args.n + k], extra, args));
    }
    asm volatile(""
                 :
                 : "r"(given)
                 : "memory");  // the stores into `given` are for the collector to see
    if (args.n > positional && !b.has_varargs()) {
        u32 keyword_only_given = 0;
        for (u32 i = b.code->arg_count; i < b.named_count(); i++)
            keyword_only_given += !registers[i].is_empty();
        return raise_too_many(b, args.n, keyword_only_given);
    }
    TRY(fill_positional_defaults(b, positional));
    return fill_keyword_defaults(b);
}

}  // namespace krait

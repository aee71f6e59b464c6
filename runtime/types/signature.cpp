#include "runtime/types/signature.h"

#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace krait {

void SignatureTable::trace_roots(Tracer& tracer) {
    for (const auto& entry : by_text)
        for (const Parameter& p : entry.second->parameters) tracer.visit(p.fallback);
}

// ---- parsing

namespace {

class SignatureParser {
public:
    SignatureParser(Thread& t, const char* text) : thread_(t), text_(text), rest_(text) {}
    Result<void> parse(Signature& out);

private:
    [[noreturn]] void fail(const char* why) const {
        std::fprintf(stderr, "krait: bad native signature \"%s\": %s\n", text_, why);
        std::abort();
    }
    void skip_space() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\n')) rest_.remove_prefix(1);
    }
    bool take(std::string_view token) {
        skip_space();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    std::string_view take_name();
    std::string_view take_default();
    Result<Value> constant(std::string_view expression);
    Result<Value> string_constant(std::string_view quoted);
    Result<void> parse_parameter(Signature& out, Parameter::Kind kind);
    void finish(Signature& out);

    Thread& thread_;
    const char* text_;
    std::string_view rest_;
    bool keyword_only_ = false;
};

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string_view SignatureParser::take_name() {
    skip_space();
    std::size_t n = 0;
    while (n < rest_.size() && is_name_char(rest_[n])) n++;
    if (n == 0) fail("a parameter name is missing");
    std::string_view name = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return name;
}

// The text of a default: up to the comma or parenthesis that ends it, minding quotes and brackets.
std::string_view SignatureParser::take_default() {
    skip_space();
    int depth = 0;
    char quote = 0;
    std::size_t i = 0;
    for (; i < rest_.size(); i++) {
        char c = rest_[i];
        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
            continue;
        }
        if (c == '\'' || c == '"')
            quote = c;
        else if (c == '(' || c == '[' || c == '{' || c == '<')
            depth++;
        else if ((c == ')' || c == ']' || c == '}' || c == '>') && depth > 0)
            depth--;
        else if (depth == 0 && (c == ',' || c == ')'))
            break;
    }
    std::string_view expression = rest_.substr(0, i);
    rest_.remove_prefix(std::min(i, rest_.size()));
    while (!expression.empty() && expression.back() == ' ') expression.remove_suffix(1);
    if (expression.empty()) fail("a default is missing");
    return expression;
}

Result<Value> SignatureParser::string_constant(std::string_view quoted) {
    std::string text;
    for (std::size_t i = 1; i + 1 < quoted.size(); i++) {
        char c = quoted[i];
        if (c == '\\' && i + 2 < quoted.size()) {
            c = quoted[++i];
            if (c == 'n')
                c = '\n';
            else if (c == 't')
                c = '\t';
            else if (c == 'r')
                c = '\r';
            else if (c == '0')
                c = '\0';
        }
        text += c;
    }
    return Value(TRY(intern(thread_, text)));
}

// Absent for whatever isn't a simple constant.
Result<Value> SignatureParser::constant(std::string_view e) {
    if (e == "None") return Value::none();
    if (e == "True") return Value::true_();
    if (e == "False") return Value::false_();
    if (e == "()") return Value(thread_.vm->empty_tuple);
    if (e == "sys.maxsize") return make_int(thread_, std::numeric_limits<i64>::max());
    if (e.size() >= 2 && (e[0] == '\'' || e[0] == '"') && e.back() == e[0])
        return string_constant(e);
    i64 i = 0;
    auto parsed = std::from_chars(e.data(), e.data() + e.size(), i);
    if (parsed.ec == std::errc() && parsed.ptr == e.data() + e.size()) return make_int(thread_, i);
    double d = 0;
    auto real = std::from_chars(e.data(), e.data() + e.size(), d);
    if (real.ec == std::errc() && real.ptr == e.data() + e.size()) return Value::from_double(d);
    return Value::absent();
}

Result<void> SignatureParser::parse_parameter(Signature& out, Parameter::Kind kind) {
    bool receiver = take("$");
    if (receiver && !out.parameters.empty()) fail("the receiver is not the first parameter");
    Parameter p{take_name(), receiver ? Parameter::kPositionalOnly : kind, true, Value()};
    if (take(":")) fail("annotations are not supported");
    if (take("=")) {
        p.required = false;
        Value fallback = TRY(constant(take_default()));
        if (!fallback.is_absent()) p.fallback = fallback;
    }
    out.has_receiver |= receiver;
    out.parameters.push_back(p);
    return {};
}

Result<void> SignatureParser::parse(Signature& out) {
    if (!take("(")) fail("it does not start with a parenthesis");
    while (!take(")")) {
        if (take("**")) {
            out.var_keyword = static_cast<i32>(out.parameters.size());
            out.parameters.push_back({take_name(), Parameter::kVarKeyword, false, Value()});
        } else if (take("*")) {
            keyword_only_ = true;
            skip_space();
            if (!rest_.empty() && is_name_char(rest_[0])) {
                out.var_positional = static_cast<i32>(out.parameters.size());
                out.parameters.push_back({take_name(), Parameter::kVarPositional, false, Value()});
            }
        } else if (take("/")) {
            for (Parameter& p : out.parameters) p.kind = Parameter::kPositionalOnly;
        } else {
            TRY(parse_parameter(out, keyword_only_ ? Parameter::kKeywordOnly : Parameter::kNormal));
        }
        if (!take(",")) {
            if (!take(")")) fail("a comma is missing");
            break;
        }
    }
    skip_space();
    if (!rest_.empty()) fail("there is text behind it");
    if (out.parameters.size() > kMaxParameters) fail("it has too many parameters");
    finish(out);
    return {};
}

void SignatureParser::finish(Signature& out) {
    bool keywords = out.var_keyword >= 0;
    for (const Parameter& p : out.parameters) {
        switch (p.kind) {
            case Parameter::kPositionalOnly:
                out.positional_only++;
                out.positional++;
                if (p.required) out.required_positional_only++, out.required_positional++;
                break;
            case Parameter::kNormal:
                out.positional++;
                if (p.required) out.required_positional++;
                keywords = true;
                break;
            case Parameter::kKeywordOnly: keywords = true; break;
            default: break;
        }
        if (!p.required || p.kind > Parameter::kNormal) out.all_required = false;
    }
    // A receiver never counts as a parameter that could be given by keyword.
    u32 own = static_cast<u32>(out.parameters.size()) - out.receiver();
    if (own == 0)
        out.shape = Signature::kNoArguments;
    else if (keywords)
        out.shape = Signature::kKeywords;
    else if (own == 1 && out.all_required)
        out.shape = Signature::kOneArgument;
    else
        out.shape = Signature::kPositional;
    out.text = text_;
}

}  // namespace

Result<const Signature*> signature_of(Thread& t, const char* text) {
    if (t.vm->signatures == nullptr) {
        auto table = std::make_unique<SignatureTable>();
        t.vm->heap.add_root_source(table.get());
        t.vm->signatures = table.release();
    }
    auto found = t.vm->signatures->by_text.find(text);
    if (found != t.vm->signatures->by_text.end())
        return static_cast<const Signature*>(found->second.get());
    // Entered before it is parsed: its defaults are then roots while parsing allocates.
    auto fresh = std::make_unique<Signature>();
    Signature* signature = fresh.get();
    t.vm->signatures->by_text.emplace(text, std::move(fresh));
    SignatureParser parser(t, text);
    if (!guarded(t, [&] { return parser.parse(*signature); }).ok()) {
        t.vm->signatures->by_text.erase(text);
        return Failure{};
    }
    return static_cast<const Signature*>(signature);
}

// ---- binding

namespace {

const char* plural(u64 n) {
    return n == 1 ? "" : "s";
}

Failure complain_no_keywords(Thread& t, const BindNames& names) {
    return raise_type_error(t, cat(names.full_name(), "() takes no keyword arguments"));
}

// Arity of functions whose parameters are all positional-only.
Result<void> check_positional_arity(Thread& t, const Signature& s, const BindNames& names,
                                    const Args& args, u32 first) {
    u32 most = s.positional - first;
    u32 least = s.required_positional - std::min(first, s.required_positional);
    if (args.nkw != 0) return complain_no_keywords(t, names);
    if (args.n >= least && (args.n <= most || s.var_positional >= 0)) return {};
    if (s.shape == Signature::kNoArguments) {
        if (names.constructor())
            return raise_type_error(t, cat(names.full_name(), "() takes no arguments"));
        return raise_type_error(
            t, cat(names.full_name(), "() takes no arguments (", args.n, " given)"));
    }
    if (s.shape == Signature::kOneArgument && !names.constructor())
        return raise_type_error(
            t, cat(names.full_name(), "() takes exactly one argument (", args.n, " given)"));
    const char* bound = least == most && s.var_positional < 0 ? ""
                        : args.n < least                      ? "at least "
                                                              : "at most ";
    u32 limit = args.n < least ? least : most;
    return raise_type_error(t, cat(names.name, " expected ", bound, limit, " argument",
                                   plural(limit), ", got ", args.n));
}

// The checks on numbers of arguments of functions that take keywords.
Result<void> check_keyword_arity(Thread& t, const Signature& s, const BindNames& names,
                                 const Args& args, u32 first) {
    u32 most = s.positional - first;
    u32 least = s.required_positional - std::min(first, s.required_positional);
    u32 least_positional_only =
        s.required_positional_only - std::min(first, s.required_positional_only);
    u32 all = static_cast<u32>(s.parameters.size()) - first;
    if (s.var_positional < 0) {
        if (s.var_keyword < 0 && args.n + args.nkw > all)
            return raise_type_error(
                t, cat(names.name, "() takes at most ", all, args.n == 0 ? " keyword" : "",
                       " argument", plural(all), " (", args.n + args.nkw, " given)"));
        if (args.n > most) {
            if (most == 0)
                return raise_type_error(t, cat(names.name, "() takes no positional arguments"));
            return raise_type_error(
                t, cat(names.name, "() takes ", least < most ? "at most " : "exactly ", most,
                       " positional argument", plural(most), " (", args.n, " given)"));
        }
    }
    if (args.n < least_positional_only)
        return raise_type_error(
            t, cat(names.name, "() takes ",
                   least_positional_only < most || s.var_positional >= 0 ? "at least " : "exactly ",
                   least_positional_only, " positional argument", plural(least_positional_only),
                   " (", args.n, " given)"));
    return {};
}

Str* keyword_name(const Args& args, u32 i) {
    return args.kwnames->items[i].as<Str>();
}

Failure complain_keyword(Thread& t, const Signature& s, const BindNames& names, const Args& args,
                         u32 first, Str* wrong) {
    for (u32 i = first; i < s.parameters.size(); i++) {
        const Parameter& p = s.parameters[i];
        if (p.kind == Parameter::kNormal && p.name == wrong->view() && i - first < args.n)
            return raise_type_error(t, cat("argument for ", names.name, "() given by name ('",
                                           wrong, "') and position (", i - first + 1, ")"));
    }
    std::string_view similar = similar_keyword(s, wrong->view());
    if (similar.empty())
        return raise_type_error(
            t, cat(names.name, "() got an unexpected keyword argument '", wrong, "'"));
    return raise_type_error(t, cat(names.name, "() got an unexpected keyword argument '", wrong,
                                   "'. Did you mean '", similar, "'?"));
}

// Fills the parameters that may be given by name, from the keywords; leftovers go to **kwargs or
// are an error.
Result<void> bind_keywords(Thread& t, const Signature& s, const BindNames& names, const Args& args,
                           u32 first, Value* out) {
    u32 used = 0;
    for (u32 i = first; i < s.parameters.size(); i++) {
        const Parameter& p = s.parameters[i];
        if (p.kind > Parameter::kKeywordOnly) continue;
        bool by_position = p.kind != Parameter::kKeywordOnly && i - first < args.n;
        if (by_position) continue;
        Value given;
        if (p.kind != Parameter::kPositionalOnly)
            for (u32 k = 0; k < args.nkw && used < args.nkw; k++)
                if (keyword_name(args, k)->view() == p.name) {
                    given = args.v[args.n + k];
                    used++;
                    break;
                }
        if (given.is_empty() && p.required)
            return raise_type_error(t, cat(names.name, "() missing required argument '", p.name,
                                           "' (pos ", i - first + 1, ")"));
        out[i] = given.is_empty() ? p.fallback : given;
    }
    Dict* rest = nullptr;
    if (s.var_keyword >= 0) {
        rest = TRY(make_dict(t, args.nkw));
        out[s.var_keyword] = rest;
    }
    if (used == args.nkw) return {};
    for (u32 k = 0; k < args.nkw; k++) {
        Str* name = keyword_name(args, k);
        bool known = false;
        for (u32 i = first; i < s.parameters.size() && !known; i++) {
            const Parameter& p = s.parameters[i];
            bool nameable = p.kind == Parameter::kNormal || p.kind == Parameter::kKeywordOnly;
            bool by_position = p.kind == Parameter::kNormal && i - first < args.n;
            known = nameable && !by_position && p.name == name->view();
        }
        if (known) continue;
        if (rest == nullptr) return complain_keyword(t, s, names, args, first, name);
        TRY(dict_set_str(t, rest, name, args.v[args.n + k]));
    }
    return {};
}

}  // namespace

Result<void> bind_to_signature(Thread& t, const Signature& s, const BindNames& names,
                               const Args& args, u32 first, Value* out) {
    bool keywords = s.shape == Signature::kKeywords;
    if (keywords)
        TRY(check_keyword_arity(t, s, names, args, first));
    else
        TRY(check_positional_arity(t, s, names, args, first));
    u32 fill = std::min(args.n, s.positional - first);
    for (u32 i = 0; i < fill; i++) out[first + i] = args.v[i];
    if (s.var_positional >= 0) {
        Tuple* rest = TRY(make_tuple_from(t, args.v + fill, args.n - fill));
        out[s.var_positional] = rest;
    }
    if (keywords) return bind_keywords(t, s, names, args, first, out);
    for (u32 i = first + fill; i < s.positional; i++) out[i] = s.parameters[i].fallback;
    return {};
}

// ---- hints

namespace {

// Edit distance where a change of case costs half of any other edit; `limit` + 1 when it is beyond
// the limit.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) {
    constexpr unsigned kEdit = 2, kCase = 1;
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    std::vector<unsigned> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); j++) row[j] = static_cast<unsigned>(j) * kEdit;
    for (std::size_t i = 1; i <= a.size(); i++) {
        unsigned diagonal = row[0];
        row[0] = static_cast<unsigned>(i) * kEdit;
        for (std::size_t j = 1; j <= b.size(); j++) {
            unsigned change = a[i - 1] == b[j - 1]                 ? 0
                              : lower(a[i - 1]) == lower(b[j - 1]) ? kCase
                                                                   : kEdit;
            unsigned best = std::min({diagonal + change, row[j] + kEdit, row[j - 1] + kEdit});
            diagonal = row[j];
            row[j] = best;
        }
    }
    return std::min(row[b.size()], limit + 1);
}

}  // namespace

std::string_view similar_keyword(const Signature& s, std::string_view wrong) {
    std::string_view best;
    unsigned best_distance = ~0u;
    if (wrong.size() > 40) return best;
    for (const Parameter& p : s.parameters) {
        if (p.kind != Parameter::kNormal && p.kind != Parameter::kKeywordOnly) continue;
        // A third of the characters may differ.
        unsigned limit = static_cast<unsigned>((wrong.size() + p.name.size() + 3) * 2 / 6);
        if (best_distance != ~0u) limit = std::min(limit, best_distance - 1);
        unsigned distance = edit_distance(wrong, p.name, limit);
        if (distance > limit || distance >= best_distance) continue;
        best = p.name;
        best_distance = distance;
    }
    return best;
}

}  // namespace krait

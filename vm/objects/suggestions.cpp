// Suggestions for misspelt names and keywords.

#include "vm/objects/suggestions.h"

#include "compiler/syntax/parser.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/text/classify.h"
#include "runtime/text/suggest.h"
#include "runtime/text/utf8.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "vm/modules/builtin_functions.h"
#include "vm/modules/registry.h"
#include "vm/objects/frame.h"
#include "vm/objects/traceback_carets.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

namespace krait {

namespace {

// Names gathered from scopes or dir(); they stay alive while they are compared.
class Candidates {
public:
    explicit Candidates(Thread& t) : names_(t.heap()) {}

    void add(Value name) {
        if (is_str(name)) names_.push(name);
    }
    Result<void> add_keys(Thread& t, Value mapping) {
        if (is_dict(mapping)) {
            Value key, value;
            for (u64 pos = 0; dict_next(mapping.as<Dict>(), pos, &key, &value);) add(key);
            return {};
        }
        return iterate(t, mapping, [this](Value key) -> Result<void> {
            add(key);
            return {};
        });
    }
    std::string closest(std::string_view wrong, bool hide_underscored) {
        std::vector<std::string_view> views;
        for (Value name : names_) {
            std::string_view view = name.as<Str>()->view();
            if (!(hide_underscored && view.starts_with('_'))) views.push_back(view);
        }
        return text::closest_name(wrong, views);
    }

private:
    RootedVector names_;
};

Frame* last_frame(const Exception* exc) {
    if (exc->traceback.is_empty() || exc->traceback.is_none()) return nullptr;
    Traceback* tb = exc->traceback.as<Traceback>();
    while (tb->next.is_object() && !tb->next.is_empty()) tb = tb->next.as<Traceback>();
    return tb->frame;
}

// The variable `self` where the error happened, or absent.
Result<Value> self_of(Thread& t, Value locals) {
    if (is_dict(locals)) {
        Value self = dict_get_str(locals.as<Dict>(), t.names().self);
        return self.is_empty() ? Value::absent() : self;
    }
    if (!TRY(contains(t, locals, t.names().self))) return Value::absent();
    return get_item(t, locals, t.names().self);
}

Result<void> dir_into(Thread& t, Candidates& names, Value object) {
    Value listed = TRY(builtin_dir(t, &object));
    for (Value name : *listed.as<List>()) names.add(name);
    return {};
}

// `found` is the answer; the Result only says whether the search went through.
Result<void> suggest_variable(Thread& t, const Exception* exc, Str* wrong, std::string& found) {
    Frame* frame = last_frame(exc);
    if (frame == nullptr) return {};
    Value locals = TRY(frame_locals(t, frame));
    Value self = TRY(self_of(t, locals));
    if (!self.is_absent()) {
        Result<Value> attribute = get_attr_or_absent(t, self, wrong);
        if (!attribute.ok()) clear_pending(t);
        if (attribute.ok() && !attribute.value().is_absent()) {
            found = cat("self.", wrong);
            return {};
        }
    }
    Candidates names(t);
    Dict* globals = frame->function->globals();
    TRY(names.add_keys(t, locals));
    TRY(names.add_keys(t, globals));
    Value builtins = frame->function->builtins();
    if (is_dict(builtins)) TRY(names.add_keys(t, builtins.as<Dict>()));
    found = names.closest(wrong->view(), false);
    return {};
}

Result<void> suggest_attribute(Thread& t, const Exception* exc, Str* wrong, std::string& found) {
    Value object = exc->fields[kAttributeErrorObject];
    if (object.is_empty()) object = Value::none();
    Candidates names(t);
    TRY(dir_into(t, names, object));
    bool hide = !wrong->view().starts_with('_');
    if (Frame* frame = hide ? last_frame(exc) : nullptr) {
        // Within the object's own methods its private names are of interest.
        Value locals = TRY(frame_locals(t, frame));
        hide = TRY(self_of(t, locals)) != object;
    }
    found = names.closest(wrong->view(), hide);
    return {};
}

Result<void> suggest_import(Thread& t, const Exception* exc, Str* wrong, std::string& found) {
    Value name = exc->fields[kImportErrorName];
    if (!is_str(name)) return {};
    Value import = dict_get_str(t.vm->builtins, t.names().__import__);
    if (import.is_empty()) return {};
    Value module = TRY(call(t, import, {name}));
    Candidates names(t);
    TRY(dir_into(t, names, module));
    found = names.closest(wrong->view(), !wrong->view().starts_with('_'));
    return {};
}

using Search = Result<void> (*)(Thread&, const Exception*, Str*, std::string&);

std::string run_search(Thread& t, Search search, const Exception* exc, Value wrong) {
    std::string found;
    if (!is_str(wrong)) return found;
    // An attribute is looked up by this name, so that it has to be interned.
    Result<Str*> name = intern(t, wrong.as<Str>());
    if (!name.ok() || !search(t, exc, name.value(), found).ok()) {
        clear_pending(t);
        found.clear();
    }
    return found;
}

bool is_known_module(Thread& t, Value name) {
    if (!is_str(name)) return false;
    Result<Value> modules = all_module_names(t);
    Result<bool> known =
        modules.ok() ? contains(t, modules.value(), name) : Result<bool>(Failure{});
    if (!known.ok()) clear_pending(t);
    return known.ok() && known.value();
}

std::string did_you_mean(const std::string& name) {
    return name.empty() ? std::string() : cat(". Did you mean: '", name, "'?");
}

}  // namespace

std::string suggestion_for(Thread& t, Exception* exc) {
    const Types& types = t.types();
    if (is_subtype(exc->type, types.import_error)) {
        return did_you_mean(run_search(t, suggest_import, exc, exc->fields[kImportErrorNameFrom]));
    }
    if (is_subtype(exc->type, types.attribute_error)) {
        return did_you_mean(
            run_search(t, suggest_attribute, exc, exc->fields[kAttributeErrorName]));
    }
    if (!is_subtype(exc->type, types.name_error)) return {};
    Value name = exc->fields[kNameErrorName];
    std::string out = did_you_mean(run_search(t, suggest_variable, exc, name));
    if (is_known_module(t, name)) {
        out +=
            cat(out.empty() ? ". Did" : " Or did", " you forget to import '", name.as<Str>(), "'?");
    }
    return out;
}

// ---- misspelt keywords
namespace {

constexpr std::string_view kKeywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",
};
constexpr std::string_view kBlockStarts[] = {"for", "while", "if", "with", "try", "def", "class"};
constexpr std::size_t kMaxText = 1024;   // bytes of code that are tried
constexpr int kMaxWords = 10;            // words that are taken for a misspelt keyword
constexpr std::size_t kMaxKeywords = 3;  // keywords that are tried for each
constexpr double kLeastSimilarity = 0.5;

// Characters that a and b have in common: the longest common run, and the same again on both sides of it.
std::size_t matching_characters(std::string_view a, std::string_view b) {
    std::size_t best = 0, in_a = 0, in_b = 0;
    for (std::size_t i = 0; i < a.size(); i++) {
        for (std::size_t j = 0; j < b.size(); j++) {
            std::size_t run = 0;
            while (i + run < a.size() && j + run < b.size() && a[i + run] == b[j + run]) run++;
            if (run > best) best = run, in_a = i, in_b = j;
        }
    }
    if (best == 0) return 0;
    return best + matching_characters(a.substr(0, in_a), b.substr(0, in_b)) +
           matching_characters(a.substr(in_a + best), b.substr(in_b + best));
}

// Keywords to try in place of a word, the most promising first.
std::vector<std::string_view> similar_keywords(std::string_view word) {
    std::vector<std::pair<double, std::string_view>> rated;
    for (std::string_view keyword : kKeywords) {
        double likeness = 2.0 * static_cast<double>(matching_characters(keyword, word)) /
                          static_cast<double>(keyword.size() + word.size());
        if (likeness >= kLeastSimilarity) rated.emplace_back(likeness, keyword);
    }
    std::sort(rated.begin(), rated.end(), std::greater<>());
    std::vector<std::string_view> out;
    std::string closest = text::closest_name(word, {std::begin(kKeywords), std::end(kKeywords)});
    auto known = std::find(std::begin(kKeywords), std::end(kKeywords), closest);
    if (known != std::end(kKeywords)) out.push_back(*known);
    for (auto& [likeness, keyword] : rated) {
        if (out.size() < kMaxKeywords && keyword != closest) out.push_back(keyword);
    }
    return out;
}

std::vector<std::string> lines_up_to(std::string_view source, u32 count) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < source.size() && lines.size() < count;) {
        text::LineBounds bounds = text::next_byte_line(source, at);
        lines.emplace_back(source.substr(at, bounds.end - at));
        at = bounds.next;
    }
    return lines;
}

std::size_t indent_of(const std::string& line) {
    return std::min(line.find_first_not_of(" \t"), line.size());
}

// The first line of the last block statement that was complete before the last line; 0 if there is none.
std::size_t last_block_start(const std::vector<std::string>& lines) {
    for (std::size_t i = lines.size() - 1; i-- > 0;) {
        std::size_t indent = indent_of(lines[i]);
        std::string_view rest = std::string_view(lines[i]).substr(indent);
        std::string_view word = rest.substr(0, text::identifier_prefix(rest));
        bool starts = std::find(std::begin(kBlockStarts), std::end(kBlockStarts), word) !=
                      std::end(kBlockStarts);
        if (starts && indent >= indent_of(lines.back())) return i;
    }
    return 0;
}

bool parses(const std::vector<std::string>& lines, const char* stack_floor) {
    std::string code;
    for (const std::string& line : lines) code += line + '\n';
    compiler::Arena arena(stack_floor);
    compiler::SourceFile file("<code>", code, compiler::SourceOrigin::kText);
    if (compiler::parse_module(arena, file).ok()) return true;
    compiler::ParseResult partial = compiler::parse_interactive(arena, file, true);
    if (partial.ok() || !partial.error) return partial.ok();
    if (partial.error->kind == compiler::ErrorKind::kIncompleteInput) return true;
    // A header whose block is still to come.
    code += std::string(indent_of(lines.back()) + 1, ' ') + "pass\n";
    compiler::SourceFile completed("<code>", code, compiler::SourceOrigin::kText);
    return compiler::parse_module(arena, completed).ok();
}

std::optional<std::string_view> keyword_that_parses(const std::vector<std::string>& lines,
                                                    std::size_t at, std::string_view word,
                                                    const char* stack_floor) {
    for (std::string_view keyword : similar_keywords(word)) {
        std::vector<std::string> changed = lines;
        changed.back().replace(at, word.size(), keyword);
        if (parses(changed, stack_floor)) return keyword;
    }
    return std::nullopt;
}

// Past a string literal that starts at `at` (the line's end if it does not end there).
std::size_t after_string(std::string_view line, std::size_t at) {
    char quote = line[at++];
    while (at < line.size() && line[at] != quote) at += line[at] == '\\' ? 2 : 1;
    return std::min(at + 1, line.size());
}

}  // namespace

std::optional<KeywordTypo> find_keyword_typo(std::string_view source, u32 line_number,
                                             const char* stack_floor) {
    std::vector<std::string> lines = lines_up_to(source, line_number);
    if (lines.empty() || lines.size() < line_number) return std::nullopt;
    lines.erase(lines.begin(),
                lines.begin() + static_cast<std::ptrdiff_t>(last_block_start(lines)));
    dedent(lines);
    std::size_t size = 0;
    for (const std::string& line : lines) size += line.size() + 1;
    if (size > kMaxText + 1) return std::nullopt;
    std::string_view line = lines.back();
    int words = 0;
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '#') break;
        if (line[at] == '"' || line[at] == '\'') {
            at = after_string(line, at);
            continue;
        }
        std::string_view word = line.substr(at, text::identifier_prefix(line.substr(at)));
        if (word.empty()) {
            // Digits take letters that follow with them (0x1f, 1e5).
            bool digit = line[at] >= '0' && line[at] <= '9';
            at += text::sequence_length(line[at]);
            while (digit && at < line.size() &&
                   (std::isalnum(static_cast<unsigned char>(line[at])) || line[at] == '_'))
                at++;
            continue;
        }
        bool is_keyword =
            std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords);
        if (!is_keyword) {
            if (++words > kMaxWords) break;
            if (auto keyword = keyword_that_parses(lines, at, word, stack_floor)) {
                u32 col = static_cast<u32>(text::index_of_offset(line, at));
                u32 length = static_cast<u32>(text::count_code_points(word));
                return KeywordTypo{std::string(line), col, col + length, std::string(*keyword)};
            }
        }
        at += word.size();
    }
    return std::nullopt;
}

}  // namespace krait

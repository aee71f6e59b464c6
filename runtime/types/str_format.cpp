// str.format and format_map: literal text, replacement fields with names, attributes, items,
// conversions and nested specifications; str.__format__.
#include "runtime/errors/errors.h"
#include "runtime/text/format_spec.h"
#include "runtime/text/unicode.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/number_text.h"
#include "runtime/types/str_methods.h"

#include <cstdio>

namespace krait {

namespace {

// "{name!c:spec}" taken apart.
struct Field {
    std::string_view name;
    char32_t conversion = 0;
    std::string_view spec;
    bool nested = false;  // the spec holds fields of its own
};

class Formatter {
public:
    Formatter(Thread& t, Tuple* positional, Value keywords)
        : t_(t), positional_(positional), keywords_(keywords) {}
    // Two levels: the string itself and the specs of its fields.
    Result<void> run(std::string_view format, int depth, std::string& out);

private:
    Result<Field> parse_field(std::string_view format, std::size_t& at);
    Result<void> put_field(const Field&, int depth, std::string& out);
    Result<Value> field_value(std::string_view name);
    Result<Value> first_value(std::string_view name);
    Result<Value> next_part(Value object, std::string_view rest, std::size_t& at);
    Result<void> number_fields(bool automatic);
    Result<Value> converted(char32_t conversion, Value v);
    Result<i64> field_index(std::string_view digits);

    Thread& t_;
    Tuple* positional_;  // null: format_map
    Value keywords_;
    enum { kUndecided, kAutomatic, kManual } numbering_ = kUndecided;
    i64 next_ = 0;  // with automatic numbering
};

// The number that a field name or an index in brackets is, or -1.
Result<i64> Formatter::field_index(std::string_view digits) {
    if (digits.empty()) return -1;
    i64 value = 0;
    for (std::size_t i = 0; i < digits.size();) {
        int digit = text::decimal_value(text::decode_next(digits, i));
        if (digit < 0) return -1;
        if (value > (kMaxI64 - digit) / 10) {
            return raise_value_error(t_, "Too many decimal digits in format string");
        }
        value = value * 10 + digit;
    }
    return value;
}

Result<void> Formatter::number_fields(bool automatic) {
    if (numbering_ == kUndecided) numbering_ = automatic ? kAutomatic : kManual;
    if (numbering_ == kManual && automatic) {
        return raise_value_error(
            t_, "cannot switch from manual field specification to automatic field numbering");
    }
    if (numbering_ == kAutomatic && !automatic) {
        return raise_value_error(
            t_, "cannot switch from automatic field numbering to manual field specification");
    }
    return {};
}

Result<Value> Formatter::first_value(std::string_view name) {
    i64 index = TRY(field_index(name));
    bool automatic = name.empty();
    if (automatic || index >= 0) {
        TRY(number_fields(automatic));
        if (automatic) index = next_++;
    } else {
        Str* key = TRY(make_str(t_, name));
        if (keywords_.is_empty()) return raise_key_error(t_, key);
        return get_item(t_, keywords_, key);
    }
    if (positional_ == nullptr)
        return raise_value_error(t_, "Format string contains positional fields");
    if (static_cast<u64>(index) >= positional_->length) {
        return raise_index_error(
            t_, cat("Replacement index ", index, " out of range for positional args tuple"));
    }
    return positional_->items[index];
}

// What ".attribute" or "[item]" at `at` selects.
Result<Value> Formatter::next_part(Value object, std::string_view rest, std::size_t& at) {
    const char kind = rest[at++];
    if (kind != '.' && kind != '[') {
        return raise_value_error(t_, "Only '.' or '[' may follow ']' in format field specifier");
    }
    std::size_t end = kind == '.' ? rest.find_first_of(".[", at) : rest.find(']', at);
    if (end == std::string_view::npos) {
        if (kind == '[') return raise_value_error(t_, "Missing ']' in format string");
        end = rest.size();
    }
    std::string_view name = rest.substr(at, end - at);
    at = kind == '[' ? end + 1 : end;
    i64 index = kind == '[' ? TRY(field_index(name)) : -1;
    if (name.empty()) return raise_value_error(t_, "Empty attribute in format string");
    if (kind == '.') return get_attr(t_, object, TRY(intern(t_, name)));
    Value key = index >= 0 ? TRY(make_int(t_, index)) : Value(TRY(make_str(t_, name)));
    return get_item(t_, object, key);
}

Result<Value> Formatter::field_value(std::string_view name) {
    std::size_t at = std::min(name.find_first_of(".["), name.size());
    Value object = TRY(first_value(name.substr(0, at)));
    while (at < name.size()) object = TRY(next_part(object, name, at));
    return object;
}

Result<Value> Formatter::converted(char32_t conversion, Value v) {
    switch (conversion) {
        case 0: return v;
        case 'r': return TRY(repr(t_, v));
        case 's': return TRY(str_of(t_, v));
        case 'a': return TRY(ascii_of(t_, v));
        default: break;
    }
    if (conversion > 32 && conversion < 127) {
        return raise_value_error(
            t_, cat("Unknown conversion specifier ", static_cast<char>(conversion)));
    }
    char hex[16];
    std::snprintf(hex, sizeof hex, "\\x%x", static_cast<unsigned>(conversion));
    return raise_value_error(t_, cat("Unknown conversion specifier ", std::string_view(hex)));
}

// Parses the field whose opening brace is before `at`; leaves `at` behind the closing one.
Result<Field> Formatter::parse_field(std::string_view format, std::size_t& at) {
    Field field;
    const std::size_t start = at;
    char c = 0;
    while (at < format.size()) {
        c = format[at++];
        if (c == '{') return raise_value_error(t_, "unexpected '{' in field name");
        if (c == '[') {
            at = std::min(format.find(']', at), format.size());
            continue;
        }
        if (c == '}' || c == ':' || c == '!') break;
    }
    if (c != '}' && c != ':' && c != '!')
        return raise_value_error(t_, "expected '}' before end of string");
    field.name = format.substr(start, at - 1 - start);
    if (c == '}') return field;
    if (c == '!') {
        if (at >= format.size()) {
            return raise_value_error(t_, "end of string while looking for conversion specifier");
        }
        field.conversion = text::decode_next(format, at);
        if (at < format.size()) {
            c = format[at++];
            if (c == '}') return field;
            if (c != ':') return raise_value_error(t_, "expected ':' after conversion specifier");
        }
    }
    const std::size_t spec = at;
    for (int open = 1; at < format.size();) {
        c = format[at++];
        if (c == '{') {
            field.nested = true;
            open++;
        } else if (c == '}' && --open == 0) {
            field.spec = format.substr(spec, at - 1 - spec);
            return field;
        }
    }
    return raise_value_error(t_, "unmatched '{' in format spec");
}

Result<void> Formatter::put_field(const Field& field, int depth, std::string& out) {
    Value v = TRY(field_value(field.name));
    if (field.conversion != 0) v = TRY(converted(field.conversion, v));
    std::string expanded;
    std::string_view spec = field.spec;
    if (field.nested) {
        TRY(run(spec, depth - 1, expanded));
        spec = expanded;
    }
    if (spec.empty() && is_exact_str(t_, v)) {
        out += v.as<Str>()->view();
        return {};
    }
    Str* spec_text = TRY(make_str(t_, spec));
    out += TRY(format_value(t_, v, spec_text))->view();
    return {};
}

Result<void> Formatter::run(std::string_view format, int depth, std::string& out) {
    if (depth <= 0) return raise_value_error(t_, "Max string recursion exceeded");
    for (std::size_t at = 0; at < format.size();) {
        std::size_t brace = std::min(format.find_first_of("{}", at), format.size());
        out.append(format, at, brace - at);
        if (brace == format.size()) break;
        const char c = format[brace];
        at = brace + 1;
        if (at < format.size() && format[at] == c) {
            out += c;
            at++;
            continue;
        }
        if (c == '}') return raise_value_error(t_, "Single '}' encountered in format string");
        if (at == format.size())
            return raise_value_error(t_, "Single '{' encountered in format string");
        Field field = TRY(parse_field(format, at));
        TRY(put_field(field, depth, out));
        if (out.size() > kMaxStrSize) return raise_memory_error(t_);
    }
    return {};
}

Result<Value> format(Thread& t, Value* a) {
    std::string out;
    TRY(Formatter(t, a[1].as<Tuple>(), a[2]).run(a[0].as<Str>()->view(), 2, out));
    return TRY(make_str(t, out));
}

Result<Value> format_map(Thread& t, Value* a) {
    std::string out;
    TRY(Formatter(t, nullptr, a[1]).run(a[0].as<Str>()->view(), 2, out));
    return TRY(make_str(t, out));
}

Result<Value> format_method(Thread& t, Value* a) {
    Str* spec = TRY(format_spec_argument(t, a[1]));
    if (spec->size == 0) return TRY(str_of(t, a[0]));
    text::ParsedSpec parsed = text::parse_format_spec(spec->view(), type_name(t, a[0]), U's', '<');
    if (!parsed.ok()) return formatted_text(t, {"", parsed.error, parsed.error_kind});
    return formatted_text(
        t, text::format_string(parsed.spec, a[0].as<Str>()->view(), type_name(t, a[0])));
}

constexpr NativeDef kMethods[] = {
    {"format", "($self, /, *args, **kwargs)",
     "The string with its fields in braces replaced by the arguments, formatted as the fields say.",
     format},
    {"format_map", "($self, mapping, /)",
     "As format, with the values of fields taken from the mapping.", format_map},
    {"__format__", "($self, format_spec, /)", "The string as the format specification says.",
     format_method},
};

}  // namespace

std::span<const NativeDef> str_format_methods() {
    return kMethods;
}

}  // namespace krait

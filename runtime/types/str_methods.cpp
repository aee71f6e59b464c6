// Methods of str on whole strings: letter case, predicates, padding, tabs, translate, encode.
#include "runtime/types/str_methods.h"

#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/case_map.h"
#include "runtime/text/classify.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/text_args.h"
#include "runtime/types/text_codec.h"

#include <array>
#include <cstring>

namespace krait {

namespace {

Str* self_of(Value* a) {
    return a[0].as<Str>();
}

// ---- letter case

using CaseMap = std::string (*)(std::string_view);

// Flips bit 0x20 of the bytes from `first` to `last` in eight ASCII characters at once.
u64 flip_word(u64 word, char first, char last) {
    constexpr u64 kOnes = 0x0101010101010101u;
    // The top bit of a byte is set once it is at least `first`, and once it is beyond `last`.
    u64 reached = word + kOnes * static_cast<u8>(0x80 - first);
    u64 passed = word + kOnes * static_cast<u8>(0x7F - last);
    return word ^ ((reached ^ passed) & (kOnes << 7)) >> 2;
}

// An ASCII string with the letters from `first` to `last` in the other case.
Result<Value> flip_ascii(Thread& t, Str* s, char first, char last) {
    if (s->size <= 1) {
        bool flips = s->size == 1 && s->data[0] >= first && s->data[0] <= last;
        return flips ? t.names().ascii[s->data[0] ^ 0x20] : TRY(plain_str(t, s));
    }
    char* out;
    Str* result = TRY(make_str_uninitialized(t, s->size, s->length, true, &out));
    TRY(interruptible(t, s->size, [=] {
        const char* in = s->data;
        u64 word = 0;
        u64 i = 0;
        for (; i + sizeof word <= s->size; i += sizeof word) {
            std::memcpy(&word, in + i, sizeof word);
            word = flip_word(word, first, last);
            std::memcpy(out + i, &word, sizeof word);
        }
        for (; i < s->size; i++)
            out[i] = in[i] >= first && in[i] <= last ? static_cast<char>(in[i] ^ 0x20) : in[i];
    }));
    return result;
}

Result<Value> map_case(Thread& t, Str* s, CaseMap map) {
    return TRY(make_str(t, map(s->view())));
}

Result<Value> lower(Thread& t, Value* a) {
    Str* s = self_of(a);
    return s->is_ascii() ? flip_ascii(t, s, 'A', 'Z') : map_case(t, s, text::lower);
}
Result<Value> upper(Thread& t, Value* a) {
    Str* s = self_of(a);
    return s->is_ascii() ? flip_ascii(t, s, 'a', 'z') : map_case(t, s, text::upper);
}
Result<Value> casefold(Thread& t, Value* a) {
    Str* s = self_of(a);
    return s->is_ascii() ? flip_ascii(t, s, 'A', 'Z') : map_case(t, s, text::casefold);
}
Result<Value> title(Thread& t, Value* a) {
    return map_case(t, self_of(a), text::title);
}
Result<Value> capitalize(Thread& t, Value* a) {
    return map_case(t, self_of(a), text::capitalize);
}
Result<Value> swapcase(Thread& t, Value* a) {
    return map_case(t, self_of(a), text::swapcase);
}

// ---- predicates

template <bool (*predicate)(std::string_view)>
Result<Value> holds(Thread&, Value* a) {
    return Value::from_bool(predicate(self_of(a)->view()));
}
Result<Value> isascii(Thread&, Value* a) {
    return Value::from_bool(self_of(a)->is_ascii());
}

// ---- padding

Result<Str*> pad(Thread& t, Str* s, u64 left, u64 right, std::string_view fill) {
    if (left == 0 && right == 0) return plain_str(t, s);
    if (left > kMaxStrSize || right > kMaxStrSize) return raise_memory_error(t);
    u64 size = s->size + (left + right) * fill.size();
    u64 length = s->length + left + right;
    char* out;
    Str* result = TRY(make_str_uninitialized(t, size, length, size == length, &out));
    TRY(interruptible(t, size, [=]() mutable {
        auto put_fill = [&](u64 count) {
            if (fill.size() == 1) {
                std::memset(out, fill[0], count);
                out += count;
                return;
            }
            for (; count != 0; count--) out = std::copy(fill.begin(), fill.end(), out);
        };
        put_fill(left);
        std::memcpy(out, s->data, s->size);
        out += s->size;
        put_fill(right);
    }));
    return shared_if_short(t, result);
}

struct PadArguments {
    Str* s;
    u64 missing;  // columns to be filled
    u64 width;
    std::string_view fill;
};

Result<PadArguments> pad_arguments(Thread& t, Value* a) {
    PadArguments arguments = {self_of(a), 0, 0, " "};
    i64 width = TRY(size_argument(t, a[1]));
    if (!is_str(a[2])) {
        return raise_type_error(
            t, cat("The fill character must be a unicode character, not ", type_name(t, a[2])));
    }
    Str* fill = a[2].as<Str>();
    if (fill->length != 1)
        return raise_type_error(t, "The fill character must be exactly one character long");
    arguments.fill = fill->view();
    if (width > static_cast<i64>(arguments.s->length)) {
        arguments.width = static_cast<u64>(width);
        arguments.missing = arguments.width - arguments.s->length;
    }
    return arguments;
}

Result<Value> ljust(Thread& t, Value* a) {
    PadArguments arguments = TRY(pad_arguments(t, a));
    return TRY(pad(t, arguments.s, 0, arguments.missing, arguments.fill));
}
Result<Value> rjust(Thread& t, Value* a) {
    PadArguments arguments = TRY(pad_arguments(t, a));
    return TRY(pad(t, arguments.s, arguments.missing, 0, arguments.fill));
}
Result<Value> center(Thread& t, Value* a) {
    PadArguments arguments = TRY(pad_arguments(t, a));
    // The odd one goes left where the width is odd too.
    u64 left = arguments.missing / 2 + (arguments.missing & arguments.width & 1);
    return TRY(pad(t, arguments.s, left, arguments.missing - left, arguments.fill));
}

Result<Value> zfill(Thread& t, Value* a) {
    Str* s = self_of(a);
    i64 width = TRY(size_argument(t, a[1]));
    if (width <= static_cast<i64>(s->length)) return TRY(plain_str(t, s));
    u64 missing = static_cast<u64>(width) - s->length;
    Str* result = TRY(pad(t, s, missing, 0, "0"));
    if (s->size != 0 && (s->data[0] == '+' || s->data[0] == '-')) {
        char* data = const_cast<char*>(result->data);
        data[missing] = '0';
        data[0] = s->data[0];
    }
    return result;
}

Result<Value> expandtabs(Thread& t, Value* a) {
    Str* s = self_of(a);
    i64 tab_size = TRY(to_c_int(t, a[1]));
    std::string_view text = s->view();
    auto width = [&](std::size_t from, std::size_t to) {
        return static_cast<i64>(
            s->is_ascii() ? to - from : text::count_code_points(text.substr(from, to - from)));
    };
    u64 size = 0;
    auto add_run = [&](std::size_t from, std::size_t to) { size += to - from; };
    expand_tabs(text, tab_size, width, add_run, [&](i64 n) { size += static_cast<u64>(n); });
    if (size > kMaxStrSize) return raise_overflow_error(t, "new string is too long");
    char* out;
    u64 extra = s->size - s->length;  // bytes beyond one per code point: the same in the result
    Str* result = TRY(make_str_uninitialized(t, size, size - extra, extra == 0, &out));
    auto put_run = [&](std::size_t from, std::size_t to) {
        std::memcpy(out, text.data() + from, to - from);
        out += to - from;
    };
    auto put_spaces = [&](i64 n) {
        std::memset(out, ' ', static_cast<u64>(n));
        out += n;
    };
    expand_tabs(text, tab_size, width, put_run, put_spaces);
    return TRY(shared_if_short(t, result));
}

// ---- translate

// What a table maps a character to; empty: the character stays.
Result<Value> translate_lookup(Thread& t, Value table, char32_t c) {
    Value key = Value::small_int(static_cast<i64>(c));
    Result<Value> found = get_item(t, table, key);
    if (found.ok()) return found;
    if (!pending_is(t, t.types().lookup_error)) return Failure{};
    clear_pending(t);
    return Value::absent();
}

Result<void> append_translated(Thread& t, std::string& out, Value mapped, char32_t c) {
    if (mapped.is_absent()) {
        text::append(out, c);
        return {};
    }
    if (mapped.is_none()) return {};
    if (is_int(mapped)) {
        i64 code = int_clip_i64(mapped);
        if (code < 0 || code > 0x10FFFF) {
            return raise_value_error(t, "character mapping must be in range(0x110000)");
        }
        text::append(out, static_cast<char32_t>(code));
        return {};
    }
    if (is_str(mapped)) {
        out += mapped.as<Str>()->view();
        return {};
    }
    return raise_type_error(t, "character mapping must return integer, None or str");
}

Result<Value> translate(Thread& t, Value* a) {
    Str* s = self_of(a);
    // A dict answers the same each time, so each ASCII character is looked up once.
    bool memoize = is_dict(a[1]) && a[1].object()->type == t.types().dict;
    std::array<Value, 128> known = {};
    std::string out;
    out.reserve(s->size);
    std::string_view text = s->view();
    for (std::size_t i = 0; i < text.size();) {
        TRY(poll_interrupt(t));
        char32_t c = text::decode_next(text, i);
        Value mapped;
        if (memoize && c < 128) {
            if (known[c].is_empty())
                known[c] = TRY(dict_get(t, a[1].as<Dict>(), Value::small_int(i64{c})));
            mapped = known[c];
        } else {
            mapped = TRY(translate_lookup(t, a[1], c));
        }
        TRY(append_translated(t, out, mapped, c));
        if (out.size() > kMaxStrSize) return raise_memory_error(t);
    }
    return TRY(make_str(t, out));
}

Result<Value> char_key(const Str* s) {
    return Value::small_int(static_cast<i64>(text::decode(s->data).code_point));
}

Result<Value> table_from_dict(Thread& t, Value given) {
    if (!is_dict(given) || given.object()->type != t.types().dict) {
        return raise_type_error(t, "if you give only one argument to maketrans it must be a dict");
    }
    Dict* source = given.as<Dict>();
    Dict* table = TRY(make_dict(t));
    Value key, value;
    for (u64 at = 0; dict_next(source, at, &key, &value);) {
        if (is_str(key)) {
            if (key.as<Str>()->length != 1) {
                return raise_value_error(t, "string keys in translatetable must be of length 1");
            }
            key = TRY(char_key(key.as<Str>()));
        } else if (!is_int(key)) {
            return raise_type_error(t, "keys in translate table mustbe strings or integers");
        }
        TRY(dict_set(t, table, key, value));
    }
    return table;
}

Result<Value> maketrans(Thread& t, Value* a) {
    if (a[1].is_empty()) return table_from_dict(t, a[0]);
    if (!is_str(a[1])) return raise_argument_type(t, "maketrans", 2, "str", a[1]);
    if (!a[2].is_empty() && !is_str(a[2]))
        return raise_argument_type(t, "maketrans", 3, "str", a[2]);
    if (!is_str(a[0])) {
        return raise_type_error(
            t, "first maketrans argument must be a string if there is a second argument");
    }
    Str* from = a[0].as<Str>();
    Str* to = a[1].as<Str>();
    if (from->length != to->length) {
        return raise_value_error(t, "the first two maketrans arguments must have equal length");
    }
    Dict* table = TRY(make_dict(t));
    std::size_t i = 0, j = 0;
    while (i < from->size) {
        Value key = Value::small_int(static_cast<i64>(text::decode_next(from->view(), i)));
        Value value = Value::small_int(static_cast<i64>(text::decode_next(to->view(), j)));
        TRY(dict_set(t, table, key, value));
    }
    if (a[2].is_empty()) return table;
    Str* deleted = a[2].as<Str>();
    for (i = 0; i < deleted->size;) {
        Value key = Value::small_int(static_cast<i64>(text::decode_next(deleted->view(), i)));
        TRY(dict_set(t, table, key, Value::none()));
    }
    return table;
}

// ---- others

Result<Value> encode(Thread& t, Value* a) {
    CodecChoice choice = TRY(codec_arguments(t, "encode", a[1], a[2]));
    return TRY(encode_text_object(t, self_of(a), choice));
}

Result<Value> getnewargs(Thread& t, Value* a) {
    Value text = TRY(plain_str(t, self_of(a)));
    return TRY(make_tuple_from(t, &text, 1));
}

// As CPython counts, whose strings have 1, 2 or 4 bytes per code point.
Result<Value> size_of(Thread& t, Value* a) {
    Str* s = self_of(a);
    if (s->is_ascii()) return Value::small_int(41 + i64{s->length});
    char32_t highest = text::max_code_point(s->view());
    i64 width = highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4;
    return make_int(t, 56 + width * (i64{s->length} + 1));
}

constexpr NativeDef kMethods[] = {
    {"lower", "($self, /)", "A copy in lower case.", lower},
    {"upper", "($self, /)", "A copy in upper case.", upper},
    {"title", "($self, /)",
     "A copy with each word starting in title case and going on in lower case.", title},
    {"capitalize", "($self, /)",
     "A copy with the first character in title case and the rest in lower case.", capitalize},
    {"swapcase", "($self, /)", "A copy with upper case turned to lower case and the reverse.",
     swapcase},
    {"casefold", "($self, /)", "A copy for comparisons that disregard letter case.", casefold},
    {"isalpha", "($self, /)", "Whether there are characters and all are letters.",
     holds<text::all_alpha>},
    {"isalnum", "($self, /)", "Whether there are characters and all are letters or numbers.",
     holds<text::all_alnum>},
    {"isdecimal", "($self, /)", "Whether there are characters and all are decimal digits.",
     holds<text::all_decimal>},
    {"isdigit", "($self, /)", "Whether there are characters and all are digits.",
     holds<text::all_digit>},
    {"isnumeric", "($self, /)", "Whether there are characters and all are numeric.",
     holds<text::all_numeric>},
    {"isspace", "($self, /)", "Whether there are characters and all are white space.",
     holds<text::all_space>},
    {"isprintable", "($self, /)", "Whether all characters are printable.",
     holds<text::all_printable>},
    {"islower", "($self, /)", "Whether there are cased characters and all are in lower case.",
     holds<text::is_lower_text>},
    {"isupper", "($self, /)", "Whether there are cased characters and all are in upper case.",
     holds<text::is_upper_text>},
    {"istitle", "($self, /)",
     "Whether there are cased characters and words start, and only start, in upper case.",
     holds<text::is_title_text>},
    {"isidentifier", "($self, /)",
     "Whether the string could be a name in source code; keywords could.",
     holds<text::is_identifier>},
    {"isascii", "($self, /)", "Whether all characters are ASCII.", isascii},
    {"ljust", "($self, width, fillchar=' ', /)", "Padded at the right to the width.", ljust},
    {"rjust", "($self, width, fillchar=' ', /)", "Padded at the left to the width.", rjust},
    {"center", "($self, width, fillchar=' ', /)", "Padded at both sides to the width.", center},
    {"zfill", "($self, width, /)", "Padded to the width with zeros between a sign and the rest.",
     zfill},
    {"expandtabs", "($self, /, tabsize=8)",
     "With spaces for tabs, up to the next multiple of the tab size.", expandtabs},
    {"translate", "($self, table, /)",
     "With each character replaced by what the table has at its ordinal: an ordinal, a string, or "
     "None to delete it.\n"
     "\nWithout an entry (LookupError) it stays.",
     translate},
    {"maketrans", "(x, y=<unset>, z=<unset>, /)",
     "A table for translate: from a dict, or from two strings of equal length and one of "
     "characters to delete.",
     maketrans, NativeDef::kStaticMethod},
    {"encode", "($self, /, encoding='utf-8', errors='strict')",
     "The string as bytes in the encoding.", encode},
    {"__getnewargs__", "($self, /)", "Arguments for copying.", getnewargs},
    {"__sizeof__", "($self, /)", "Size in bytes as CPython would report it.", size_of},
};

}  // namespace

std::span<const NativeDef> str_case_methods() {
    return kMethods;
}

}  // namespace krait

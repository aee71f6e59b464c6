// Methods of bytes and bytearray on all of their bytes: letter case, predicates, padding, hex,
// translate, join, decode.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/case_map.h"
#include "runtime/text/classify.h"
#include "runtime/types/bytes_internal.h"
#include "runtime/types/int.h"
#include "runtime/types/text_args.h"
#include "runtime/types/text_codec.h"

#include <algorithm>
#include <cstring>

namespace krait {

namespace {

// ---- letter case and predicates

template <std::string (*map)(std::string_view)>
Result<Value> mapped(Thread& t, Value* a) {
    return like(t, a[0], map(view_of(a[0])));
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
    return is_lower(c) || is_upper(c);
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
    return is_letter(c) || is_digit(c);
}
bool is_space(char c) {
    return text::is_ascii_space(c);
}

template <bool (*test)(char)>
Result<Value> all(Thread& t, Value* a) {
    std::string_view self = view_of(a[0]);
    bool yes = false;
    TRY(interruptible(t, self.size(),
                      [&] { yes = !self.empty() && std::all_of(self.begin(), self.end(), test); }));
    return Value::from_bool(yes);
}

// Some letter is of the one case and none of the other.
template <bool (*wanted)(char), bool (*unwanted)(char)>
Result<Value> all_cased(Thread& t, Value* a) {
    std::string_view self = view_of(a[0]);
    bool yes = false;
    TRY(interruptible(t, self.size(), [&] {
        yes = std::any_of(self.begin(), self.end(), wanted) &&
              std::none_of(self.begin(), self.end(), unwanted);
    }));
    return Value::from_bool(yes);
}

Result<Value> istitle(Thread& t, Value* a) {
    bool any = false;
    bool in_word = false;
    for (char c : view_of(a[0])) {
        TRY(poll_interrupt(t));
        if (is_letter(c)) {
            if (is_upper(c) == in_word) return Value::false_();
            any = true;
        }
        in_word = is_letter(c);
    }
    return Value::from_bool(any);
}

Result<Value> isascii(Thread&, Value* a) {
    return Value::from_bool(text::is_ascii(view_of(a[0])));
}

// ---- padding

Result<Value> pad(Thread& t, Value self, u64 left, u64 right, char fill) {
    std::string_view data = view_of(self);
    if (left == 0 && right == 0) return whole_like(t, self);
    char* out;
    if (left > u64{1} << 62 || right > u64{1} << 62) return raise_memory_error(t);
    Bytes* result = TRY(make_bytes_uninitialized(t, data.size() + left + right, &out));
    TRY(interruptible(t, left + right + data.size(), [=] {
        std::memset(out, fill, left);
        std::copy(data.begin(), data.end(), out + left);
        std::memset(out + left + data.size(), fill, right);
    }));
    return is_bytes(self) ? Value(result) : Value(TRY(make_bytearray(t, result->view())));
}

struct PadArguments {
    u64 missing = 0;
    u64 width = 0;
    char fill = ' ';
};

Result<PadArguments> pad_arguments(Thread& t, const char* function, Value* a) {
    PadArguments arguments;
    i64 width = TRY(size_argument(t, a[1]));
    if (!a[2].is_empty()) {
        std::string_view fill;
        if (!bytes_of(a[2], &fill)) {
            return raise_type_error(
                t, cat(function, "() argument 2 must be a byte string of length 1, not ",
                       type_name(t, a[2])));
        }
        if (fill.size() != 1) {
            return raise_type_error(
                t, cat(function, "(): argument 2 must be a byte string of length 1, not a ",
                       is_bytes(a[2]) ? "bytes" : "bytearray", " object of length ", fill.size()));
        }
        arguments.fill = fill[0];
    }
    i64 size = static_cast<i64>(view_of(a[0]).size());
    if (width > size) {
        arguments.width = static_cast<u64>(width);
        arguments.missing = static_cast<u64>(width - size);
    }
    return arguments;
}

Result<Value> ljust(Thread& t, Value* a) {
    PadArguments arguments = TRY(pad_arguments(t, "ljust", a));
    return pad(t, a[0], 0, arguments.missing, arguments.fill);
}
Result<Value> rjust(Thread& t, Value* a) {
    PadArguments arguments = TRY(pad_arguments(t, "rjust", a));
    return pad(t, a[0], arguments.missing, 0, arguments.fill);
}
Result<Value> center(Thread& t, Value* a) {
    PadArguments arguments = TRY(pad_arguments(t, "center", a));
    u64 left = arguments.missing / 2 + (arguments.missing & arguments.width & 1);
    return pad(t, a[0], left, arguments.missing - left, arguments.fill);
}

Result<Value> zfill(Thread& t, Value* a) {
    i64 width = TRY(size_argument(t, a[1]));
    std::string_view self = view_of(a[0]);
    if (width <= static_cast<i64>(self.size())) return whole_like(t, a[0]);
    u64 missing = static_cast<u64>(width) - self.size();
    char sign = !self.empty() && (self[0] == '+' || self[0] == '-') ? self[0] : 0;
    Value result = TRY(pad(t, a[0], missing, 0, '0'));
    if (sign != 0) {
        char* data = const_cast<char*>(view_of(result).data());
        data[missing] = '0';
        data[0] = sign;
    }
    return result;
}

Result<Value> expandtabs(Thread& t, Value* a) {
    i64 tab_size = TRY(to_c_int(t, a[1]));
    std::string_view self = view_of(a[0]);
    auto width = [](std::size_t from, std::size_t to) { return static_cast<i64>(to - from); };
    u64 size = 0;
    auto add_run = [&](std::size_t from, std::size_t to) { size += to - from; };
    expand_tabs(self, tab_size, width, add_run, [&](i64 n) { size += static_cast<u64>(n); });
    char* out;
    Bytes* result = TRY(make_bytes_uninitialized(t, size, &out));
    auto put_run = [&](std::size_t from, std::size_t to) {
        out = std::copy(self.data() + from, self.data() + to, out);
    };
    auto put_spaces = [&](i64 n) {
        std::memset(out, ' ', static_cast<u64>(n));
        out += n;
    };
    expand_tabs(self, tab_size, width, put_run, put_spaces);
    return is_bytes(a[0]) ? Value(result) : Value(TRY(make_bytearray(t, result->view())));
}

// ---- hex

// The separator, 0: none.
Result<char> hex_separator(Thread& t, Value v) {
    if (v.is_empty()) return '\0';
    i64 size = TRY(length(t, v));
    if (size != 1) return raise_value_error(t, "sep must be length 1.");
    std::string_view text;
    if (is_str(v))
        text = v.as<Str>()->view();
    else if (is_bytes(v))
        text = v.as<Bytes>()->view();
    else
        return raise_type_error(t, "sep must be str or bytes.");
    if (static_cast<u8>(text[0]) >= 0x80) return raise_value_error(t, "sep must be ASCII.");
    return text[0];
}

Result<Value> hex(Thread& t, Value* a) {
    constexpr const char* kDigits = "0123456789abcdef";
    char separator = TRY(hex_separator(t, a[1]));
    i64 group = a[2].is_empty() ? 1 : TRY(to_c_int(t, a[2]));
    if (a[1].is_empty()) group = 0;
    std::string_view self = view_of(a[0]);
    if (self.empty()) return t.names().empty;
    u64 in_group = static_cast<u64>(group < 0 ? -group : group);
    u64 separators = in_group == 0 ? 0 : (self.size() - 1) / in_group;
    char* out;
    u64 size = self.size() * 2 + separators;
    Str* result = TRY(make_str_uninitialized(t, size, size, true, &out));
    for (u64 i = 0; i < self.size(); i++) {
        TRY(poll_interrupt(t));
        // Groups are counted from the right, or from the left if their size is negative.
        u64 place = group < 0 ? i : self.size() - i;
        if (i != 0 && in_group != 0 && place % in_group == 0) *out++ = separator;
        u8 byte = static_cast<u8>(self[i]);
        *out++ = kDigits[byte >> 4];
        *out++ = kDigits[byte & 15];
    }
    return result;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

Failure raise_not_hex(Thread& t, std::size_t at) {
    return raise_value_error(t,
                             cat("non-hexadecimal number found in fromhex() arg at position ", at));
}

Result<std::string> parse_hex(Thread& t, std::string_view text) {
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size();) {
        TRY(poll_interrupt(t));
        if (is_space(text[i])) {
            i++;
            continue;
        }
        int high = hex_value(text[i]);
        if (high < 0) return raise_not_hex(t, i);
        if (++i == text.size()) {
            return raise_value_error(
                t, "fromhex() arg must contain an even number of hexadecimal digits");
        }
        int low = hex_value(text[i]);
        if (low < 0) return raise_not_hex(t, i);
        i++;
        out += static_cast<char>(high << 4 | low);
    }
    return out;
}

// ---- join

struct JoinTotals {
    u64 size = 0;
};

Result<JoinTotals> measure_join(Thread& t, std::string_view separator, Value* items, u64 count) {
    JoinTotals totals;
    for (u64 i = 0; i < count; i++) {
        TRY(poll_interrupt(t));
        std::string_view item;
        if (!bytes_of(items[i], &item)) {
            return raise_type_error(t, cat("sequence item ", i, ": expected a bytes-like object, ",
                                           type_name(t, items[i]), " found"));
        }
        totals.size += item.size();
    }
    if (count > 1) totals.size += separator.size() * (count - 1);
    return totals;
}

Result<Value> join(Thread& t, Value* a) {
    Value items = TRY(list_or_tuple(t, a[1], "can only join an iterable"));
    std::string_view separator = view_of(a[0]);
    u64 count = count_of(items);
    JoinTotals totals = TRY(measure_join(t, separator, items_of(items), count));
    if (count == 1 && is_bytes(a[0]) && items_of(items)[0].object()->type == t.types().bytes)
        return items_of(items)[0];
    char* out;
    Bytes* result = TRY(make_bytes_uninitialized(t, totals.size, &out));
    for (u64 i = 0; i < count; i++) {
        TRY(poll_interrupt(t));
        if (i != 0) out = std::copy(separator.begin(), separator.end(), out);
        std::string_view item = view_of(items_of(items)[i]);
        out = std::copy(item.begin(), item.end(), out);
    }
    return is_bytes(a[0]) ? Value(result) : Value(TRY(make_bytearray(t, result->view())));
}

// ---- translate

Result<Value> translate(Thread& t, Value* a) {
    std::string_view table, deleted;
    if (!a[1].is_none()) {
        table = TRY(bytes_argument(t, a[1]));
        if (table.size() != 256)
            return raise_value_error(t, "translation table must be 256 characters long");
    }
    if (!a[2].is_empty()) deleted = TRY(bytes_argument(t, a[2]));
    bool drop[256] = {};
    for (char c : deleted) drop[static_cast<u8>(c)] = true;
    std::string_view self = view_of(a[0]);
    std::string out;
    out.reserve(self.size());
    for (char c : self) {
        TRY(poll_interrupt(t));
        u8 byte = static_cast<u8>(c);
        if (!drop[byte]) out += table.empty() ? c : table[byte];
    }
    return like(t, a[0], out);
}

Result<Value> maketrans(Thread& t, Value* a) {
    std::string_view from = TRY(bytes_argument(t, a[0]));
    std::string_view to = TRY(bytes_argument(t, a[1]));
    if (from.size() != to.size())
        return raise_value_error(t, "maketrans arguments must have same length");
    char table[256];
    for (int i = 0; i < 256; i++) table[i] = static_cast<char>(i);
    for (std::size_t i = 0; i < from.size(); i++) table[static_cast<u8>(from[i])] = to[i];
    return TRY(make_bytes(t, {table, sizeof table}));
}

Result<Value> decode(Thread& t, Value* a) {
    CodecChoice choice = TRY(codec_arguments(t, "decode", a[1], a[2]));
    return TRY(decode_text(t, view_of(a[0]), choice));
}

constexpr NativeDef kMethods[] = {
    {"lower", "($self, /)", "A copy with ASCII letters in lower case.", mapped<text::ascii_lower>},
    {"upper", "($self, /)", "A copy with ASCII letters in upper case.", mapped<text::ascii_upper>},
    {"title", "($self, /)", "A copy with ASCII words in title case.", mapped<text::ascii_title>},
    {"capitalize", "($self, /)",
     "A copy with the first byte in upper case, the others in lower case (ASCII).",
     mapped<text::ascii_capitalize>},
    {"swapcase", "($self, /)", "A copy with the case of ASCII letters flipped.",
     mapped<text::ascii_swapcase>},
    {"isalpha", "($self, /)", "Whether there are bytes and all are ASCII letters.", all<is_letter>},
    {"isdigit", "($self, /)", "Whether there are bytes and all are ASCII digits.", all<is_digit>},
    {"isalnum", "($self, /)", "Whether there are bytes and all are ASCII letters or digits.",
     all<is_letter_or_digit>},
    {"isspace", "($self, /)", "Whether there are bytes and all are ASCII white space.",
     all<is_space>},
    {"islower", "($self, /)", "Whether there are ASCII letters and all are in lower case.",
     all_cased<is_lower, is_upper>},
    {"isupper", "($self, /)", "Whether there are ASCII letters and all are in upper case.",
     all_cased<is_upper, is_lower>},
    {"istitle", "($self, /)",
     "Whether there are ASCII letters and words start, and only start, in upper case.", istitle},
    {"isascii", "($self, /)", "Whether all bytes are below 128.", isascii},
    {"ljust", "($self, width, fillchar=<unset>, /)", "Padded at the right to the width.", ljust},
    {"rjust", "($self, width, fillchar=<unset>, /)", "Padded at the left to the width.", rjust},
    {"center", "($self, width, fillchar=<unset>, /)", "Padded at both sides to the width.", center},
    {"zfill", "($self, width, /)",
     "Padded to the width with ASCII zeros between a sign and the rest.", zfill},
    {"expandtabs", "($self, /, tabsize=8)",
     "With spaces for tabs, up to the next multiple of the tab size.", expandtabs},
    {"hex", "($self, /, sep=<unset>, bytes_per_sep=1)",
     "Two hexadecimal digits per byte, with the separator between groups of bytes counted from the "
     "right (from the "
     "left if bytes_per_sep is negative).",
     hex},
    {"join", "($self, iterable_of_bytes, /)",
     "The items of the iterable, with these bytes between them.", join},
    {"translate", "($self, table, /, delete=<unset>)",
     "Without the bytes to be deleted, the others mapped by a table of 256 bytes (None: as they "
     "are).",
     translate},
    {"maketrans", "(frm, to, /)",
     "A table for translate that maps the bytes of one argument to those of the other.", maketrans,
     NativeDef::kStaticMethod},
    {"decode", "($self, /, encoding='utf-8', errors='strict')",
     "The text that the bytes are in the encoding.", decode},
};

}  // namespace

Result<Value> bytes_fromhex(Thread& t, Value* a) {
    std::string_view text;
    if (is_str(a[1])) {
        text = a[1].as<Str>()->view();
        if (!a[1].as<Str>()->is_ascii()) return raise_not_hex(t, text::ascii_prefix(text));
    } else if (!bytes_of(a[1], &text)) {
        return raise_type_error(
            t, cat("fromhex() argument must be str or bytes-like, not ", type_name(t, a[1])));
    }
    std::string data = TRY(parse_hex(t, text));
    const Types& types = t.types();
    Value plain = TRY(make_bytes(t, data));
    if (a[0] == Value(types.bytes)) return plain;
    if (a[0] == Value(types.bytearray)) return TRY(make_bytearray(t, data));
    return call(t, a[0], {plain});
}

std::span<const NativeDef> bytes_text_methods() {
    return kMethods;
}

}  // namespace krait

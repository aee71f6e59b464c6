// The % operator of str and bytes: one formatter for both, which differ in what %s, %c and the keys
// of mappings are.
#include "runtime/types/percent.h"

#include "runtime/errors/errors.h"
#include "runtime/text/number_format.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/str_internal.h"
#include "runtime/types/str_methods.h"

#include <algorithm>
#include <limits>

namespace krait {

namespace {

// A conversion as written: %[(key)][flags][width][.precision][length]code
struct Conversion {
    bool left = false, plus = false, blank = false, alternate = false, zero = false;
    i64 width = -1;
    i64 precision = -1;
    char32_t code = 0;
    std::size_t at = 0;  // byte offset of the code
};

class PercentFormatter {
public:
    PercentFormatter(Thread& t, std::string_view format, Value args, bool is_bytes)
        : t_(t), format_(format), args_(args), bytes_(is_bytes) {}
    Result<void> run();
    std::string out;

private:
    Result<void> conversion();
    Result<void> mapping_key();
    void flags(Conversion&);
    Result<void> width(Conversion&);
    Result<void> precision(Conversion&);
    Result<i64> number(i64 limit, const char* message);
    Result<Value> next_argument();
    Result<void> put(const Conversion&, Value argument);
    Result<void> put_text(const Conversion&, Value argument);
    Result<void> put_piece(const Conversion&, std::string_view piece, u64 length);
    Result<void> put_char(const Conversion&, Value argument);
    Result<void> put_byte(const Conversion&, Value argument);
    Result<void> put_int(const Conversion&, Value argument);
    Result<Value> int_argument(const Conversion&, Value argument);
    Result<void> put_float(const Conversion&, Value argument);
    Result<void> put_number(const Conversion&, std::string_view digits, bool negative,
                            std::string_view prefix);
    Result<void> put_padding(char c, i64 count);
    Failure incomplete() { return raise_value_error(t_, "incomplete format"); }
    Failure wrong_type(const Conversion& c, const char* wanted, Value got) {
        return raise_type_error(t_, cat("%", text::to_string(c.code), " format: ", wanted,
                                        " is required, not ", type_name(t_, got)));
    }
    Failure unsupported(const Conversion& c);
    bool at_end() const { return at_ == format_.size(); }

    Thread& t_;
    std::string_view format_;
    std::size_t at_ = 0;
    Value args_;  // the tuple, or the only argument
    bool bytes_;
    Value mapping_;       // what keys are looked up in; empty: args is no mapping
    bool single_ = true;  // args_ is one argument
    u64 next_ = 0;        // arguments taken
};

Result<void> PercentFormatter::run() {
    single_ = !is_tuple(args_);
    Kind kind = args_.is_object() ? args_.object()->kind : Kind::Free;
    bool text = kind == Kind::Str || (bytes_ && (kind == Kind::Bytes || kind == Kind::ByteArray));
    if (single_ && !text && type_of(t_, args_)->slots.get_item != nullptr) mapping_ = args_;
    const Value given = args_;
    while (!at_end()) {
        std::size_t percent = std::min(format_.find('%', at_), format_.size());
        out.append(format_, at_, percent - at_);
        at_ = percent;
        if (at_end()) break;
        at_++;
        TRY(conversion());
        if (out.size() > kMaxStrSize) return raise_memory_error(t_);
    }
    bool all_used = single_ ? next_ > 0 : next_ >= given.as<Tuple>()->length;
    if (all_used || !mapping_.is_empty()) return {};
    return raise_type_error(
        t_, cat("not all arguments converted during ", bytes_ ? "bytes" : "string", " formatting"));
}

Result<Value> PercentFormatter::next_argument() {
    if (single_ ? next_ > 0 : next_ >= args_.as<Tuple>()->length) {
        return raise_type_error(t_, "not enough arguments for format string");
    }
    u64 index = next_++;
    return single_ ? args_ : args_.as<Tuple>()->items[index];
}

Result<void> PercentFormatter::conversion() {
    if (!at_end() && format_[at_] == '%') {
        out += '%';
        at_++;
        return {};
    }
    Conversion c;
    if (!at_end() && format_[at_] == '(') TRY(mapping_key());
    flags(c);
    TRY(width(c));
    TRY(precision(c));
    if (!at_end() && (format_[at_] == 'h' || format_[at_] == 'l' || format_[at_] == 'L')) at_++;
    if (at_end()) return incomplete();
    c.at = at_;
    if (bytes_) {
        c.code = static_cast<u8>(format_[at_++]);
    } else {
        c.code = text::decode_next(format_, at_);
    }
    Value argument = TRY(next_argument());
    return put(c, argument);
}

Result<void> PercentFormatter::mapping_key() {
    if (mapping_.is_empty()) return raise_type_error(t_, "format requires a mapping");
    std::size_t start = ++at_;
    for (int depth = 1; depth > 0; at_++) {
        if (at_end()) return raise_value_error(t_, "incomplete format key");
        if (format_[at_] == '(') depth++;
        if (format_[at_] == ')') depth--;
    }
    std::string_view name = format_.substr(start, at_ - 1 - start);
    Value key = bytes_ ? Value(TRY(make_bytes(t_, name))) : Value(TRY(make_str(t_, name)));
    args_ = TRY(get_item(t_, mapping_, key));
    single_ = true;
    next_ = 0;
    return {};
}

void PercentFormatter::flags(Conversion& c) {
    for (; !at_end(); at_++) {
        switch (format_[at_]) {
            case '-': c.left = true; break;
            case '+': c.plus = true; break;
            case ' ': c.blank = true; break;
            case '#': c.alternate = true; break;
            case '0': c.zero = true; break;
            default: return;
        }
    }
}

Result<i64> PercentFormatter::number(i64 limit, const char* message) {
    i64 value = 0;
    for (; !at_end() && format_[at_] >= '0' && format_[at_] <= '9'; at_++) {
        int digit = format_[at_] - '0';
        if (value > (limit - digit) / 10) return raise_value_error(t_, message);
        value = value * 10 + digit;
    }
    return value;
}

Result<void> PercentFormatter::width(Conversion& c) {
    if (at_end()) return {};
    if (format_[at_] == '*') {
        at_++;
        Value argument = TRY(next_argument());
        if (!is_int(argument)) return raise_type_error(t_, "* wants int");
        c.width = TRY(size_argument(t_, argument));
        if (c.width < 0) {
            c.left = true;
            c.width = c.width == kMinI64 ? kMaxI64 : -c.width;
        }
    } else if (format_[at_] >= '0' && format_[at_] <= '9') {
        c.width = TRY(number(kMaxI64, "width too big"));
    }
    return {};
}

Result<void> PercentFormatter::precision(Conversion& c) {
    if (at_end() || format_[at_] != '.') return {};
    at_++;
    c.precision = 0;
    if (at_end()) return {};
    if (format_[at_] == '*') {
        at_++;
        Value argument = TRY(next_argument());
        if (!is_int(argument)) return raise_type_error(t_, "* wants int");
        c.precision = std::max<i64>(TRY(to_c_int(t_, argument)), 0);
        return {};
    }
    c.precision = TRY(number(std::numeric_limits<i32>::max(), "precision too big"));
    return {};
}

Failure PercentFormatter::unsupported(const Conversion& c) {
    if (bytes_ && c.code >= 0x80)
        return raise_overflow_error(t_, "character argument not in range(0x110000)");
    u64 index = bytes_ ? c.at : text::count_code_points(format_.substr(0, c.at));
    bool shown = c.code > 31 && c.code < 127;
    char hex[16];
    std::snprintf(hex, sizeof hex, "%x", static_cast<unsigned>(c.code));
    return raise_value_error(
        t_, cat("unsupported format character '", shown ? static_cast<char>(c.code) : '?', "' (0x",
                std::string_view(hex), ") at index ", index));
}

Result<void> PercentFormatter::put(const Conversion& c, Value argument) {
    switch (c.code) {
        case 'b':
            if (!bytes_) return unsupported(c);
            [[fallthrough]];
        case 's':
        case 'r':
        case 'a': return put_text(c, argument);
        case 'c': return bytes_ ? put_byte(c, argument) : put_char(c, argument);
        case 'd':
        case 'i':
        case 'u':
        case 'x':
        case 'X':
        case 'o': return put_int(c, argument);
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G': return put_float(c, argument);
        default: return unsupported(c);
    }
}

Result<void> PercentFormatter::put_padding(char c, i64 count) {
    if (count <= 0) return {};
    if (static_cast<u64>(count) > kMaxStrSize - out.size()) return raise_memory_error(t_);
    if (!append_fill(out, c, static_cast<u64>(count))) return raise_memory_error(t_);
    return {};
}

// Text of `length` characters, padded to the width.
Result<void> PercentFormatter::put_piece(const Conversion& c, std::string_view piece, u64 length) {
    i64 missing = c.width - static_cast<i64>(length);
    if (!c.left) TRY(put_padding(' ', missing));
    out += piece;
    return c.left ? put_padding(' ', missing) : Result<void>();
}

Result<void> PercentFormatter::put_text(const Conversion& c, Value argument) {
    if (bytes_ && (c.code == 's' || c.code == 'b')) {
        std::string_view piece;
        TRY(percent_bytes(t_, argument, &piece));
        if (c.precision >= 0) piece = piece.substr(0, static_cast<std::size_t>(c.precision));
        return put_piece(c, piece, piece.size());
    }
    Str* s;
    if (c.code == 's')
        s = TRY(str_of(t_, argument));
    else if (c.code == 'r' && !bytes_)
        s = TRY(repr(t_, argument));
    else
        s = TRY(ascii_of(t_, argument));
    std::string_view piece = s->view();
    u64 length = s->length;
    if (c.precision >= 0 && static_cast<u64>(c.precision) < length) {
        length = static_cast<u64>(c.precision);
        piece = piece.substr(0, str_byte_offset(s, length));
    }
    return put_piece(c, piece, length);
}

Result<void> PercentFormatter::put_char(const Conversion& c, Value argument) {
    if (is_str(argument)) {
        Str* s = argument.as<Str>();
        if (s->length == 1) return put_piece(c, s->view(), 1);
        return raise_type_error(
            t_,
            cat("%c requires an int or a unicode character, not a string of length ", s->length));
    }
    if (!has_index(t_, argument)) {
        return raise_type_error(
            t_, cat("%c requires an int or a unicode character, not ", type_name(t_, argument)));
    }
    i64 code = int_clip_i64(TRY(to_index(t_, argument)));
    if (code < 0 || code > 0x10FFFF)
        return raise_overflow_error(t_, "%c arg not in range(0x110000)");
    return put_piece(c, text::to_string(static_cast<char32_t>(code)), 1);
}

Result<void> PercentFormatter::put_byte(const Conversion& c, Value argument) {
    constexpr const char* kWanted = "%c requires an integer in range(256) or a single byte, not ";
    if (argument.is_object() &&
        (argument.object()->kind == Kind::Bytes || argument.object()->kind == Kind::ByteArray)) {
        bool array = argument.object()->kind == Kind::ByteArray;
        std::string_view piece =
            array ? argument.as<ByteArray>()->view() : argument.as<Bytes>()->view();
        if (piece.size() == 1) return put_piece(c, piece, 1);
        return raise_type_error(
            t_, cat(kWanted, array ? "a bytearray object of length " : "a bytes object of length ",
                    piece.size()));
    }
    if (!has_index(t_, argument))
        return raise_type_error(t_, cat(kWanted, type_name(t_, argument)));
    i64 code = int_clip_i64(TRY(to_index(t_, argument)));
    if (code < 0 || code > 255) return raise_overflow_error(t_, "%c arg not in range(256)");
    char byte = static_cast<char>(code);
    return put_piece(c, {&byte, 1}, 1);
}

// The argument of %d, %x … as an int.
Result<Value> PercentFormatter::int_argument(const Conversion& c, Value argument) {
    if (is_int(argument)) return argument;
    bool decimal = c.code == 'd' || c.code == 'i' || c.code == 'u';
    const char* wanted = decimal ? "a real number" : "an integer";
    const Slots& slots = type_of(t_, argument)->slots;
    auto has = [&](UnaryOp op) {
        return slots.unary != nullptr && (slots.unary_ops >> static_cast<int>(op) & 1);
    };
    if (!has(UnaryOp::Index) && !(decimal && has(UnaryOp::Int)))
        return wrong_type(c, wanted, argument);
    Result<Value> converted =
        decimal ? call(t_, t_.types().int_, {argument}) : to_index(t_, argument);
    if (converted.ok()) return converted;
    if (!pending_is(t_, t_.types().type_error)) return Failure{};
    clear_pending(t_);
    return wrong_type(c, wanted, argument);
}

Result<void> PercentFormatter::put_int(const Conversion& c, Value argument) {
    Value value = TRY(int_argument(c, argument));
    int base = c.code == 'o' ? 8 : c.code == 'x' || c.code == 'X' ? 16 : 10;
    if (base == 10 && value.is_small_int() && c.width < 0 && c.precision < 0 && !c.plus &&
        !c.blank) {
        text::append_decimal(out, static_cast<std::int64_t>(value.small_int_value()));
        return {};
    }
    std::string digits = TRY(int_to_text(t_, value, base));
    bool negative = digits[0] == '-';
    if (negative) digits.erase(0, 1);
    if (c.precision > static_cast<i64>(digits.size())) {
        if (c.precision > static_cast<i64>(kMaxStrSize) - 3)
            return raise_overflow_error(t_, "precision too large");
        digits.insert(0, static_cast<std::size_t>(c.precision) - digits.size(), '0');
    }
    if (c.code == 'X') {
        for (char& digit : digits) {
            if (digit >= 'a') digit = static_cast<char>(digit - 32);
        }
    }
    std::string_view prefix;
    if (c.alternate && base != 10) prefix = c.code == 'x' ? "0x" : c.code == 'X' ? "0X" : "0o";
    return put_number(c, digits, negative, prefix);
}

Result<void> PercentFormatter::put_float(const Conversion& c, Value argument) {
    Result<double> value = to_double(t_, argument);
    if (!value.ok()) {
        if (!bytes_ || !pending_is(t_, t_.types().exception)) return Failure{};
        clear_pending(t_);
        return raise_type_error(t_, cat("float argument required, not ", type_name(t_, argument)));
    }
    text::DoubleForm form;
    form.type = static_cast<char>(c.code);
    form.precision = c.precision < 0 ? 6 : static_cast<int>(c.precision);
    form.alternate = c.alternate;
    std::string digits = text::format_double_plain(value.value(), form);
    bool negative = digits[0] == '-';
    return put_number(c, std::string_view(digits).substr(negative), negative, {});
}

// Sign, prefix and digits, with zeros or spaces to fill the width.
Result<void> PercentFormatter::put_number(const Conversion& c, std::string_view digits,
                                          bool negative, std::string_view prefix) {
    char sign = negative ? '-' : c.plus ? '+' : c.blank ? ' ' : 0;
    i64 missing = c.width - static_cast<i64>(digits.size() + prefix.size() + (sign != 0));
    if (!c.left && !c.zero) TRY(put_padding(' ', missing));
    if (sign != 0) out += sign;
    out += prefix;
    if (!c.left && c.zero) TRY(put_padding('0', missing));
    out += digits;
    return c.left ? put_padding(' ', missing) : Result<void>();
}

}  // namespace

Result<Value> str_percent(Thread& t, Str* format, Value args) {
    PercentFormatter formatter(t, format->view(), args, false);
    TRY(formatter.run());
    return TRY(make_str(t, formatter.out));
}

Result<void> bytes_percent(Thread& t, std::string_view format, Value args, std::string* out) {
    PercentFormatter formatter(t, format, args, true);
    TRY(formatter.run());
    *out = std::move(formatter.out);
    return {};
}

Result<Value> percent_bytes(Thread& t, Value argument, std::string_view* piece) {
    if (is_bytes(argument)) {
        *piece = argument.as<Bytes>()->view();
        return argument;
    }
    if (argument.is_object() && argument.object()->kind == Kind::ByteArray) {
        *piece = argument.as<ByteArray>()->view();
        return argument;
    }
    Value made = TRY(call_special(t, argument, t.names().__bytes__));
    if (made.is_absent()) {
        return raise_type_error(
            t, cat("%b requires a bytes-like object, or an object that implements __bytes__, not '",
                   type_name(t, argument), "'"));
    }
    if (!is_bytes(made)) {
        return raise_type_error(
            t, cat("__bytes__ returned non-bytes (type ", type_name(t, made), ")"));
    }
    *piece = made.as<Bytes>()->view();
    return made;
}

}  // namespace krait

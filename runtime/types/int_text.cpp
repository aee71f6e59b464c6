// int: digits in any base and back, with the limit on the length of decimal texts; format().
#include "runtime/types/int_internal.h"
#include "runtime/types/number_text.h"

#include "runtime/object/operations.h"
#include "runtime/text/format_spec.h"
#include "runtime/text/number_format.h"
#include "runtime/text/number_parse.h"
#include "runtime/types/number.h"

#include <algorithm>
#include <new>
#include <stdexcept>

namespace krait {

namespace {

bool is_power_of_two(unsigned base) {
    return (base & (base - 1)) == 0;
}

Failure raise_digit_limit(Thread& t, std::string_view detail) {
    return raise_value_error(t, cat("Exceeds the limit (", t.vm->max_str_digits,
                                    " digits) for integer string conversion", detail,
                                    "; use sys.set_int_max_str_digits() to increase the limit"));
}

bool beyond_limit(Thread& t, u64 digits) {
    int limit = t.vm->max_str_digits;
    return limit > 0 && digits > static_cast<u64>(limit);
}

// A std::string of that size, or false when there is no memory: it may be as long as an int is.
bool try_resize(std::string& text, std::size_t size) {
    try {
        text.resize(size);
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    } catch (const std::length_error&) {
        return false;
    }
}

}  // namespace

Result<std::string> int_to_text(Thread& t, Value v, int base) {
    auto radix = static_cast<unsigned>(base);
    i64 word;
    if (int_to_i64(v, &word)) {
        if (radix == 10) return text::to_decimal(word);
        std::string digits = text::to_base(
            word < 0 ? u64{0} - static_cast<u64>(word) : static_cast<u64>(word), radix);
        return word < 0 ? "-" + digits : digits;
    }
    IntView value(v);
    bool limited = !is_power_of_two(radix);
    if (limited && beyond_limit(t, limbs::least_decimal_digits(value.limbs, value.count)))
        return raise_digit_limit(t, "");
    std::string text;
    if (!try_resize(text, limbs::digits_bound(value.count, radix) + 1))
        return raise_memory_error(t);
    KRAIT_LIMB_SCRATCH(scratch, t, value.count + 1);
    std::copy(value.limbs, value.limbs + value.count, scratch.data());
    std::size_t length = 0;
    auto work = [&] {
        length = limbs::to_digits(text.data() + 1, scratch.data(), value.count, radix);
    };
    if (lacks_gmp_stack(t, value.count)) return raise_recursion_error(t);
    if (!limbs::with_gmp_memory(value.count, work)) return raise_memory_error(t);
    if (limited && beyond_limit(t, length)) return raise_digit_limit(t, "");
    text.resize(length + 1);
    if (value.negative)
        text[0] = '-';
    else
        text.erase(0, 1);
    return text;
}

Result<Value> int_repr(Thread& t, Value v) {
    if (v.is_small_int()) {
        char digits[24];
        std::size_t size =
            text::write_decimal(static_cast<std::int64_t>(v.small_int_value()), digits);
        return make_str_ascii(t, {digits, size});
    }
    std::string digits = TRY(int_to_text(t, v, 10));
    return make_str_ascii(t, digits);
}

// ---- reading

namespace {

Result<Value> int_from_digits(Thread& t, const text::ParsedInt& parsed) {
    std::size_t room = limbs::limbs_bound(parsed.digits.size(), parsed.base);
    Int* result = TRY(new_int(t, room));
    // One byte for each digit, as GMP wants them.
    KRAIT_LIMB_SCRATCH(bytes, t, parsed.digits.size() / sizeof(u64) + 1);
    std::size_t n = 0;
    auto work = [&] {
        n = limbs::from_digits(limbs_of(result), parsed.digits, parsed.base,
                               reinterpret_cast<unsigned char*>(bytes.data()));
    };
    if (lacks_gmp_stack(t, room)) return raise_recursion_error(t);
    if (!limbs::with_gmp_memory(room, work)) return raise_memory_error(t);
    return finish_int(result, n, parsed.negative);
}

Failure raise_invalid_literal(Thread& t, int base, Value original) {
    Str* shown = TRY(repr(t, original));
    return raise_value_error(t, cat("invalid literal for int() with base ", base, ": ", shown));
}

Result<Value> int_from_parsed(Thread& t, const text::ParsedInt& parsed, int base, Value original) {
    if (!parsed.ok) return raise_invalid_literal(t, base, original);
    if (!is_power_of_two(parsed.base) && beyond_limit(t, parsed.digit_count))
        return raise_digit_limit(t, cat(": value has ", parsed.digit_count, " digits"));
    if (!parsed.fits) return int_from_digits(t, parsed);
    __int128 value = parsed.small;
    return make_int_wide(t, parsed.negative ? -value : value);
}

}  // namespace

Result<Value> int_from_text(Thread& t, std::string_view digits, int base, Value original) {
    return int_from_parsed(t, text::parse_int(digits, static_cast<unsigned>(base)), base, original);
}

Result<Value> int_from_bytes_text(Thread& t, std::string_view digits, int base, Value original) {
    return int_from_parsed(t, text::parse_int_bytes(digits, static_cast<unsigned>(base)), base,
                           original);
}

// ---- format()

Result<Value> formatted_text(Thread& t, const text::Formatted& formatted) {
    if (formatted.error_kind == text::FormatErrorKind::kOverflowError)
        return raise_overflow_error(t, formatted.error);
    if (!formatted.ok()) return raise_value_error(t, formatted.error);
    return make_str(t, formatted.text);
}

Result<Str*> format_spec_argument(Thread& t, Value spec) {
    if (is_str(spec)) return spec.as<Str>();
    return raise_type_error(t, cat("__format__() argument must be str, not ", type_name(t, spec)));
}

namespace {

Result<Value> format_character(Thread& t, const text::FormatSpec& spec, Value v) {
    i64 code;
    if (!int_to_i64(v, &code))
        return raise_overflow_error(t, "Python int too large to convert to C long");
    return formatted_text(t, text::format_int_char(spec, code, code >= 0 && code <= 0x10FFFF));
}

}  // namespace

Result<Value> int_format(Thread& t, Value* a) {
    Value self = a[0];
    Str* spec_text = TRY(format_spec_argument(t, a[1]));
    if (spec_text->size == 0) return str_of(t, self);
    std::string name = type_name(t, self);
    text::ParsedSpec parsed = text::parse_format_spec(spec_text->view(), name, U'd', '>');
    if (parsed.error_kind == text::FormatErrorKind::kOverflowError)
        return raise_overflow_error(t, parsed.error);
    if (!parsed.ok()) return raise_value_error(t, parsed.error);
    const text::FormatSpec& spec = parsed.spec;
    if (text::is_float_presentation(spec.type))
        return formatted_text(t, text::format_double(spec, TRY(int_to_double(t, self)), name));
    i64 word;
    if (int_to_i64(self, &word)) return formatted_text(t, text::format_int64(spec, word, name));
    if (spec.type == U'c') return format_character(t, spec, self);
    unsigned base = text::int_presentation_base(spec.type);
    if (base == 0) return raise_value_error(t, text::unknown_format_code(spec.type, name));
    std::string digits = TRY(int_to_text(t, self, static_cast<int>(base)));
    bool negative = digits[0] == '-';
    std::string_view magnitude = std::string_view(digits).substr(negative);
    return formatted_text(t, text::format_int_digits(spec, negative, magnitude, name));
}

}  // namespace krait

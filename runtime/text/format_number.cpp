// Format specs applied to integers, floats and complex numbers: see format_spec.h.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/text/format_spec.h"
#include "runtime/text/number_format.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

constexpr std::int64_t kWidest = std::int64_t{1} << 40;

Formatted value_error(std::string message) {
    return {{}, std::move(message), FormatErrorKind::kValueError};
}

Formatted done(std::string text) {
    return {std::move(text), {}, FormatErrorKind::kNone};
}

/// A number cut into what the layout treats differently.
struct NumberParts {
    std::string_view sign;
    std::string_view prefix;
    std::string_view digits;     ///< before the point: what grouping and zero padding work on
    std::string_view remainder;  ///< point, fraction, exponent, '%'
};

/// Zeros in front of the digits so that with separators they are at least `wanted` long; never
/// begins with a separator.
std::string zero_padded_groups(std::string_view digits, char separator, unsigned group,
                               std::int64_t wanted) {
    const auto grouped_length = [&](std::int64_t count) {
        return separator == 0 ? count : count + (count - 1) / group;
    };
    auto count = static_cast<std::int64_t>(digits.size());
    if (grouped_length(count) < wanted) {
        // A group and its separator are group + 1 long: undershoot, then step.
        if (separator == 0) {
            count = wanted;
        } else {
            count = std::max(count, wanted / (group + 1) * group);
            while (grouped_length(count) < wanted) ++count;
        }
    }
    std::string padded(static_cast<std::size_t>(count) - digits.size(), '0');
    padded += digits;
    return separator == 0 ? padded : group_digits(padded, separator, group);
}

std::string lay_out(const FormatSpec& spec, const NumberParts& parts, unsigned group,
                    std::int64_t width) {
    const auto others =
        static_cast<std::int64_t>(parts.sign.size() + parts.prefix.size() + parts.remainder.size());
    std::string_view digits = parts.digits;
    std::string grouped;
    const bool zero_filled = spec.fill == '0' && spec.align == '=';
    if (!digits.empty() && (spec.grouping != 0 || zero_filled)) {
        grouped =
            zero_padded_groups(digits, spec.grouping, group, zero_filled ? width - others : 0);
        digits = grouped;
    }
    const std::int64_t length = others + static_cast<std::int64_t>(digits.size());
    const std::int64_t padding = std::max<std::int64_t>(width - length, 0);
    const std::int64_t inside = spec.align == '=' ? padding : 0;
    const std::int64_t before = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
    std::string out;
    out.reserve(static_cast<std::size_t>(length + padding));
    append_fill(out, spec.fill, before);
    out += parts.sign;
    out += parts.prefix;
    append_fill(out, spec.fill, inside);
    out += digits;
    out += parts.remainder;
    append_fill(out, spec.fill, padding - before - inside);
    return out;
}

std::string_view sign_text(const FormatSpec& spec, bool negative) {
    if (negative) return "-";
    return spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
}

std::optional<Formatted> check_int_spec(const FormatSpec& spec) {
    if (spec.precision >= 0) {
        return value_error("Precision not allowed in integer format specifier");
    }
    if (spec.no_negative_zero) {
        return value_error("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (spec.width > kWidest) return Formatted{{}, {}, FormatErrorKind::kMemoryError};
    return std::nullopt;
}

/// `separator` between groups of three of the digits at the start of `fraction`, from the left.
std::string group_fraction(std::string_view fraction, char separator) {
    std::string out;
    std::size_t i = 0;
    for (; i < fraction.size() && fraction[i] >= '0' && fraction[i] <= '9'; ++i) {
        if (i != 0 && i % 3 == 0) out += separator;
        out += fraction[i];
    }
    out += fraction.substr(i);
    return out;
}

/// Which digits a float's presentation type asks for.
struct FloatPlan {
    DoubleForm form;
    bool percent = false;
};

FloatPlan plan_float(const FormatSpec& spec, bool add_dot_zero) {
    FloatPlan plan;
    plan.form.alternate = spec.alternate;
    plan.form.precision = spec.precision >= 0 ? static_cast<int>(spec.precision) : 6;
    switch (spec.type) {
        case 0:
            plan.form.type = spec.precision >= 0 ? 'g' : 'r';
            plan.form.add_dot_zero = add_dot_zero;
            break;
        case 'n': plan.form.type = 'g'; break;
        case '%':
            plan.form.type = 'f';
            plan.percent = true;
            break;
        default: plan.form.type = static_cast<char>(spec.type);
    }
    return plan;
}

/// One float laid out to `width`.
std::string layout_double(const FormatSpec& spec, const FloatPlan& plan, double value,
                          std::int64_t width) {
    std::string text = format_double_plain(plan.percent ? value * 100.0 : value, plan.form);
    const bool minus = text.starts_with('-');
    const std::string_view magnitude = std::string_view(text).substr(minus ? 1 : 0);
    bool negative = minus;
    if (spec.no_negative_zero && std::isfinite(value)) {
        // What counts is whether the rounded number is zero.
        const std::string_view mantissa = magnitude.substr(0, magnitude.find_first_of("eE"));
        if (mantissa.find_first_of("123456789") == std::string_view::npos) negative = false;
    }
    const std::size_t digits =
        std::min(magnitude.find_first_not_of("0123456789"), magnitude.size());
    std::string_view remainder = magnitude.substr(digits);
    std::string changed;
    if (spec.fraction_grouping != 0 && remainder.starts_with('.')) {
        changed = "." + group_fraction(remainder.substr(1), spec.fraction_grouping);
        remainder = changed;
    }
    if (plan.percent) {
        if (changed.empty()) changed = remainder;
        changed += '%';
        remainder = changed;
    }
    return lay_out(spec, {sign_text(spec, negative), {}, magnitude.substr(0, digits), remainder}, 3,
                   width);
}

std::optional<Formatted> check_float_spec(const FormatSpec& spec) {
    if (spec.precision > std::numeric_limits<int>::max()) return value_error("precision too big");
    if (spec.width > kWidest) return Formatted{{}, {}, FormatErrorKind::kMemoryError};
    return std::nullopt;
}

}  // namespace

bool is_float_presentation(char32_t type) {
    constexpr std::u32string_view kTypes = U"eEfFgG%";
    return kTypes.find(type) != std::u32string_view::npos;
}

unsigned int_presentation_base(char32_t type) {
    switch (type) {
        case 'b': return 2;
        case 'o': return 8;
        case 'x':
        case 'X': return 16;
        case 0:
        case 'd':
        case 'n':
        case 'c': return 10;
        default: return 0;
    }
}

Formatted format_int_digits(const FormatSpec& spec, bool negative, std::string_view digits,
                            std::string_view type_name) {
    const unsigned base = int_presentation_base(spec.type);
    if (base == 0 || spec.type == 'c') {
        return value_error(unknown_format_code(spec.type, type_name));
    }
    if (auto error = check_int_spec(spec)) return std::move(*error);
    std::string_view prefix;
    std::string raised;
    if (spec.alternate) prefix = base == 2 ? "0b" : base == 8 ? "0o" : base == 16 ? "0x" : "";
    if (spec.type == 'X') {
        raised = digits;
        for (char& c : raised) {
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        }
        digits = raised;
        if (spec.alternate) prefix = "0X";
    }
    const unsigned group = base == 10 ? 3 : 4;
    return done(lay_out(spec, {sign_text(spec, negative), prefix, digits, {}}, group, spec.width));
}

Formatted format_int_char(const FormatSpec& spec, std::int64_t code, bool in_range) {
    if (auto error = check_int_spec(spec)) return std::move(*error);
    if (spec.sign != 0) {
        return value_error("Sign not allowed with integer format specifier 'c'");
    }
    if (spec.alternate) {
        return value_error("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (!in_range) {
        return {{}, "Python int too large to convert to C long", FormatErrorKind::kOverflowError};
    }
    if (code < 0 || code > static_cast<std::int64_t>(kMaxCodePoint)) {
        return {{}, "%c arg not in range(0x110000)", FormatErrorKind::kOverflowError};
    }
    const char align = spec.align == '=' ? '>' : spec.align;
    return done(pad_text(to_string(static_cast<char32_t>(code)), spec.fill, align, spec.width));
}

Formatted format_int64(const FormatSpec& spec, std::int64_t value, std::string_view type_name) {
    if (is_float_presentation(spec.type)) {
        return format_double(spec, static_cast<double>(value), type_name);
    }
    if (spec.type == 'c') return format_int_char(spec, value);
    const unsigned base = int_presentation_base(spec.type);
    const auto bits = static_cast<std::uint64_t>(value);
    const std::uint64_t magnitude = value < 0 ? std::uint64_t{0} - bits : bits;
    return format_int_digits(spec, value < 0, base == 0 ? "" : to_base(magnitude, base), type_name);
}

Formatted format_double(const FormatSpec& spec, double value, std::string_view type_name) {
    if (spec.type != 0 && spec.type != 'n' && !is_float_presentation(spec.type)) {
        return value_error(unknown_format_code(spec.type, type_name));
    }
    if (auto error = check_float_spec(spec)) return std::move(*error);
    return done(layout_double(spec, plan_float(spec, true), value, spec.width));
}

Formatted format_complex(const FormatSpec& spec, double real, double imag,
                         std::string_view type_name) {
    const bool float_type = is_float_presentation(spec.type) && spec.type != '%';
    if (spec.type != 0 && spec.type != 'n' && !float_type) {
        return value_error(unknown_format_code(spec.type, type_name));
    }
    if (auto error = check_float_spec(spec)) return std::move(*error);
    if (spec.fill == '0') {
        return value_error("Zero padding is not allowed in complex format specifier");
    }
    if (spec.align == '=') {
        return value_error("'=' alignment flag is not allowed in complex format specifier");
    }
    const FloatPlan plan = plan_float(spec, false);
    const bool bare_imaginary = spec.type == 0 && real == 0.0 && !std::signbit(real);
    FormatSpec part = spec;
    std::string text;
    if (!bare_imaginary) {
        if (spec.type == 0) text += '(';
        text += layout_double(part, plan, real, -1);
        part.sign = '+';
    }
    text += layout_double(part, plan, imag, -1);
    text += spec.type == 0 && !bare_imaginary ? "j)" : "j";
    return done(pad_text(text, spec.fill, spec.align, spec.width));
}

Formatted format_int64(std::string_view spec, std::int64_t value) {
    if (spec.empty()) return done(to_decimal(value));
    ParsedSpec parsed = parse_format_spec(spec, "int", U'd', '>');
    if (!parsed.ok()) return {{}, std::move(parsed.error), parsed.error_kind};
    return format_int64(parsed.spec, value);
}

Formatted format_double(std::string_view spec, double value) {
    if (spec.empty()) return done(repr_double(value));
    ParsedSpec parsed = parse_format_spec(spec, "float", 0, '>');
    if (!parsed.ok()) return {{}, std::move(parsed.error), parsed.error_kind};
    return format_double(parsed.spec, value);
}

Formatted format_complex(std::string_view spec, double real, double imag) {
    if (spec.empty()) return done(repr_complex(real, imag));
    ParsedSpec parsed = parse_format_spec(spec, "complex", 0, '>');
    if (!parsed.ok()) return {{}, std::move(parsed.error), parsed.error_kind};
    return format_complex(parsed.spec, real, imag);
}

}  // namespace krait::text

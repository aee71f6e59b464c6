#include "compiler/codegen/constant_folding.h"

#include <cmath>
#include <string>

#include "runtime/text/utf8.h"

namespace krait::compiler {
namespace {

using Kind = CodeConstant::Kind;
using Wide = __int128;

constexpr std::size_t kMaxFoldedText = 4096;
constexpr std::size_t kMaxFoldedTuple = 256;
constexpr int kMaxFoldedHeight = 40;  // recursion needs no other bound

CodeConstant simple(Kind kind) {
    CodeConstant value;
    value.kind = kind;
    return value;
}

bool is_int(const CodeConstant& value) {
    return value.kind == Kind::Int;
}
bool is_boolean(const CodeConstant& value) {
    return value.kind == Kind::True || value.kind == Kind::False;
}

// Small ints and bools as numbers; big literals aren't folded.
std::optional<Wide> whole_number(const CodeConstant& value) {
    if (is_int(value)) return value.integer;
    if (is_boolean(value)) return value.kind == Kind::True ? 1 : 0;
    return std::nullopt;
}

std::optional<double> real_number(const CodeConstant& value) {
    if (value.kind == Kind::Float) return value.real;
    auto number = whole_number(value);
    constexpr Wide kExact = Wide{1} << 53;
    if (!number || *number > kExact || *number < -kExact) return std::nullopt;
    return static_cast<double>(*number);
}

CodeConstant make_float(double number) {
    CodeConstant value;
    value.kind = Kind::Float;
    value.real = number;
    return value;
}

CodeConstant make_whole(Wide number) {
    if (number >= INT64_MIN && number <= INT64_MAX)
        return make_int(static_cast<std::int64_t>(number));
    CodeConstant value;
    value.kind = Kind::BigInt;
    bool negative = number < 0;
    auto magnitude = static_cast<unsigned __int128>(number);
    if (negative) magnitude = 0 - magnitude;
    std::string digits;
    for (; magnitude != 0; magnitude /= 10) {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(magnitude % 10)));
    }
    value.text = (negative ? "-" : "") + digits;
    return value;
}

Wide floor_divide(Wide a, Wide b) {
    Wide quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::optional<Wide> whole_power(Wide base, Wide exponent) {
    if (exponent < 0 || exponent > 127) return std::nullopt;
    Wide result = 1;
    for (Wide i = 0; i < exponent; ++i) {
        if (__builtin_mul_overflow(result, base, &result)) return std::nullopt;
    }
    return result;
}

std::optional<Wide> whole_result(BinaryOperator op, Wide a, Wide b) {
    Wide result = 0;
    switch (op) {
        case BinaryOperator::kAdd: result = a + b; break;
        case BinaryOperator::kSub: result = a - b; break;
        case BinaryOperator::kMult: result = a * b; break;
        case BinaryOperator::kFloorDiv:
            if (b == 0) return std::nullopt;
            result = floor_divide(a, b);
            break;
        case BinaryOperator::kMod:
            if (b == 0) return std::nullopt;
            result = a - floor_divide(a, b) * b;
            break;
        case BinaryOperator::kPow: return whole_power(a, b);
        case BinaryOperator::kLShift:
            if (b < 0 || b > 62 || a > INT64_MAX || a < INT64_MIN) return std::nullopt;
            result = a * (Wide{1} << static_cast<int>(b));
            break;
        case BinaryOperator::kRShift:
            if (b < 0) return std::nullopt;
            result = b > 126 ? (a < 0 ? -1 : 0) : a >> static_cast<int>(b);
            break;
        case BinaryOperator::kBitAnd: result = a & b; break;
        case BinaryOperator::kBitOr: result = a | b; break;
        case BinaryOperator::kBitXor: result = a ^ b; break;
        default: return std::nullopt;
    }
    return result;
}

std::optional<CodeConstant> fold_reals(BinaryOperator op, double a, double b) {
    switch (op) {
        case BinaryOperator::kAdd: return make_float(a + b);
        case BinaryOperator::kSub: return make_float(a - b);
        case BinaryOperator::kMult: return make_float(a * b);
        case BinaryOperator::kDiv:
            if (b == 0) return std::nullopt;
            return make_float(a / b);
        default: return std::nullopt;  // floor division, % and ** have rules of their own
    }
}

// real ± imaginary literal: the real part is untouched but for the sign rules of 3.14.
std::optional<CodeConstant> fold_complex(BinaryOperator op, const CodeConstant& a,
                                         const CodeConstant& b) {
    auto real = real_number(a);
    if (!real || b.kind != Kind::Complex) return std::nullopt;
    CodeConstant value;
    value.kind = Kind::Complex;
    if (op == BinaryOperator::kAdd) {
        value.real = *real + b.real;
        value.imaginary = b.imaginary;
        return value;
    }
    if (op == BinaryOperator::kSub) {
        value.real = *real - b.real;
        value.imaginary = -b.imaginary;
        return value;
    }
    return std::nullopt;
}

std::optional<CodeConstant> repeat(const CodeConstant& value, const CodeConstant& count) {
    if (!is_int(count)) return std::nullopt;
    std::size_t times = count.integer < 0 ? 0 : static_cast<std::size_t>(count.integer);
    CodeConstant result = simple(value.kind);
    if (value.kind == Kind::Str || value.kind == Kind::Bytes) {
        if (!value.text.empty() && times > kMaxFoldedText / value.text.size()) return std::nullopt;
        for (std::size_t i = 0; i < times && !value.text.empty(); ++i) result.text += value.text;
        return result;
    }
    if (value.kind == Kind::Tuple) {
        if (!value.items.empty() && times > kMaxFoldedTuple / value.items.size())
            return std::nullopt;
        for (std::size_t i = 0; i < times && !value.items.empty(); ++i) {
            result.items.insert(result.items.end(), value.items.begin(), value.items.end());
        }
        return result;
    }
    return std::nullopt;
}

std::optional<CodeConstant> fold_sequences(BinaryOperator op, const CodeConstant& a,
                                           const CodeConstant& b) {
    bool texts = a.kind == Kind::Str || a.kind == Kind::Bytes;
    if (op == BinaryOperator::kAdd && a.kind == b.kind) {
        if (texts && a.text.size() + b.text.size() <= kMaxFoldedText) {
            CodeConstant result = a;
            result.text += b.text;
            return result;
        }
        if (a.kind == Kind::Tuple && a.items.size() + b.items.size() <= kMaxFoldedTuple) {
            CodeConstant result = a;
            result.items.insert(result.items.end(), b.items.begin(), b.items.end());
            return result;
        }
    }
    if (op == BinaryOperator::kMult) {
        if (auto result = repeat(a, b)) return result;
        return repeat(b, a);
    }
    return std::nullopt;
}

std::optional<CodeConstant> fold_binary(BinaryOperator op, const CodeConstant& a,
                                        const CodeConstant& b) {
    auto left = whole_number(a), right = whole_number(b);
    if (left && right && op == BinaryOperator::kDiv) {
        auto x = real_number(a), y = real_number(b);
        if (!x || !y) return std::nullopt;
        return fold_reals(op, *x, *y);
    }
    if (left && right) {
        bool logical = op == BinaryOperator::kBitAnd || op == BinaryOperator::kBitOr ||
                       op == BinaryOperator::kBitXor;
        auto result = whole_result(op, *left, *right);
        if (!result) return std::nullopt;
        if (logical && is_boolean(a) && is_boolean(b)) {
            return simple(*result != 0 ? Kind::True : Kind::False);
        }
        return make_whole(*result);
    }
    auto x = real_number(a), y = real_number(b);
    if (x && y) return fold_reals(op, *x, *y);
    if (auto result = fold_complex(op, a, b)) return result;
    return fold_sequences(op, a, b);
}

std::optional<CodeConstant> negate(CodeConstant value) {
    switch (value.kind) {
        case Kind::Float: value.real = -value.real; return value;
        case Kind::Complex:
            value.real = -value.real;
            value.imaginary = -value.imaginary;
            return value;
        case Kind::BigInt:
            if (value.text[0] == '-') {
                value.text.erase(0, 1);
            } else if (value.text == "9223372036854775808") {
                return make_int(INT64_MIN);
            } else {
                value.text.insert(value.text.begin(), '-');
            }
            return value;
        default: {
            auto number = whole_number(value);
            if (!number) return std::nullopt;
            return make_whole(-*number);
        }
    }
}

std::optional<CodeConstant> fold_unary(UnaryOperator op, const CodeConstant& value) {
    switch (op) {
        case UnaryOperator::kUSub: return negate(value);
        case UnaryOperator::kUAdd:
            if (is_boolean(value)) return make_int(value.kind == Kind::True);
            if (is_int(value) || value.kind == Kind::Float || value.kind == Kind::BigInt ||
                value.kind == Kind::Complex) {
                return value;
            }
            return std::nullopt;
        case UnaryOperator::kInvert:
            if (!is_int(value)) return std::nullopt;
            return make_int(~value.integer);
        case UnaryOperator::kNot: return simple(is_true(value) ? Kind::False : Kind::True);
    }
    return std::nullopt;
}

std::optional<CodeConstant> fold_tuple(const Tuple* node) {
    if (node->ctx != ExprContext::kLoad || node->elts.size() > 10000 ||
        node->height > kMaxFoldedHeight)
        return std::nullopt;
    CodeConstant value = simple(Kind::Tuple);
    for (const Expr* item : node->elts) {
        auto constant = fold_constant(item);
        if (!constant) return std::nullopt;
        value.items.push_back(std::move(*constant));
    }
    return value;
}

std::optional<CodeConstant> fold_binary_node(const BinOp* node) {
    if (node->height > kMaxFoldedHeight) return std::nullopt;
    // The right operand first: it is rarely a long chain.
    auto right = fold_constant(node->right);
    if (!right) return std::nullopt;
    auto left = fold_constant(node->left);
    if (!left) return std::nullopt;
    return fold_binary(node->op, *left, *right);
}

// Digits in any of the literal bases as decimal or 0x… text.
std::string big_int_text(const Constant* node) {
    if (node->base == 10) return std::string(node->text);
    if (node->base == 16) return "0x" + std::string(node->text);
    // Octal and binary digits to hexadecimal, through bits.
    int width = node->base == 8 ? 3 : 1;
    std::string bits;
    for (char digit : node->text) {
        for (int i = width - 1; i >= 0; --i) bits.push_back((digit - '0') >> i & 1 ? '1' : '0');
    }
    bits.insert(0, (4 - bits.size() % 4) % 4, '0');
    std::string hex;
    for (std::size_t i = 0; i < bits.size(); i += 4) {
        int nibble = (bits[i] - '0') * 8 + (bits[i + 1] - '0') * 4 + (bits[i + 2] - '0') * 2 +
                     (bits[i + 3] - '0');
        if (nibble != 0 || !hex.empty()) hex.push_back("0123456789abcdef"[nibble]);
    }
    return "0x" + hex;
}

}  // namespace

CodeConstant constant_of(const Constant* node) {
    CodeConstant value;
    switch (node->constant_kind) {
        case ConstantKind::kNone: return simple(Kind::None);
        case ConstantKind::kTrue: return simple(Kind::True);
        case ConstantKind::kFalse: return simple(Kind::False);
        case ConstantKind::kEllipsis: return simple(Kind::Ellipsis);
        case ConstantKind::kInt: return make_int(node->int_value);
        case ConstantKind::kBigInt:
            value.kind = Kind::BigInt;
            value.text = big_int_text(node);
            return value;
        case ConstantKind::kFloat: return make_float(node->float_value);
        case ConstantKind::kImaginary:
            value.kind = Kind::Complex;
            value.imaginary = node->float_value;
            return value;
        case ConstantKind::kStr: value.kind = Kind::Str; break;
        case ConstantKind::kBytes: value.kind = Kind::Bytes; break;
    }
    value.text = node->text;
    return value;
}

std::optional<CodeConstant> fold_constant(const Node* node) {
    switch (node->kind) {
        case NodeKind::kConstant: return constant_of(node->as<Constant>());
        case NodeKind::kTuple: return fold_tuple(node->as<Tuple>());
        case NodeKind::kBinOp: return fold_binary_node(node->as<BinOp>());
        case NodeKind::kUnaryOp: {
            auto* n = node->as<UnaryOp>();
            if (n->height > kMaxFoldedHeight) return std::nullopt;
            auto operand = fold_constant(n->operand);
            if (!operand) return std::nullopt;
            return fold_unary(n->op, *operand);
        }
        case NodeKind::kName:
            if (node->as<Name>()->id == "__debug__") return simple(Kind::True);
            return std::nullopt;
        case NodeKind::kJoinedStr:
            if (node->as<JoinedStr>()->values.empty()) return make_string("");
            return std::nullopt;
        default: return std::nullopt;
    }
}

bool is_true(const CodeConstant& value) {
    switch (value.kind) {
        case Kind::None:
        case Kind::False: return false;
        case Kind::Int: return value.integer != 0;
        case Kind::Float: return value.real != 0;
        case Kind::Complex: return value.real != 0 || value.imaginary != 0;
        case Kind::Str:
        case Kind::Name:
        case Kind::Bytes: return !value.text.empty();
        case Kind::Tuple:
        case Kind::FrozenSet: return !value.items.empty();
        default: return true;
    }
}

std::optional<bool> constant_truth(const Node* node) {
    auto value = fold_constant(node);
    if (!value) return std::nullopt;
    return is_true(*value);
}

// ---- docstrings

std::string clean_docstring(std::string_view text) {
    std::string expanded;  // tabs to columns of eight
    std::size_t column = 0;
    for (char c : text) {
        if (c == '\t') {
            std::size_t width = 8 - column % 8;
            expanded.append(width, ' ');
            column += width;
            continue;
        }
        expanded.push_back(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        if (static_cast<unsigned char>(c) >= 0x80 && text::is_continuation(c)) --column;
    }
    std::size_t margin = std::string::npos;
    for (std::size_t at = expanded.find('\n'); at != std::string::npos;
         at = expanded.find('\n', at + 1)) {
        std::size_t first = expanded.find_first_not_of(' ', at + 1);
        if (first == std::string::npos || expanded[first] == '\n') continue;
        margin = std::min(margin, first - at - 1);
    }
    std::size_t start = expanded.find_first_not_of(' ');
    if (start == std::string::npos) return {};
    std::string result;
    for (std::size_t at = start;;) {
        std::size_t end = expanded.find('\n', at);
        result.append(expanded, at, end == std::string::npos ? end : end - at + 1);
        if (end == std::string::npos) return result;
        at = end + 1;
        for (std::size_t i = 0; margin != std::string::npos && i < margin && expanded[at] == ' ';
             ++i)
            ++at;
    }
}

}  // namespace krait::compiler

#include "compiler/syntax/ast.h"

#include <iterator>

namespace krait::compiler {
namespace {

template <typename Enum, std::size_t N>
const char* pick(const char* const (&names)[N], Enum value) {
    auto index = static_cast<std::size_t>(value);
    assert(index < N);
    return names[index];
}

}  // namespace

const char* node_kind_name(NodeKind kind) {
    static constexpr const char* kNames[] = {
        "Module",        "Interactive",    "Expression", "FunctionDef", "ClassDef",
        "Return",        "Delete",         "Assign",     "AugAssign",   "AnnAssign",
        "For",           "While",          "If",         "With",        "Raise",
        "Try",           "Assert",         "Import",     "ImportFrom",  "Global",
        "Nonlocal",      "Expr",           "Pass",       "Break",       "Continue",
        "BoolOp",        "NamedExpr",      "BinOp",      "UnaryOp",     "Lambda",
        "IfExp",         "Dict",           "Set",        "ListComp",    "SetComp",
        "DictComp",      "GeneratorExp",   "Yield",      "YieldFrom",   "Compare",
        "Call",          "FormattedValue", "JoinedStr",  "Constant",    "Attribute",
        "Subscript",     "Starred",        "Name",       "List",        "Tuple",
        "Slice",         "arguments",      "arg",        "keyword",     "comprehension",
        "ExceptHandler", "alias",          "withitem",
    };
    static_assert(std::size(kNames) == static_cast<std::size_t>(NodeKind::kWithItem) + 1);
    return pick(kNames, kind);
}

const char* operator_text(BinaryOperator op) {
    static constexpr const char* kTexts[] = {"+",  "-",  "*", "@", "/", "%", "**",
                                             "<<", ">>", "|", "^", "&", "//"};
    return pick(kTexts, op);
}

const char* operator_text(UnaryOperator op) {
    static constexpr const char* kTexts[] = {"~", "not", "+", "-"};
    return pick(kTexts, op);
}

const char* operator_text(BoolOperator op) {
    static constexpr const char* kTexts[] = {"and", "or"};
    return pick(kTexts, op);
}

const char* operator_text(CompareOperator op) {
    static constexpr const char* kTexts[] = {"==", "!=", "<",      "<=", ">",
                                             ">=", "is", "is not", "in", "not in"};
    return pick(kTexts, op);
}

}  // namespace krait::compiler

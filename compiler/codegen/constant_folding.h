// Values of expressions that are known at compile time: literals, arithmetic on them within bounded
// sizes, tuples of constants. What would raise an error is left for run time.
#pragma once

#include <optional>

#include "compiler/bytecode/compiled_unit.h"
#include "compiler/syntax/ast.h"

namespace krait::compiler {

std::optional<CodeConstant> fold_constant(const Node* node);

// The truth of a constant expression; no value if it isn't constant.
std::optional<bool> constant_truth(const Node* node);
bool is_true(const CodeConstant& value);

// A CodeConstant for the literal.
CodeConstant constant_of(const Constant* node);

inline CodeConstant make_string(std::string_view text) {
    CodeConstant value;
    value.kind = CodeConstant::Kind::Str;
    value.text = text;
    return value;
}
inline CodeConstant make_int(std::int64_t number) {
    CodeConstant value;
    value.kind = CodeConstant::Kind::Int;
    value.integer = number;
    return value;
}

// A docstring as functions and classes keep it: common indentation removed.
std::string clean_docstring(std::string_view text);

}  // namespace krait::compiler

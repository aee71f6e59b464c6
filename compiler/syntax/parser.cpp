// Entry points: the two passes and how their findings become one result.

#include "compiler/syntax/parser.h"

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {
namespace {

// What the second pass finds, or else the plain error of the first; and whether an error of the
// lexer further on should be reported instead.
template <typename Root>
SyntaxError explain(Arena& arena, const SourceFile& source, Parser& first, Root parse_root) {
    WarningList ignored;
    Parser second(arena, source, ignored, {true, first.last_token()});
    parse_root(second);
    bool specific = second.error().has_value();
    SyntaxError error = specific ? *second.error() : first.generic_error();
    if (!specific && error.kind == ErrorKind::kIndentationError) {
        return error;
    }
    bool from_parser =
        !specific || (!second.lexer_failed() && error.kind != ErrorKind::kMemoryError &&
                      error.kind != ErrorKind::kRecursionError);
    if (from_parser) {
        // An f-string that is never closed is not to hide the error before it or in its fields.
        auto later = second.lexer_error_in_rest();
        if (later && !second.inside_fstring()) {
            return *later;
        }
    }
    return error;
}

bool is_incomplete(const Parser& parser, bool allow_incomplete) {
    return allow_incomplete && parser.reached_end();
}

template <typename Root>
ParseResult parse_with(Arena& arena, const SourceFile& source, bool allow_incomplete,
                       Root parse_root) {
    ParseResult result;
    if (source.error()) {
        result.error = *source.error();
        return result;
    }
    Parser first(arena, source, result.warnings, {});
    Node* tree = parse_root(first);
    if (tree != nullptr && !first.error()) {
        if (first.deferred_error()) {
            result.error = *first.deferred_error();
        } else {
            result.tree = tree;
        }
        return result;
    }
    if (is_incomplete(first, allow_incomplete)) {
        result.error = SyntaxError{
            ErrorKind::kIncompleteInput, "incomplete input", first.error_range_of_last(), {}};
        return result;
    }
    if (!first.error()) {
        result.error = explain(arena, source, first, parse_root);
        return result;
    }
    result.error = *first.error();
    bool from_parser = !first.lexer_failed() && result.error->range.known();
    if (from_parser) {
        auto later = first.lexer_error_in_rest();
        if (later && !first.inside_fstring()) {
            result.error = *later;
        }
    }
    return result;
}

}  // namespace

ParseResult parse_module(Arena& arena, const SourceFile& source) {
    return parse_with(arena, source, false,
                      [](Parser& parser) -> Node* { return parser.parse_module(); });
}

ParseResult parse_expression(Arena& arena, const SourceFile& source) {
    return parse_with(arena, source, false,
                      [](Parser& parser) -> Node* { return parser.parse_expression_root(); });
}

ParseResult parse_interactive(Arena& arena, const SourceFile& source, bool allow_incomplete) {
    return parse_with(arena, source, allow_incomplete, [=](Parser& parser) -> Node* {
        return parser.parse_interactive(allow_incomplete);
    });
}

}  // namespace krait::compiler

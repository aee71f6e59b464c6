#include "compiler/compile.h"

#include "compiler/bytecode/verifier.h"
#include "compiler/codegen/code_generator.h"
#include "compiler/scopes/scope.h"
#include "compiler/syntax/parser.h"

namespace krait::compiler {
namespace {

ParseResult parse(Arena& arena, const SourceFile& source, const CompileOptions& options) {
    switch (options.mode) {
        case CompileOptions::Mode::kEval: return parse_expression(arena, source);
        case CompileOptions::Mode::kSingle:
            return parse_interactive(arena, source, options.allow_incomplete);
        default: return parse_module(arena, source);
    }
}

// Errors found behind the parser lack the text of their line.
SyntaxError with_line(SyntaxError error, const SourceFile& source) {
    if (error.range.known() && error.line_text.empty()) {
        error.line_text = source.line(error.range.line);
    }
    return error;
}

}  // namespace

CompileResult compile_source(const SourceFile& source, const CompileOptions& options) {
    CompileResult result;
    Arena arena(options.stack_floor);
    ParseResult parsed = parse(arena, source, options);
    result.warnings = std::move(parsed.warnings);
    if (!parsed.ok()) {
        result.error = std::move(parsed.error);
        return result;
    }
    result.parsed = true;
    ScopeTree scopes;
    ScopeOptions scope_options{options.uses_namespace, options.future_annotations};
    if (auto error = analyze_scopes(arena, parsed.tree, scope_options, scopes)) {
        result.error = with_line(std::move(*error), source);
        return result;
    }
    GeneratorOptions generator_options{source.name(), options.uses_namespace,
                                       scopes.future_annotations()};
    CodeGenerator generator(arena, scopes, generator_options);
    result.code = generator.compile(parsed.tree);
    if (generator.error()) {
        result.code = nullptr;
        result.error = with_line(*generator.error(), source);
        return result;
    }
#ifndef NDEBUG
    if (auto problem = verify(*result.code)) {
        result.code = nullptr;
        result.error.emplace();
        result.error->message = "internal compiler error: " + *problem;
    }
#endif
    return result;
}

CompileResult compile_text(std::string filename, std::string_view text,
                           const CompileOptions& options, SourceOrigin origin) {
    SourceFile source(std::move(filename), text, origin);
    return compile_source(source, options);
}

}  // namespace krait::compiler

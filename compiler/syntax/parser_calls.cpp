// Calls and their arguments; class headers have the same arguments.

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// Stands at '('. A lone generator expression needs no parentheses of its own; its range then is
// that of the call's.
Expr* Parser::call(const SourceRange& start, Expr* function) {
    SourceRange parenthesis = cur().range;
    Mark before = mark();
    advance();
    CallArguments given;
    Expr* generator_element = nullptr;
    Slice<Comprehension*> clauses;
    bool good = at(TokenKind::kRParen) || arguments(given, &generator_element, &clauses);
    if (!good || !accept(TokenKind::kRParen)) {
        if (error_pass_ && !failed()) {
            check_arguments(before);
        }
        return nullptr;
    }
    if (generator_element != nullptr) {
        GeneratorExp* generator = node<GeneratorExp>(parenthesis);
        generator->elt = generator_element;
        generator->generators = clauses;
        cover(generator, generator_element);
        cover(generator, clauses);
        given.args = arena_.copy<Expr*>({generator});
    }
    Call* result = node<Call>(start);
    result->func = function;
    result->args = given.args;
    result->keywords = given.keywords;
    cover(result, function);
    cover(result, given.args);
    cover(result, given.keywords);
    return result;
}

// Arguments up to (not including) the closing parenthesis. If `generator_element` is given, a lone
// `element for ...` is allowed and returned through it and `clauses`.
bool Parser::arguments(CallArguments& out, Expr** generator_element,
                       Slice<Comprehension*>* clauses) {
    auto args = collect_exprs();
    Collector<Keyword*> keywords(arena_, keyword_stack_);
    bool after_unpacking = false;
    do {
        if (at(TokenKind::kRParen)) {
            break;
        }
        if (!argument(args, keywords, after_unpacking)) {
            return false;
        }
        bool lone = args.size() == 1 && keywords.size() == 0 && !args.back()->is<Starred>();
        if (lone && generator_element != nullptr && at_comprehension()) {
            *generator_element = args.back();
            return comprehension_clauses(*clauses) && at(TokenKind::kRParen);
        }
    } while (accept(TokenKind::kComma));
    out.args = args.finish();
    out.keywords = keywords.finish();
    if (out.keywords.size() > 1) {
        check_repeated_keywords(out.keywords);
    }
    return !failed();
}

// Positional arguments come before keywords; `*x` may follow `name=x`, but not `**x`.
bool Parser::argument(ExprCollector& args, Collector<Keyword*>& keywords, bool& after_unpacking) {
    if (at(TokenKind::kStar)) {
        Expr* starred = after_unpacking ? nullptr : starred_argument();
        if (starred == nullptr) {
            return false;
        }
        args.add(starred);
        return true;
    }
    bool unpacks = at(TokenKind::kDoubleStar);
    if (unpacks || (at(TokenKind::kName) && peek(1).kind == TokenKind::kEqual)) {
        Keyword* keyword = keyword_argument();
        if (keyword == nullptr) {
            return false;
        }
        keywords.add(keyword);
        after_unpacking |= unpacks;
        return true;
    }
    Mark before = mark();
    Expr* value = positional_argument();
    if (value == nullptr || keywords.size() > 0) {
        reset(before);
        return false;
    }
    args.add(value);
    return true;
}

// '*' expression
Expr* Parser::starred_argument() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    Expr* value = expression();
    if (error_pass_ && !failed()) {
        check_starred_argument(before, value);
    }
    if (value == nullptr || failed()) {
        reset(before);
        return nullptr;
    }
    Starred* starred = node<Starred>(start);
    starred->value = value;
    cover(starred, value);
    return starred;
}

// (NAME ':=' expression | expression !':=') !'='
Expr* Parser::positional_argument() {
    Mark before = mark();
    Expr* value = at(TokenKind::kName) && peek(1).kind == TokenKind::kColonEqual
                      ? named_expression()
                      : expression();
    if (value == nullptr || at(TokenKind::kColonEqual) || at(TokenKind::kEqual)) {
        reset(before);
        return nullptr;
    }
    return value;
}

// NAME '=' expression | '**' expression
Keyword* Parser::keyword_argument() {
    SourceRange start = cur().range;
    std::string_view name;
    if (at(TokenKind::kName)) {
        name = take_name();
    }
    Mark before = mark();
    advance();
    Expr* value = expression();
    if (error_pass_ && name.data() == nullptr && value != nullptr) {
        check_assigned_unpacking(before, "cannot assign to keyword argument unpacking");
    }
    if (value == nullptr || failed()) {
        return nullptr;
    }
    Keyword* keyword = node<Keyword>(start);
    keyword->arg = name;
    keyword->value = value;
    cover(keyword, value);
    return keyword;
}

}  // namespace krait::compiler

// Compound statements, except `with` (parser_with.cpp).

#include <string>

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

Stmt* Parser::compound_statement() {
    switch (cur().kind) {
        case TokenKind::kIf: return if_statement();
        case TokenKind::kDef: return function_definition({});
        case TokenKind::kClass: return class_definition({});
        case TokenKind::kAt: return decorated();
        case TokenKind::kWith: return with_statement();
        case TokenKind::kFor: return for_statement();
        case TokenKind::kTry: return try_statement();
        case TokenKind::kWhile: return while_statement();
        default: break;
    }
    const char* what = peek(1).kind == TokenKind::kFor    ? "async for statements"
                       : peek(1).kind == TokenKind::kWith ? "async with statements"
                                                          : "async functions";
    return raise_unsupported(cur().range, what);
}

// ---- Blocks

// NEWLINE INDENT statements DEDENT, or simple statements in the same line.
bool Parser::block(StmtList& body, std::string_view what, std::uint32_t line) {
    DepthGuard guard(*this);
    if (!guard.ok()) {
        return false;
    }
    auto statements = collect_stmts();
    if (!accept(TokenKind::kNewline)) {
        if (!simple_statements(statements)) {
            return false;
        }
        body = statements.finish();
        return true;
    }
    if (!accept(TokenKind::kIndent)) {
        if (error_pass_) {
            raise_expected_block(what, line);
        }
        return false;
    }
    if (!statements_until(TokenKind::kDedent, statements)) {
        return false;
    }
    advance();
    body = statements.finish();
    return true;
}

bool Parser::colon_and_block(StmtList& body, std::string_view what, std::uint32_t line) {
    if (!accept(TokenKind::kColon)) {
        if (error_pass_ && at(TokenKind::kNewline)) {
            raise_at_last("expected ':'");
        }
        return false;
    }
    return block(body, what, line);
}

// ['else' ':' block]
bool Parser::optional_else(StmtList& body) {
    if (!at(TokenKind::kElse)) {
        return !failed();
    }
    std::uint32_t line = cur().range.line;
    advance();
    if (!force(TokenKind::kColon) || !block(body, "'else' statement", line)) {
        return false;
    }
    if (error_pass_ && at(TokenKind::kElif)) {
        raise_at(cur().range, "'elif' block follows an 'else' block");
        return false;
    }
    return true;
}

// ---- Definitions

// ('@' named_expression NEWLINE)+ and a definition
Stmt* Parser::decorated() {
    auto decorators = collect_exprs();
    while (accept(TokenKind::kAt)) {
        Expr* decorator = named_expression();
        if (decorator == nullptr || !accept(TokenKind::kNewline)) {
            return nullptr;
        }
        decorators.add(decorator);
    }
    switch (cur().kind) {
        case TokenKind::kDef: return function_definition(decorators.finish());
        case TokenKind::kClass: return class_definition(decorators.finish());
        case TokenKind::kAsync: return compound_statement();
        default: return nullptr;
    }
}

Stmt* Parser::function_definition(ExprList decorators) {
    SourceRange start = cur().range;
    advance();
    if (!at(TokenKind::kName)) {
        return nullptr;
    }
    SourceRange name_range = cur().range;
    std::string_view name = take_name();
    if (at(TokenKind::kLBracket)) {
        return raise_unsupported(cur().range, "type parameters");
    }
    if (!force(TokenKind::kLParen)) {
        return nullptr;
    }
    Arguments* args = parameters(/*is_lambda=*/false);
    if (args == nullptr || !accept(TokenKind::kRParen)) {
        return nullptr;
    }
    Expr* returns = nullptr;
    if (Mark at_arrow = mark(); accept(TokenKind::kArrow)) {
        returns = expression();
        if (returns == nullptr) {
            reset(at_arrow);
        }
    }
    StmtList body;
    if (!force(TokenKind::kColon) || !block(body, "function definition", start.line)) {
        return nullptr;
    }
    FunctionDef* function = compound_node<FunctionDef>(start);
    function->name = name;
    function->args = args;
    function->body = body;
    function->decorator_list = decorators;
    function->returns = returns;
    function->name_range = name_range;
    cover(function, args);
    cover(function, body);
    cover(function, decorators);
    cover(function, returns);
    return function;
}

Stmt* Parser::class_definition(ExprList decorators) {
    SourceRange start = cur().range;
    advance();
    if (!at(TokenKind::kName)) {
        return nullptr;
    }
    SourceRange name_range = cur().range;
    std::string_view name = take_name();
    if (at(TokenKind::kLBracket)) {
        return raise_unsupported(cur().range, "type parameters");
    }
    CallArguments given;
    Mark before = mark();
    if (accept(TokenKind::kLParen)) {
        bool good = at(TokenKind::kRParen) || arguments(given, nullptr, nullptr);
        if (!good || !accept(TokenKind::kRParen)) {
            if (error_pass_ && !failed()) {
                check_arguments(before);
            }
            return nullptr;
        }
    }
    StmtList body;
    if (!colon_and_block(body, "class definition", start.line)) {
        return nullptr;
    }
    ClassDef* definition = compound_node<ClassDef>(start);
    definition->name = name;
    definition->bases = given.args;
    definition->keywords = given.keywords;
    definition->body = body;
    definition->decorator_list = decorators;
    definition->name_range = name_range;
    cover(definition, given.args);
    cover(definition, given.keywords);
    cover(definition, body);
    cover(definition, decorators);
    return definition;
}

// ---- if, while, for

// Each `elif` nests one level deeper in the tree; this leaves room for what is around and within.
constexpr std::size_t kMaxElifs = 5000;

// An `elif` chain is read iteratively, then nested from its end.
Stmt* Parser::if_statement() {
    struct Clause {
        SourceRange start;
        Expr* test;
        StmtList body;
    };
    std::vector<Clause> clauses;
    do {
        Clause clause{cur().range, nullptr, {}};
        const char* what = at(TokenKind::kIf) ? "'if' statement" : "'elif' statement";
        advance();
        clause.test = named_expression();
        if (clause.test == nullptr || !colon_and_block(clause.body, what, clause.start.line)) {
            return nullptr;
        }
        clauses.push_back(clause);
        if (clauses.size() > kMaxElifs) {
            raise_too_deep();
            return nullptr;
        }
    } while (at(TokenKind::kElif));
    StmtList orelse;
    if (!optional_else(orelse)) {
        return nullptr;
    }
    for (;;) {
        const Clause& clause = clauses.back();
        If* statement = compound_node<If>(clause.start);
        statement->test = clause.test;
        statement->body = clause.body;
        statement->orelse = orelse;
        cover(statement, clause.test);
        cover(statement, clause.body);
        cover(statement, orelse);
        clauses.pop_back();
        if (clauses.empty() || failed()) {
            return failed() ? nullptr : statement;
        }
        orelse = arena_.copy<Stmt*>({statement});
    }
}

Stmt* Parser::while_statement() {
    SourceRange start = cur().range;
    advance();
    Expr* test = named_expression();
    StmtList body;
    StmtList orelse;
    if (test == nullptr || !colon_and_block(body, "'while' statement", start.line) ||
        !optional_else(orelse)) {
        return nullptr;
    }
    While* statement = compound_node<While>(start);
    statement->test = test;
    statement->body = body;
    statement->orelse = orelse;
    cover(statement, test);
    cover(statement, body);
    cover(statement, orelse);
    return statement;
}

Stmt* Parser::for_statement() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    Expr* target = star_targets();
    if (target == nullptr || !accept(TokenKind::kIn)) {
        if (error_pass_ && !failed()) {
            check_for_target(before);
        }
        return nullptr;
    }
    Expr* iter = star_expressions();
    StmtList body;
    StmtList orelse;
    if (iter == nullptr || !colon_and_block(body, "'for' statement", start.line) ||
        !optional_else(orelse)) {
        return nullptr;
    }
    For* statement = compound_node<For>(start);
    statement->target = target;
    statement->iter = iter;
    statement->body = body;
    statement->orelse = orelse;
    cover(statement, target);
    cover(statement, iter);
    cover(statement, body);
    cover(statement, orelse);
    return statement;
}

// ---- try

Stmt* Parser::try_statement() {
    SourceRange start = cur().range;
    advance();
    StmtList body;
    if (!force(TokenKind::kColon)) {
        return nullptr;
    }
    if (error_pass_ && at(TokenKind::kExcept)) {
        // No body at all: a mistake in the handler is found all the same.
        except_handler();
        return nullptr;
    }
    if (!block(body, "'try' statement", start.line)) {
        return nullptr;
    }
    if (!at(TokenKind::kExcept) && !at(TokenKind::kFinally)) {
        if (error_pass_ && !failed()) {
            raise_at_last("expected 'except' or 'finally' block");
        }
        return nullptr;
    }
    Collector<ExceptHandler*> handlers(arena_, handler_stack_);
    while (at(TokenKind::kExcept)) {
        if (handlers.size() > 0 && handlers.back()->type == nullptr) {
            defer_error(handlers.back()->range, "default 'except:' must be last");
        }
        ExceptHandler* handler = except_handler();
        if (handler == nullptr) {
            return nullptr;
        }
        handlers.add(handler);
    }
    StmtList orelse;
    StmtList finalbody;
    if ((handlers.size() > 0 && !optional_else(orelse)) || !optional_finally(finalbody)) {
        return nullptr;
    }
    Try* statement = compound_node<Try>(start);
    statement->body = body;
    statement->handlers = handlers.finish();
    statement->orelse = orelse;
    statement->finalbody = finalbody;
    cover(statement, body);
    cover(statement, statement->handlers);
    cover(statement, orelse);
    cover(statement, finalbody);
    return statement;
}

bool Parser::optional_finally(StmtList& body) {
    if (!at(TokenKind::kFinally)) {
        return !failed();
    }
    std::uint32_t line = cur().range.line;
    advance();
    return force(TokenKind::kColon) && block(body, "'finally' statement", line);
}

// 'except' [type ['as' NAME]] ':' block, or several types without parentheses and no name
ExceptHandler* Parser::except_handler() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    if (at(TokenKind::kStar)) {
        return raise_unsupported(cur().range, "except* clauses");
    }
    Expr* type = nullptr;
    std::string_view name;
    SourceRange name_range;
    if (!at(TokenKind::kColon) && !at(TokenKind::kNewline)) {
        type = plain_expressions();
        if (type == nullptr) {
            return nullptr;
        }
        bool several = type->is<Tuple>() && !is_enclosed(type);
        if (at(TokenKind::kAs) && !several && peek(1).kind == TokenKind::kName) {
            advance();
            name_range = cur().range;
            name = take_name();
        }
    }
    if (error_pass_ && !at(TokenKind::kColon)) {
        check_except(before);
    }
    StmtList body;
    if (failed() || !colon_and_block(body, "'except' statement", start.line)) {
        return nullptr;
    }
    ExceptHandler* handler = compound_node<ExceptHandler>(start);
    handler->type = type;
    handler->name = name;
    handler->body = body;
    handler->name_range = name_range;
    cover(handler, type);
    cover(handler, body);
    return handler;
}

// Is this tuple written with parentheses of its own?
bool Parser::is_enclosed(const Expr* tuple) const {
    const Tuple* as_tuple = tuple->as<Tuple>();
    return tuple->parenthesized || as_tuple->elts.empty() ||
           as_tuple->elts.front()->range.line != tuple->range.line ||
           as_tuple->elts.front()->range.col != tuple->range.col;
}

// Stands at 'except'.
void Parser::check_except(Mark start) {
    reset(start);
    advance();
    Expr* first = expression();
    if (first == nullptr) {
        return;
    }
    Mark after_first = mark();
    if (accept(TokenKind::kComma) && plain_expressions() != nullptr && accept(TokenKind::kAs) &&
        accept(TokenKind::kName) && at(TokenKind::kColon)) {
        raise_from(first->range, "multiple exception types must be parenthesized when using 'as'");
        return;
    }
    reset(after_first);
    if (accept(TokenKind::kAs)) {
        if (at(TokenKind::kName) && peek(1).kind == TokenKind::kNewline) {
            advance();
        } else if (Expr* target = expression()) {
            bool complete = at(TokenKind::kColon);
            if (complete && !target->is<Name>()) {
                raise_at(target,
                         std::string("cannot use except statement with ") + describe(target));
                return;
            }
        }
    }
    if (at(TokenKind::kNewline)) {
        raise_at_last("expected ':'");
    }
}

// ---- What krait leaves out

// Raises the error if a `match` or `type` statement starts here.
bool Parser::soft_keyword_statement_is_unsupported() {
    std::string_view word = token_text_of(cur());
    if (word == "match" && looks_like_match()) {
        raise_unsupported(cur().range, "match statements");
        return true;
    }
    if (word == "type" && peek(1).kind == TokenKind::kName &&
        (peek(2).kind == TokenKind::kEqual || peek(2).kind == TokenKind::kLBracket)) {
        raise_unsupported(cur().range, "type statements");
        return true;
    }
    return false;
}

// 'match' subject NEWLINE. CPython falls for a call such as `match(x)` here too.
void Parser::check_match_header() {
    Mark before = mark();
    advance();
    if (star_named_expressions() != nullptr && at(TokenKind::kNewline)) {
        raise_at_last("expected ':'");
    }
    reset(before);
}

// 'match' subject ':' NEWLINE: with an annotation, something would follow the colon.
bool Parser::looks_like_match() {
    switch (peek(1).kind) {
        case TokenKind::kEqual:
        case TokenKind::kDot:
        case TokenKind::kComma:
        case TokenKind::kColon:
        case TokenKind::kNewline:
        case TokenKind::kSemicolon: return false;
        default: break;
    }
    bool found = ahead([this] {
        advance();
        Expr* subject = star_named_expressions();
        return subject != nullptr && accept(TokenKind::kColon) && at(TokenKind::kNewline);
    });
    return found && !failed();
}

}  // namespace krait::compiler

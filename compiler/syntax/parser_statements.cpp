// Roots, statement lists and simple statements.

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// ---- Roots

Module* Parser::parse_module() {
    auto body = collect_stmts();
    if (!statements_until(TokenKind::kEndMarker, body)) {
        return nullptr;
    }
    Module* module = arena_.make<Module>();
    module->kind = NodeKind::kModule;
    module->body = body.finish();
    cover(module, module->body);
    return failed() ? nullptr : module;
}

Expression* Parser::parse_expression_root() {
    Expr* body = plain_expressions();
    if (body == nullptr) {
        return nullptr;
    }
    while (accept(TokenKind::kNewline)) {}
    if (!at(TokenKind::kEndMarker)) {
        return nullptr;
    }
    Expression* root = arena_.make<Expression>();
    root->kind = NodeKind::kExpression;
    root->body = body;
    cover(root, body);
    return failed() ? nullptr : root;
}

Interactive* Parser::parse_interactive(bool allow_incomplete) {
    auto body = collect_stmts();
    if (at(TokenKind::kEndMarker)) {
        // Nothing but blank lines and comments: a REPL may go on, compile() refuses it.
        if (!allow_incomplete || source_.text().empty()) {
            return nullptr;
        }
        Pass* pass = arena_.make<Pass>();
        pass->kind = NodeKind::kPass;
        pass->range = {1, 0, 1, 0};
        body.add(pass);
    } else {
        bool is_compound = at_compound_statement();
        if (!statement(body)) {
            return nullptr;
        }
        SourceRange newline = prev().range;
        if (!at(TokenKind::kEndMarker)) {
            // A compound statement takes all that follows it for its own; whatever doesn't belong
            // is an error there.
            return is_compound ? nullptr
                               : raise_at(newline,
                                          "multiple statements found while compiling a single "
                                          "statement");
        }
        if (is_compound && allow_incomplete && source_.final_newline_added()) {
            return nullptr;
        }
    }
    Interactive* root = arena_.make<Interactive>();
    root->kind = NodeKind::kInteractive;
    root->body = body.finish();
    cover(root, root->body);
    return failed() ? nullptr : root;
}

// ---- Statement lists

bool Parser::statements_until(TokenKind end, StmtCollector& out) {
    while (!at(end)) {
        if (failed()) {
            return false;
        }
        cut_window();
        if (!statement(out)) {
            return false;
        }
    }
    return !failed();
}

bool Parser::at_compound_statement() {
    switch (cur().kind) {
        case TokenKind::kIf:
        case TokenKind::kDef:
        case TokenKind::kClass:
        case TokenKind::kAt:
        case TokenKind::kWith:
        case TokenKind::kFor:
        case TokenKind::kTry:
        case TokenKind::kWhile:
        case TokenKind::kAsync: return true;
        default: return false;
    }
}

bool Parser::statement(StmtCollector& out) {
    if (at_compound_statement()) {
        Stmt* compound = compound_statement();
        if (compound == nullptr) {
            return false;
        }
        out.add(compound);
        return true;
    }
    if (at(TokenKind::kName) && soft_keyword_statement_is_unsupported()) {
        return false;
    }
    if (error_pass_ && at_name("match")) {
        check_match_header();
    }
    return simple_statements(out);
}

// simple_statement (';' simple_statement)* [';'] NEWLINE
bool Parser::simple_statements(StmtCollector& out) {
    do {
        if (at(TokenKind::kNewline)) {
            break;
        }
        Stmt* simple = simple_statement();
        if (simple == nullptr) {
            return false;
        }
        out.add(simple);
    } while (accept(TokenKind::kSemicolon));
    if (failed() || pos_ == 0 || !at(TokenKind::kNewline)) {
        return false;
    }
    statement_end_ = prev().range;
    advance();
    return true;
}

Stmt* Parser::simple_statement() {
    switch (cur().kind) {
        case TokenKind::kReturn: return return_statement();
        case TokenKind::kImport: return import_statement();
        case TokenKind::kFrom: return import_from_statement();
        case TokenKind::kRaise: return raise_statement();
        case TokenKind::kPass: return keyword_statement<Pass>();
        case TokenKind::kBreak: return keyword_statement<Break>();
        case TokenKind::kContinue: return keyword_statement<Continue>();
        case TokenKind::kDel: return delete_statement();
        case TokenKind::kAssert: return assert_statement();
        case TokenKind::kGlobal: return names_statement<Global>();
        case TokenKind::kNonlocal: return names_statement<Nonlocal>();
        default: return expression_statement();
    }
}

template <typename T>
Stmt* Parser::keyword_statement() {
    SourceRange start = cur().range;
    if (error_pass_) {
        // `pass if x else y`: the check belongs to expressions, which come first.
        check_statement_before_if();
    }
    advance();
    return failed() ? nullptr : node<T>(start);
}

// ---- Expression statements and assignments

Stmt* Parser::expression_statement() {
    SourceRange start = cur().range;
    Mark before = mark();
    Expr* first = yield_or_star_expressions();
    Stmt* result = nullptr;
    if (first != nullptr) {
        TokenKind next = cur().kind;
        if (next == TokenKind::kEqual) {
            result = finish_assignment(start, first);
        } else if (next == TokenKind::kColon) {
            result = annotated_assignment(start, first);
        } else if (is_augmented_assignment(next)) {
            result = augmented_assignment(start, first);
        } else if (!error_pass_) {
            ExprStmt* statement = node<ExprStmt>(start);
            statement->value = first;
            cover(statement, first);
            return failed() ? nullptr : statement;
        }
    }
    if (failed() || result != nullptr) {
        return failed() ? nullptr : result;
    }
    if (error_pass_) {
        check_assignment(before);
    }
    reset(before);
    // What is left is the expression alone; what follows it is the error.
    first = yield_or_star_expressions();
    if (failed() || first == nullptr) {
        return nullptr;
    }
    ExprStmt* statement = node<ExprStmt>(start);
    statement->value = first;
    return statement;
}

// (target '=')+ value; the first target has been read.
Stmt* Parser::finish_assignment(const SourceRange& start, Expr* first) {
    auto targets = collect_exprs();
    Expr* value = first;
    while (at(TokenKind::kEqual)) {
        if (!is_target(value)) {
            return nullptr;
        }
        set_context(value, ExprContext::kStore);
        targets.add(value);
        advance();
        value = yield_or_star_expressions();
        if (value == nullptr) {
            return nullptr;
        }
    }
    Assign* assign = node<Assign>(start);
    assign->targets = targets.finish();
    assign->value = value;
    cover(assign, assign->targets);
    cover(assign, value);
    return assign;
}

// target ':' expression ['=' value]
Stmt* Parser::annotated_assignment(const SourceRange& start, Expr* target) {
    if (!is_single_target(target)) {
        return nullptr;
    }
    advance();
    Expr* annotation = expression();
    if (annotation == nullptr) {
        return nullptr;
    }
    Mark before = mark();
    Expr* value = nullptr;
    if (accept(TokenKind::kEqual)) {
        value = yield_or_star_expressions();
        if (value == nullptr) {
            reset(before);
        }
    }
    set_context(target, ExprContext::kStore);
    AnnAssign* assign = node<AnnAssign>(start);
    assign->target = target;
    assign->annotation = annotation;
    assign->value = value;
    assign->simple = target->is<Name>() && !target->parenthesized;
    cover(assign, target);
    cover(assign, annotation);
    cover(assign, value);
    return assign;
}

Stmt* Parser::augmented_assignment(const SourceRange& start, Expr* target) {
    if (!is_single_target(target)) {
        return nullptr;
    }
    auto op = static_cast<BinaryOperator>(static_cast<int>(cur().kind) -
                                          static_cast<int>(TokenKind::kPlusEqual));
    advance();
    Expr* value = yield_or_star_expressions();
    if (value == nullptr) {
        return nullptr;
    }
    set_context(target, ExprContext::kStore);
    AugAssign* assign = node<AugAssign>(start);
    assign->target = target;
    assign->op = op;
    assign->value = value;
    cover(assign, target);
    cover(assign, value);
    return assign;
}

// ---- Statements with a keyword

Stmt* Parser::return_statement() {
    SourceRange start = cur().range;
    advance();
    Mark operand = mark();
    Expr* value = star_expressions();
    if (failed()) {
        return nullptr;
    }
    if (value == nullptr) {
        reset(operand);
    }
    Return* statement = node<Return>(start);
    statement->value = value;
    cover(statement, value);
    return statement;
}

// 'raise' [expression ['from' expression]]
Stmt* Parser::raise_statement() {
    SourceRange start = cur().range;
    advance();
    Mark operand = mark();
    Expr* exception = expression();
    if (exception == nullptr) {
        reset(operand);
    }
    Expr* cause = nullptr;
    if (exception != nullptr && at(TokenKind::kFrom)) {
        Mark before = mark();
        advance();
        cause = expression();
        if (cause == nullptr) {
            reset(before);
        }
    }
    if (failed()) {
        return nullptr;
    }
    Raise* statement = node<Raise>(start);
    statement->exc = exception;
    statement->cause = cause;
    cover(statement, exception);
    cover(statement, cause);
    return statement;
}

// 'del' target (',' target)* [',']
Stmt* Parser::delete_statement() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    auto targets = collect_exprs();
    do {
        Mark at_target = mark();
        Expr* target = primary();
        if (target == nullptr || !is_delete_target(target)) {
            reset(at_target);
            break;
        }
        set_context(target, ExprContext::kDel);
        targets.add(target);
    } while (accept(TokenKind::kComma));
    bool complete = at(TokenKind::kSemicolon) || at(TokenKind::kNewline);
    if (targets.size() == 0 || !complete || failed()) {
        if (error_pass_ && !failed()) {
            reset(before);
            advance();
            if (Expr* wrong = star_expressions()) {
                raise_invalid_target(wrong, TargetUse::kDelete);
            }
        }
        return nullptr;
    }
    Delete* statement = node<Delete>(start);
    statement->targets = targets.finish();
    cover(statement, statement->targets);
    return statement;
}

// 'assert' expression [',' expression]
Stmt* Parser::assert_statement() {
    SourceRange start = cur().range;
    advance();
    Expr* test = expression();
    if (test == nullptr) {
        return nullptr;
    }
    Mark before = mark();
    Expr* message = nullptr;
    if (accept(TokenKind::kComma)) {
        message = expression();
        if (message == nullptr) {
            reset(before);
        }
    }
    Assert* statement = node<Assert>(start);
    statement->test = test;
    statement->msg = message;
    cover(statement, test);
    cover(statement, message);
    return statement;
}

// 'global' or 'nonlocal' NAME (',' NAME)*
template <typename T>
Stmt* Parser::names_statement() {
    SourceRange start = cur().range;
    advance();
    Collector<std::string_view> names(arena_, name_stack_);
    do {
        if (!at(TokenKind::kName)) {
            return nullptr;
        }
        names.add(take_name());
    } while (accept(TokenKind::kComma));
    T* statement = node<T>(start);
    statement->names = names.finish();
    return statement;
}

}  // namespace krait::compiler

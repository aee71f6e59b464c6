// Import statements.

#include <string>

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// 'import' dotted_name ['as' NAME] (',' ...)*
Stmt* Parser::import_statement() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    if (error_pass_) {
        check_import(before);
        if (failed()) {
            return nullptr;
        }
    }
    Collector<Alias*> names(arena_, alias_stack_);
    do {
        Alias* alias = dotted_as_name();
        if (alias == nullptr) {
            return nullptr;
        }
        names.add(alias);
    } while (accept(TokenKind::kComma));
    Import* statement = node<Import>(start);
    statement->names = names.finish();
    return statement;
}

// NAME ('.' NAME)*
bool Parser::dotted_name(std::string_view& name) {
    if (!at(TokenKind::kName)) {
        return false;
    }
    name = take_name();
    if (!at(TokenKind::kDot)) {
        return true;
    }
    std::string dotted(name);
    while (at(TokenKind::kDot)) {
        if (peek(1).kind != TokenKind::kName) {
            break;
        }
        advance();
        dotted += '.';
        dotted += take_name();
    }
    name = arena_.intern(dotted);
    return !failed();
}

Alias* Parser::dotted_as_name() {
    SourceRange start = cur().range;
    std::string_view name;
    if (!dotted_name(name)) {
        return nullptr;
    }
    return finish_alias(start, name);
}

// ['as' NAME] after an imported name
Alias* Parser::finish_alias(const SourceRange& start, std::string_view name) {
    std::string_view asname;
    if (at(TokenKind::kAs)) {
        if (error_pass_) {
            check_import_target();
            if (failed()) {
                return nullptr;
            }
        }
        Mark before = mark();
        advance();
        if (at(TokenKind::kName)) {
            asname = take_name();
        } else {
            reset(before);
        }
    }
    Alias* alias = node<Alias>(start);
    alias->name = name;
    alias->asname = asname;
    return alias;
}

// 'from' ('.' | '...')* [dotted_name] 'import' ('*' | names | '(' names [','] ')')
Stmt* Parser::import_from_statement() {
    SourceRange start = cur().range;
    advance();
    int level = 0;
    while (at(TokenKind::kDot) || at(TokenKind::kEllipsis)) {
        level += at(TokenKind::kDot) ? 1 : 3;
        advance();
    }
    std::string_view module;
    if (at(TokenKind::kName) && !dotted_name(module)) {
        return nullptr;
    }
    if ((module.empty() && level == 0) || !accept(TokenKind::kImport)) {
        return nullptr;
    }
    Collector<Alias*> names(arena_, alias_stack_);
    if (!import_from_names(names)) {
        return nullptr;
    }
    ImportFrom* statement = node<ImportFrom>(start);
    statement->module = module;
    statement->names = names.finish();
    statement->level = level;
    return statement;
}

bool Parser::import_from_names(Collector<Alias*>& names) {
    SourceRange start = cur().range;
    if (accept(TokenKind::kStar)) {
        Alias* alias = node<Alias>(start);
        alias->name = arena_.intern("*");
        names.add(alias);
        return true;
    }
    if (error_pass_ && at(TokenKind::kNewline)) {
        raise_from(cur().range, "Expected one or more names after 'import'");
        return false;
    }
    bool in_parentheses = accept(TokenKind::kLParen);
    do {
        if (in_parentheses && names.size() > 0 && at(TokenKind::kRParen)) {
            break;
        }
        if (!at(TokenKind::kName)) {
            if (error_pass_ && !in_parentheses && names.size() > 0 && at(TokenKind::kNewline)) {
                raise_at_last("trailing comma not allowed without surrounding parentheses");
            }
            return false;
        }
        SourceRange name_start = cur().range;
        std::string_view name = take_name();
        Alias* alias = finish_alias(name_start, name);
        if (alias == nullptr) {
            return false;
        }
        names.add(alias);
    } while (accept(TokenKind::kComma));
    return !failed() && (!in_parentheses || accept(TokenKind::kRParen));
}

// ---- Mistakes

// Stands at 'import'.
void Parser::check_import(Mark start) {
    reset(start);
    SourceRange keyword = cur().range;
    advance();
    if (at(TokenKind::kNewline)) {
        raise_from(cur().range, "Expected one or more names after 'import'");
        return;
    }
    Mark names = mark();
    std::string_view name;
    while (dotted_name(name) && accept(TokenKind::kComma)) {}
    if (!name.empty() && accept(TokenKind::kFrom) && dotted_name(name)) {
        raise_from(keyword, "Did you mean to use 'from ... import ...' instead?");
    }
    reset(names);
}

// Stands at 'as'; restores the position.
void Parser::check_import_target() {
    Mark before = mark();
    advance();
    if (at(TokenKind::kName)) {
        TokenKind after = peek(1).kind;
        if (after == TokenKind::kComma || after == TokenKind::kRParen ||
            after == TokenKind::kNewline) {
            reset(before);
            return;
        }
    }
    Expr* target = expression();
    if (target != nullptr) {
        raise_at(target, std::string("cannot use ") + describe(target) + " as import target");
    }
    reset(before);
}

}  // namespace krait::compiler

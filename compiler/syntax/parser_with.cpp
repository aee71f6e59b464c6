// `with` statements, whose items may stand in parentheses.

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// 'with' '(' items [','] ')' ':' block | 'with' items ':' block
Stmt* Parser::with_statement() {
    SourceRange start = cur().range;
    Mark header = mark();
    advance();
    Collector<WithItem*> items(arena_, with_item_stack_);
    Mark before = mark();
    bool parsed = at(TokenKind::kLParen) && parenthesized_with_items(items);
    if (!parsed && !failed()) {
        // Parentheses that belong to an expression, or none.
        reset(before);
        items.clear();
        parsed = with_items(items);
    }
    if (failed()) {
        return nullptr;
    }
    StmtList body;
    if (!parsed || !at(TokenKind::kColon)) {
        if (error_pass_) {
            check_with_header(header);
        }
        return nullptr;
    }
    if (!colon_and_block(body, "'with' statement", start.line)) {
        return nullptr;
    }
    With* statement = compound_node<With>(start);
    statement->items = items.finish();
    statement->body = body;
    cover(statement, statement->items);
    cover(statement, body);
    return statement;
}

// True only if the closing parenthesis is followed by ':'.
bool Parser::parenthesized_with_items(Collector<WithItem*>& items) {
    advance();
    do {
        if (at(TokenKind::kRParen) && items.size() > 0) {
            break;
        }
        WithItem* item = with_item();
        if (item == nullptr) {
            return false;
        }
        items.add(item);
    } while (accept(TokenKind::kComma));
    return accept(TokenKind::kRParen) && at(TokenKind::kColon);
}

bool Parser::with_items(Collector<WithItem*>& items) {
    do {
        WithItem* item = with_item();
        if (item == nullptr) {
            return false;
        }
        items.add(item);
    } while (accept(TokenKind::kComma));
    return true;
}

bool Parser::at_with_item_end() {
    return at_any({TokenKind::kComma, TokenKind::kRParen, TokenKind::kColon});
}

// expression ['as' star_target]
WithItem* Parser::with_item() {
    SourceRange start = cur().range;
    Expr* context = expression();
    if (context == nullptr) {
        return nullptr;
    }
    Expr* target = nullptr;
    if (at(TokenKind::kAs)) {
        Mark before = mark();
        advance();
        Mark at_target = mark();
        target = star_target();
        if (target == nullptr || !at_with_item_end()) {
            reset(at_target);
            target = nullptr;
            if (error_pass_ && !failed()) {
                Expr* wrong = expression();
                if (wrong != nullptr && at_with_item_end()) {
                    raise_invalid_target(wrong, TargetUse::kAssign);
                }
            }
            reset(before);
        }
    }
    if (failed()) {
        return nullptr;
    }
    WithItem* item = node<WithItem>(start);
    item->context_expr = context;
    item->optional_vars = target;
    cover(item, context);
    cover(item, target);
    return item;
}

// A header that ends without its colon. Stands at 'with'.
void Parser::check_with_header(Mark start) {
    auto one_item = [this](bool tuples) {
        Expr* context = tuples ? plain_expressions() : expression();
        if (context == nullptr) {
            return false;
        }
        Mark before = mark();
        if (accept(TokenKind::kAs) && star_target() == nullptr) {
            reset(before);
        }
        return !failed();
    };
    auto items = [&](bool tuples) {
        if (!one_item(tuples)) {
            return false;
        }
        for (Mark before = mark(); accept(TokenKind::kComma); before = mark()) {
            if (!one_item(tuples)) {
                reset(before);
                break;
            }
        }
        return !failed();
    };
    reset(start);
    advance();
    Mark first = mark();
    if (items(false) && at(TokenKind::kNewline)) {
        raise_at_last("expected ':'");
        return;
    }
    reset(first);
    if (!failed() && accept(TokenKind::kLParen) && items(true)) {
        accept(TokenKind::kComma);
        if (accept(TokenKind::kRParen) && at(TokenKind::kNewline)) {
            raise_at_last("expected ':'");
        }
    }
}

}  // namespace krait::compiler

// The parameters of functions and lambdas.

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

struct Parser::ParameterState {
    bool is_lambda = false;
    bool seen_default = false;
    bool seen_slash = false;
    bool seen_star = false;
    bool done = false;  // after `**kwargs`
    std::vector<Arg*> posonly;
    std::vector<Arg*> args;
    std::vector<Arg*> kwonly;
    std::vector<Expr*> defaults;
    std::vector<Expr*> kw_defaults;
    Arg* vararg = nullptr;
    Arg* kwarg = nullptr;

    TokenKind end() const { return is_lambda ? TokenKind::kColon : TokenKind::kRParen; }
};

// Up to, not including, the closing ')' or ':'.
Arguments* Parser::parameters(bool is_lambda) {
    ParameterState state;
    state.is_lambda = is_lambda;
    SourceRange start = cur().range;
    if (!at(state.end()) && !parameter_list(state)) {
        return nullptr;
    }
    Arguments* result = node<Arguments>(start);
    result->posonlyargs = arena_.copy(state.posonly);
    result->args = arena_.copy(state.args);
    result->vararg = state.vararg;
    result->kwonlyargs = arena_.copy(state.kwonly);
    result->kw_defaults = arena_.copy(state.kw_defaults);
    result->kwarg = state.kwarg;
    result->defaults = arena_.copy(state.defaults);
    cover(result, result->posonlyargs);
    cover(result, result->args);
    cover(result, result->vararg);
    cover(result, result->kwonlyargs);
    cover(result, result->kw_defaults);
    cover(result, result->kwarg);
    cover(result, result->defaults);
    return failed() ? nullptr : result;
}

bool Parser::at_parameters_end(const ParameterState& state) {
    return at(state.end());
}

bool Parser::parameter_list(ParameterState& state) {
    do {
        if (at_parameters_end(state)) {
            return true;  // a trailing comma
        }
        if (state.done) {
            if (error_pass_ && at_any({TokenKind::kName, TokenKind::kStar, TokenKind::kDoubleStar,
                                       TokenKind::kSlash})) {
                raise_at(cur().range, "arguments cannot follow var-keyword argument");
            }
            return false;
        }
        bool good = false;
        switch (cur().kind) {
            case TokenKind::kName: good = plain_parameter(state); break;
            case TokenKind::kSlash: good = slash_parameter(state); break;
            case TokenKind::kStar: good = star_parameter(state); break;
            case TokenKind::kDoubleStar: good = double_star_parameter(state); break;
            default: good = check_parenthesized_parameter(state); break;
        }
        if (!good || failed()) {
            return false;
        }
    } while (accept(TokenKind::kComma));
    return !failed();
}

// NAME [':' annotation]
Arg* Parser::parameter(const ParameterState& state, bool star_annotation) {
    SourceRange start = cur().range;
    std::string_view name = take_name();
    Expr* annotation = nullptr;
    if (!state.is_lambda && accept(TokenKind::kColon)) {
        annotation = star_annotation ? star_expression() : expression();
        if (annotation == nullptr) {
            return nullptr;
        }
    }
    Arg* result = node<Arg>(start);
    result->name = name;
    result->annotation = annotation;
    cover(result, annotation);
    return result;
}

bool Parser::plain_parameter(ParameterState& state) {
    Arg* arg = parameter(state, /*star_annotation=*/false);
    if (arg == nullptr) {
        return false;
    }
    Expr* value = nullptr;
    if (at(TokenKind::kEqual)) {
        SourceRange equal = cur().range;
        advance();
        if (error_pass_ && at_any({TokenKind::kComma, TokenKind::kRParen})) {
            raise_at(equal, "expected default value expression");
            return false;
        }
        value = expression();
        if (value == nullptr) {
            return false;
        }
    }
    if (state.seen_star) {
        state.kwonly.push_back(arg);
        state.kw_defaults.push_back(value);
        return true;
    }
    if (value != nullptr) {
        state.seen_default = true;
        state.defaults.push_back(value);
    } else if (state.seen_default) {
        if (error_pass_ && (at(TokenKind::kComma) || at_parameters_end(state))) {
            raise_at(arg, "parameter without a default follows parameter with a default");
        }
        return false;
    }
    state.args.push_back(arg);
    return true;
}

bool Parser::slash_parameter(ParameterState& state) {
    SourceRange slash = cur().range;
    const char* mistake = nullptr;
    if (state.seen_slash) {
        mistake = "/ may appear only once";
    } else if (state.seen_star) {
        mistake = "/ must be ahead of *";
    } else if (state.args.empty()) {
        if (!error_pass_ || peek(1).kind != TokenKind::kComma) {
            return false;
        }
        mistake = "at least one argument must precede /";
    }
    if (mistake != nullptr) {
        if (error_pass_) {
            raise_at(slash, mistake);
        }
        return false;
    }
    advance();
    if (error_pass_ && at(TokenKind::kStar)) {
        raise_at(cur().range, "expected comma between / and *");
        return false;
    }
    state.seen_slash = true;
    state.posonly.swap(state.args);
    return true;
}

// In a lambda, CPython points to the last token it has read instead.
std::nullptr_t Parser::raise_bare_star(const ParameterState& state, const SourceRange& star) {
    static constexpr const char* kMessage = "named arguments must follow bare *";
    return state.is_lambda ? raise_at_last(kMessage) : raise_at(star, kMessage);
}

// '*' NAME | '*' followed by at least one keyword-only parameter
bool Parser::star_parameter(ParameterState& state) {
    SourceRange star = cur().range;
    if (state.seen_star) {
        if (error_pass_ &&
            (peek(1).kind == TokenKind::kName || peek(1).kind == TokenKind::kComma)) {
            raise_at(star, "* argument may appear only once");
        }
        return false;
    }
    advance();
    state.seen_star = true;
    if (at(TokenKind::kComma)) {
        TokenKind after = peek(1).kind;
        if (after == TokenKind::kName) {
            return true;
        }
        if (error_pass_ && (after == state.end() || after == TokenKind::kDoubleStar)) {
            raise_bare_star(state, star);
        }
        // `*, /` and `*, *` are judged where the second token stands.
        return error_pass_ && (after == TokenKind::kSlash || after == TokenKind::kStar);
    }
    if (error_pass_ && at_parameters_end(state)) {
        raise_bare_star(state, star);
    }
    if (!at(TokenKind::kName)) {
        return false;
    }
    state.vararg = parameter(state, /*star_annotation=*/true);
    if (error_pass_ && state.vararg != nullptr && at(TokenKind::kEqual)) {
        raise_at(cur().range, "var-positional argument cannot have default value");
    }
    return state.vararg != nullptr;
}

bool Parser::double_star_parameter(ParameterState& state) {
    advance();
    if (!at(TokenKind::kName)) {
        return false;
    }
    state.kwarg = parameter(state, /*star_annotation=*/false);
    state.done = true;
    if (error_pass_ && state.kwarg != nullptr && at(TokenKind::kEqual)) {
        raise_at(cur().range, "var-keyword argument cannot have default value");
    }
    return state.kwarg != nullptr;
}

// '(' NAME (',' NAME)* [','] ')' where a parameter is expected: Python 2's tuple parameters.
bool Parser::check_parenthesized_parameter(const ParameterState& state) {
    if (!error_pass_ || !at(TokenKind::kLParen) || state.seen_default || state.seen_star) {
        return false;
    }
    SourceRange open = cur().range;
    Mark before = mark();
    advance();
    bool named = false;
    while (at(TokenKind::kName)) {
        named = true;
        advance();
        if (!accept(TokenKind::kComma)) {
            break;
        }
    }
    if (named && accept(TokenKind::kRParen)) {
        raise_between(open, prev().range,
                      state.is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                      : "Function parameters cannot be parenthesized");
    }
    reset(before);
    return false;
}

}  // namespace krait::compiler

// The parser's inside: one class, its parts in parser*.cpp by subject.
//
// How it works:
// - Recursive descent over a window of tokens. A parse function returns null if its construct is
//   not there; it then either consumed nothing or the caller resets to a mark it took before. Like
//   a PEG parser, an operator whose right side is missing gives back the left side alone, and the
//   error appears where the next construct is expected.
// - Two passes. The first, fast one only finds out *that* the text is wrong, and remembers the last
//   token it looked at: that is where a plain "invalid syntax" is reported. The second
//   (`error_pass_`) parses again from the start with extra checks for common mistakes, which raise
//   specific errors; its tree is thrown away. Parse results are memoised there, because the checks
//   parse the same text again and again.
// - Once `error_` is set (an error raised, the lexer failed, nesting too deep) everything returns
//   null.
// - A mark is an index into the window; the window is cut at each statement, so marks are valid
//   within one simple statement or compound statement's header.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/syntax/ast.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/parser.h"

namespace krait::compiler {

class Parser {
public:
    struct PassSetup {
        bool is_error_pass = false;
        Token furthest;  // of the first pass
    };

    Parser(Arena& arena, const SourceFile& source, WarningList& warnings, PassSetup setup);

    Module* parse_module();
    Expression* parse_expression_root();
    Interactive* parse_interactive(bool allow_incomplete);

    // After a failed pass
    const std::optional<SyntaxError>& error() const { return error_; }
    // After a good pass: what is wrong although it could be parsed
    const std::optional<SyntaxError>& deferred_error() const { return deferred_error_; }
    bool lexer_failed() const { return lexer_failed_; }
    bool reached_end() const { return lexer_.reached_end(); }
    const Token& last_token() const;
    SyntaxError generic_error() const;
    SourceRange error_range_of_last() const { return error_range(last_token()); }
    // Reads the rest of the text: a lexer error there is more telling than a parser error.
    std::optional<SyntaxError> lexer_error_in_rest();
    bool inside_fstring() const { return lexer_.inside_fstring(); }

private:
    using Mark = std::size_t;

    // Collects the children of a node on a shared stack and copies them to the arena at the end.
    template <typename T>
    class Collector {
    public:
        Collector(Arena& arena, std::vector<T>& stack)
            : arena_(arena), stack_(stack), base_(stack.size()) {}
        ~Collector() { stack_.resize(base_); }
        Collector(const Collector&) = delete;
        Collector& operator=(const Collector&) = delete;
        void add(T item) { stack_.push_back(item); }
        std::size_t size() const { return stack_.size() - base_; }
        void clear() { stack_.resize(base_); }
        T back() const { return stack_.back(); }
        T front() const { return stack_[base_]; }
        Slice<T> finish() const { return arena_.copy(stack_.data() + base_, size()); }

    private:
        Arena& arena_;
        std::vector<T>& stack_;
        std::size_t base_;
    };
    using ExprCollector = Collector<Expr*>;
    using StmtCollector = Collector<Stmt*>;
    ExprCollector collect_exprs() { return {arena_, expr_stack_}; }
    StmtCollector collect_stmts() { return {arena_, stmt_stack_}; }

    // Counts one level of recursion; false if that is one too many (an error is raised).
    class DepthGuard {
    public:
        explicit DepthGuard(Parser& parser) : parser_(parser) { ++parser_.depth_; }
        ~DepthGuard() { --parser_.depth_; }
        DepthGuard(const DepthGuard&) = delete;
        DepthGuard& operator=(const DepthGuard&) = delete;
        bool ok() const {
            bool fits = parser_.depth_ <= kMaxDepth && !parser_.arena_.stack_exhausted();
            return fits || parser_.raise_too_deep();
        }

    private:
        Parser& parser_;
    };
#if defined(__SANITIZE_ADDRESS__)
    static constexpr int kMaxDepth = 1000;  // frames are several times as large
#else
    static constexpr int kMaxDepth = 3000;
#endif

    // ---- parser_core.cpp: tokens, errors, nodes
    const Token& cur() {
        if (pos_ == tokens_.size()) {
            fetch();
        }
        return tokens_[pos_];
    }
    const Token& peek(std::size_t ahead);
    const Token& prev() const {
        return tokens_[pos_ - 1];
    }
    bool at(TokenKind kind) {
        return cur().kind == kind;
    }
    bool at_any(std::initializer_list<TokenKind> kinds);
    void advance() {
        ++pos_;
    }
    bool accept(TokenKind kind) {
        if (!at(kind)) {
            return false;
        }
        advance();
        return true;
    }
    Mark mark() const {
        return pos_;
    }
    void reset(Mark to) {
        pos_ = to;
    }
    void fetch();
    void cut_window();
    std::string_view token_text_of(const Token& token) const {
        return source_.text().substr(token.start, token.end - token.start);
    }
    bool at_name(std::string_view word) {
        return at(TokenKind::kName) && token_text_of(cur()) == word;
    }
    std::string_view take_name();
    // `&&token` of the grammar: anything else is an error at once, in either pass.
    bool force(TokenKind kind);

    bool failed() const {
        return error_.has_value();
    }
    std::nullptr_t raise(ErrorKind kind, SourceRange range, std::string message);
    std::nullptr_t raise_at(SourceRange range, std::string message) {
        return raise(ErrorKind::kSyntaxError, range, std::move(message));
    }
    std::nullptr_t raise_at(const Node* node, std::string message) {
        return raise_at(node->range, std::move(message));
    }
    std::nullptr_t raise_between(const SourceRange& first, const SourceRange& last,
                                 std::string message) {
        return raise_at(join(first, last), std::move(message));
    }
    std::nullptr_t raise_at_last(std::string message);
    std::nullptr_t raise_at_next(std::string message);
    std::nullptr_t raise_from(SourceRange start, std::string message);
    std::nullptr_t raise_expected_block(std::string_view what, std::uint32_t line);
    std::nullptr_t raise_unsupported(const SourceRange& range, std::string_view what);
    bool raise_too_deep();
    void raise_too_high();
    // An error that CPython finds only after parsing: reported if nothing else is wrong.
    void defer_error(const SourceRange& range, std::string message);
    SourceRange error_range(const Token& token) const;

    template <typename T>
    T* node(const SourceRange& start) {
        T* made = arena_.make<T>();
        made->kind = T::kKind;
        made->range = join(start, prev().range);
        return made;
    }
    // For statements that end with a block: the last tokens read are line ends and dedents.
    template <typename T>
    T* compound_node(const SourceRange& start) {
        T* made = node<T>(start);
        made->range = join(start, statement_end_);
        return made;
    }
    void cover(Node* parent, const Node* child) {
        if (child != nullptr && child->height >= parent->height) {
            parent->height = static_cast<std::uint16_t>(child->height + 1);
            if (parent->height > kMaxTreeHeight) {
                raise_too_high();
            }
        }
    }
    template <typename T>
    void cover(Node* parent, Slice<T> children) {
        for (const Node* child : children) {
            cover(parent, child);
        }
    }

    // ---- parser_statements.cpp
    bool statements_until(TokenKind end, StmtCollector& out);
    bool at_compound_statement();
    bool statement(StmtCollector& out);
    bool simple_statements(StmtCollector& out);
    Stmt* simple_statement();
    Stmt* expression_statement();
    Stmt* finish_assignment(const SourceRange& start, Expr* first);
    Stmt* annotated_assignment(const SourceRange& start, Expr* target);
    Stmt* augmented_assignment(const SourceRange& start, Expr* target);
    Stmt* return_statement();
    Stmt* raise_statement();
    Stmt* delete_statement();
    Stmt* assert_statement();
    template <typename T>
    Stmt* names_statement();
    template <typename T>
    Stmt* keyword_statement();

    // ---- parser_imports.cpp
    Stmt* import_statement();
    Stmt* import_from_statement();
    bool dotted_name(std::string_view& name);
    Alias* dotted_as_name();
    Alias* finish_alias(const SourceRange& start, std::string_view name);
    bool import_from_names(Collector<Alias*>& names);
    void check_import(Mark start);
    void check_import_target();

    // ---- parser_compound.cpp
    Stmt* compound_statement();
    Stmt* decorated();
    Stmt* function_definition(ExprList decorators);
    Stmt* class_definition(ExprList decorators);
    Stmt* if_statement();
    Stmt* while_statement();
    Stmt* for_statement();
    Stmt* try_statement();
    ExceptHandler* except_handler();
    bool is_enclosed(const Expr* tuple) const;
    void check_except(Mark start);
    bool optional_else(StmtList& body);
    bool optional_finally(StmtList& body);
    bool block(StmtList& body, std::string_view what, std::uint32_t line);
    bool colon_and_block(StmtList& body, std::string_view what, std::uint32_t line);
    bool soft_keyword_statement_is_unsupported();
    void check_match_header();
    bool looks_like_match();

    // ---- parser_with.cpp
    Stmt* with_statement();
    bool parenthesized_with_items(Collector<WithItem*>& items);
    bool with_items(Collector<WithItem*>& items);
    bool at_with_item_end();
    WithItem* with_item();
    void check_with_header(Mark start);

    // ---- parser_expressions.cpp
    Expr* star_expressions();
    Expr* plain_expressions();
    Expr* star_expression();
    Expr* star_named_expression();
    Expr* star_named_expressions();
    Expr* named_expression();
    Expr* expression();
    bool at_lone_atom();
    Expr* plain_expression();
    Expr* disjunction();
    Expr* any_disjunction();
    Expr* bool_operation(TokenKind keyword, BoolOperator op, Expr* (Parser::*operand)());
    Expr* conjunction();
    Expr* inversion();
    Expr* comparison();
    bool comparison_operator(CompareOperator& op);
    Expr* binary(int lowest);
    Expr* bitwise_or() {
        return is_second_pass_ ? memoised(kBitwiseOrRule, &Parser::any_binary) : binary(1);
    }
    Expr* any_binary() {
        return binary(1);
    }
    Expr* unary();
    Expr* power();
    Expr* lambda();
    Expr* yield_expression();
    Expr* yield_or_star_expressions();
    template <typename Element>
    Expr* tuple_without_parens(Element element);

    // ---- parser_atoms.cpp
    Expr* primary();
    Expr* any_primary();
    Expr* attribute(const SourceRange& start, Expr* value);
    Expr* subscript(const SourceRange& start, Expr* value);
    Expr* slices();
    Expr* slice();
    Expr* atom();
    Expr* name_or_soft_keyword();
    Expr* constant(ConstantKind kind);
    Expr* number();
    Expr* parenthesized();
    Expr* rest_of_tuple(const SourceRange& start, Expr* first);
    Expr* brackets();
    Expr* list_display();
    Expr* brace_display();
    Expr* dict_display(const SourceRange& start, Expr* first_key);
    Expr* set_display(const SourceRange& start, Expr* first);
    bool dict_item(std::vector<Expr*>& keys, ExprCollector& values);
    bool comprehension_clauses(Slice<Comprehension*>& out);
    Comprehension* comprehension_clause();
    bool at_comprehension() {
        return at(TokenKind::kFor) || at(TokenKind::kAsync);
    }

    // ---- parser_calls.cpp
    struct CallArguments {
        ExprList args;
        Slice<Keyword*> keywords;
    };
    Expr* call(const SourceRange& start, Expr* function);
    bool arguments(CallArguments& out, Expr** generator_element, Slice<Comprehension*>* clauses);
    bool argument(ExprCollector& args, Collector<Keyword*>& keywords, bool& after_unpacking);
    Expr* starred_argument();
    Expr* positional_argument();
    Keyword* keyword_argument();

    // ---- parser_parameters.cpp
    struct ParameterState;
    Arguments* parameters(bool is_lambda);
    bool parameter_list(ParameterState& state);
    bool plain_parameter(ParameterState& state);
    bool slash_parameter(ParameterState& state);
    bool star_parameter(ParameterState& state);
    bool double_star_parameter(ParameterState& state);
    Arg* parameter(const ParameterState& state, bool star_annotation);
    bool at_parameters_end(const ParameterState& state);
    std::nullptr_t raise_bare_star(const ParameterState& state, const SourceRange& star);
    bool check_parenthesized_parameter(const ParameterState& state);

    // ---- parser_strings.cpp
    struct PendingMiddle {
        Constant* constant;
        Token token;
    };
    Expr* strings();
    bool plain_string(ExprCollector& pieces, bool& is_bytes);
    Constant* string_constant(const SourceRange& range, std::string_view text);
    bool decode_token(const Token& token, std::string_view body, bool is_bytes,
                      std::string_view& out);
    void warn_invalid_escape(const Token& token, std::size_t source_offset, std::string message);
    Expr* concatenate_constants(const SourceRange& start, ExprCollector& pieces);
    Slice<Expr*> fold_constants(ExprCollector& pieces);
    bool fstring(ExprCollector& pieces);
    bool fstring_parts(ExprCollector& pieces, bool is_raw, bool in_format_spec);
    bool fstring_middle(ExprCollector& pieces, bool is_raw, bool in_format_spec);
    bool decode_fstring_middle(const Token& token, Constant* constant);
    bool replacement_field(ExprCollector& pieces, bool is_raw);
    std::string debug_text(Mark first, Mark last) const;
    bool conversion(int& letter);
    Expr* format_spec(bool is_raw);

    // ---- parser_targets.cpp
    enum class TargetUse { kAssign, kDelete, kFor };
    Expr* star_targets();
    Expr* star_target();
    bool is_target(const Expr* expr) const;
    bool is_single_target(const Expr* expr) const;
    bool is_delete_target(const Expr* expr) const;
    void set_context(Expr* expr, ExprContext context);
    const Expr* find_invalid_target(const Expr* expr, TargetUse use) const;
    std::nullptr_t raise_invalid_target(const Expr* expr, TargetUse use);
    static const char* describe(const Expr* expr);

    // ---- parser_mistakes.cpp: the checks of the error pass for expressions and assignments
    Expr* expression_with_checks();
    void check_conditional(Expr* body);
    void check_word_between_strings();
    void check_legacy_statement();
    bool is_legacy_name(const Expr* expr) const;
    Expr* expression_without_checks();
    void check_named_expression();
    void check_assignment(Mark start);
    void check_annotation(Mark start);
    void check_statement_before_if();
    void check_lambda_in_fstring();
    void check_not_after_operator(bool whole_inversion);
    void check_for_target(Mark start);
    void check_for_clause(Mark start);

    // ---- parser_display_mistakes.cpp: for displays, comprehensions, f-string fields
    void check_group(Mark start);
    void check_comprehension(Mark start, bool is_parenthesis);
    void check_dict_comprehension(Mark start);
    void check_dict_items(Mark start);
    void check_dict_pair(bool lone_key_is_wrong);
    void check_replacement_field(Mark start, bool is_raw);
    void check_field_end(Mark after_value, bool is_raw);

    // ---- parser_call_mistakes.cpp: for arguments
    struct ArgumentPrefix {
        std::size_t positional = 0;
        std::size_t keywords = 0;
        bool has_unpacking = false;
        Expr* last_positional = nullptr;
    };
    bool argument_prefix(ArgumentPrefix& out);
    void check_arguments(Mark start);
    void check_each_argument(Mark start);
    void check_keyword(Mark start);
    void check_starred_argument(Mark star, const Expr* value);
    void check_assigned_unpacking(Mark star, const char* message);
    void check_generator_arguments(Mark start);
    void check_argument_order(Mark start);
    static const Expr* last_part(Slice<Comprehension*> clauses);
    void check_repeated_keywords(Slice<Keyword*> keywords);

    // Parses speculatively: the position is restored.
    template <typename Function>
    auto ahead(Function function) {
        Mark before = mark();
        auto result = function();
        reset(before);
        return result;
    }

    enum Rule : std::uint8_t {
        kExpressionRule,
        kDisjunctionRule,
        kBitwiseOrRule,
        kPrimaryRule,
        kStringsRule,
        kBracketsRule,
        kRuleCount,
    };
    struct MemoEntry {
        Expr* result;
        Mark end;
    };
    Expr* memoised(Rule rule, Expr* (Parser::*parse)());

    Arena& arena_;
    const SourceFile& source_;
    WarningList& warnings_;
    Lexer lexer_;
    std::vector<Token> tokens_;
    std::size_t pos_ = 0;
    int depth_ = 0;
    bool error_pass_;  // turned off while checks must not fire
    const bool is_second_pass_;
    bool lexer_failed_ = false;
    Token furthest_;
    SourceRange statement_end_;  // of the last simple statement's last token
    std::optional<SyntaxError> error_;
    std::optional<SyntaxError> deferred_error_;
    std::vector<Expr*> expr_stack_;
    std::vector<Stmt*> stmt_stack_;
    std::vector<Alias*> alias_stack_;
    std::vector<Keyword*> keyword_stack_;
    std::vector<Comprehension*> comprehension_stack_;
    std::vector<std::string_view> name_stack_;
    std::vector<WithItem*> with_item_stack_;
    std::vector<ExceptHandler*> handler_stack_;
    std::vector<PendingMiddle> pending_middles_;
    std::unordered_map<std::uint64_t, MemoEntry> memo_;
    std::unordered_set<std::uint64_t> failed_braces_;  // where they open; of the first pass
};

}  // namespace krait::compiler

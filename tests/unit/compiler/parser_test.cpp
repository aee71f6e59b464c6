// The parser: trees (as ast.dump writes them), error messages and their places, limits.

#include "compiler/syntax/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/syntax/dump.h"

namespace krait::compiler {
namespace {

std::string describe(const SourceFile& source, const SyntaxError& error) {
    std::string text = error.kind == ErrorKind::kSyntaxError
                           ? std::string()
                           : std::string(error_kind_name(error.kind)) + " ";
    if (error.range.known()) {
        auto place = [&](std::uint32_t line, std::uint32_t col) {
            return std::to_string(line) + ":" +
                   std::to_string(source.character_column(line, col) + 1);
        };
        text += place(error.range.line, error.range.col) + "-" +
                place(error.range.end_line, error.range.end_col) + " ";
    }
    return text + error.message;
}

// The dump of a module's tree, or the error; columns of errors count characters from 1.
std::string parse(std::string_view text, bool attributes = false) {
    Arena arena;
    SourceFile source("test.py", text, SourceOrigin::kText);
    ParseResult result = parse_module(arena, source);
    EXPECT_NE(result.ok(), result.error.has_value());
    return result.ok() ? dump_tree(result.tree, attributes) : describe(source, *result.error);
}

// The only statement of a module.
std::string statement(std::string_view text, bool attributes = false) {
    constexpr std::string_view kBefore = "Module(body=[";
    std::string dump = parse(text, attributes);
    if (!dump.starts_with(kBefore)) {
        return dump;
    }
    return dump.substr(kBefore.size(), dump.size() - kBefore.size() - 2);
}

std::string expression(std::string_view text) {
    Arena arena;
    SourceFile source("test.py", text, SourceOrigin::kText);
    ParseResult result = parse_expression(arena, source);
    if (!result.ok()) {
        return describe(source, *result.error);
    }
    return dump_tree(result.tree->as<Expression>()->body, false);
}

// ---- Trees

TEST(Parser, EmptyModule) {
    EXPECT_EQ(parse(""), "Module()");
}

TEST(Parser, Precedence) {
    EXPECT_EQ(expression("a + b * c"),
              "BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=BinOp(left=Name(id='b', "
              "ctx=Load()), op=Mult(), right=Name(id='c', ctx=Load())))");
    EXPECT_EQ(expression("-a ** -b"),
              "UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), "
              "right=UnaryOp(op=USub(), operand=Name(id='b', ctx=Load()))))");
    EXPECT_EQ(expression("1 - 2 - 3"),
              "BinOp(left=BinOp(left=Constant(value=1), op=Sub(), right=Constant(value=2)), "
              "op=Sub(), right=Constant(value=3))");
    EXPECT_EQ(expression("2 ** 3 ** 4"),
              "BinOp(left=Constant(value=2), op=Pow(), right=BinOp(left=Constant(value=3), "
              "op=Pow(), right=Constant(value=4)))");
}

TEST(Parser, BooleansAndComparisons) {
    EXPECT_EQ(expression("1 or 2 or 3 and 4"),
              "BoolOp(op=Or(), values=[Constant(value=1), Constant(value=2), BoolOp(op=And(), "
              "values=[Constant(value=3), Constant(value=4)])])");
    EXPECT_EQ(expression("1 < 2 not in 3 is not 4"),
              "Compare(left=Constant(value=1), ops=[Lt(), NotIn(), IsNot()], "
              "comparators=[Constant(value=2), Constant(value=3), Constant(value=4)])");
    EXPECT_EQ(expression("not not 1"),
              "UnaryOp(op=Not(), operand=UnaryOp(op=Not(), operand=Constant(value=1)))");
}

TEST(Parser, Literals) {
    EXPECT_EQ(expression("(None, True, ..., 0x_ff, 1_0.5e1, 2j, b'\\x00', u'a')"),
              "Tuple(elts=[Constant(value=None), Constant(value=True), Constant(value=Ellipsis), "
              "Constant(value=255), Constant(value=105.0), Constant(value=2j), "
              "Constant(value=b'\\x00'), Constant(value='a', kind='u')], ctx=Load())");
    EXPECT_EQ(expression("9223372036854775808"), "Constant(value=9223372036854775808)");
    EXPECT_EQ(expression("0xffffffffffffffffffff"), "Constant(value=1208925819614629174706175)");
    EXPECT_EQ(expression("1e400"), "Constant(value=inf)");
}

TEST(Parser, BigIntegersKeepTheirDigits) {
    Arena arena;
    SourceFile source("f", "0x_00FF_ffff_ffff_ffff_ffff");
    ParseResult result = parse_expression(arena, source);
    ASSERT_TRUE(result.ok());
    const Constant* constant = result.tree->as<Expression>()->body->as<Constant>();
    EXPECT_EQ(constant->constant_kind, ConstantKind::kBigInt);
    EXPECT_EQ(constant->base, 16);
    EXPECT_EQ(constant->text, "FFffffffffffffffff");
}

TEST(Parser, StringsAndEscapes) {
    EXPECT_EQ(expression("'a' \"b\" '''c'''"), "Constant(value='abc')");
    EXPECT_EQ(expression("'\\x41\\u0042\\U00000043\\104\\N{LATIN SMALL LETTER E}\\\n'"),
              "Constant(value='ABCDe')");
    EXPECT_EQ(expression("r'\\n' '\\n'"), "Constant(value='\\\\n\\n')");
    EXPECT_EQ(expression("b'\\xff\\101'"), "Constant(value=b'\\xffA')");
    EXPECT_EQ(expression("'\\ud83d\\ude00'"), "Constant(value='\\ud83d\\ude00')");
}

TEST(Parser, FStrings) {
    EXPECT_EQ(expression("f'a{x!r:>{w}}b' 'c'"),
              "JoinedStr(values=[Constant(value='a'), FormattedValue(value=Name(id='x', "
              "ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), "
              "FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), "
              "Constant(value='bc')])");
    EXPECT_EQ(expression("f'{ x = }'"),
              "JoinedStr(values=[Constant(value=' x = '), FormattedValue(value=Name(id='x', "
              "ctx=Load()), conversion=114)])");
    EXPECT_EQ(expression("f'{{{1}}}'"),
              "JoinedStr(values=[Constant(value='{'), FormattedValue(value=Constant(value=1), "
              "conversion=-1), Constant(value='}')])");
    EXPECT_EQ(expression("f''"), "JoinedStr()");
    EXPECT_EQ(expression("f'''{\n1 # one\n=}'''"),
              "JoinedStr(values=[Constant(value='\\n1 \\n='), "
              "FormattedValue(value=Constant(value=1), conversion=114)])");
    EXPECT_EQ(expression("f'{f'{'a'}'}'"),
              "JoinedStr(values=[FormattedValue(value=JoinedStr(values=[FormattedValue("
              "value=Constant(value='a'), conversion=-1)]), conversion=-1)])");
}

TEST(Parser, CallsAndSubscripts) {
    EXPECT_EQ(expression("f(1, *a, k=2, *b, **c)"),
              "Call(func=Name(id='f', ctx=Load()), args=[Constant(value=1), "
              "Starred(value=Name(id='a', ctx=Load()), ctx=Load()), Starred(value=Name(id='b', "
              "ctx=Load()), ctx=Load())], keywords=[keyword(arg='k', value=Constant(value=2)), "
              "keyword(value=Name(id='c', ctx=Load()))])");
    EXPECT_EQ(expression("a[1:2, ::3]"),
              "Subscript(value=Name(id='a', ctx=Load()), slice=Tuple(elts=["
              "Slice(lower=Constant(value=1), upper=Constant(value=2)), "
              "Slice(step=Constant(value=3))], ctx=Load()), ctx=Load())");
    EXPECT_EQ(expression("f(x for x in y)"),
              "Call(func=Name(id='f', ctx=Load()), args=[GeneratorExp(elt=Name(id='x', "
              "ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), "
              "iter=Name(id='y', ctx=Load()), is_async=0)])])");
}

TEST(Parser, Displays) {
    EXPECT_EQ(expression("{1: 2, **x}"),
              "Dict(keys=[Constant(value=1), None], values=[Constant(value=2), Name(id='x', "
              "ctx=Load())])");
    EXPECT_EQ(expression("{*a, 1}"),
              "Set(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load()), Constant(value=1)])");
    EXPECT_EQ(expression("{}"), "Dict()");
    EXPECT_EQ(expression("{k: v for k, v in d if k if v}"),
              "DictComp(key=Name(id='k', ctx=Load()), value=Name(id='v', ctx=Load()), "
              "generators=[comprehension(target=Tuple(elts=[Name(id='k', ctx=Store()), "
              "Name(id='v', ctx=Store())], ctx=Store()), iter=Name(id='d', ctx=Load()), "
              "ifs=[Name(id='k', ctx=Load()), Name(id='v', ctx=Load())], is_async=0)])");
}

TEST(Parser, Parameters) {
    EXPECT_EQ(statement("def f(a, /, b: int = 1, *c, d, e=2, **g) -> None: pass"),
              "FunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a')], args=[arg(arg='b', "
              "annotation=Name(id='int', ctx=Load()))], vararg=arg(arg='c'), "
              "kwonlyargs=[arg(arg='d'), arg(arg='e')], kw_defaults=[None, Constant(value=2)], "
              "kwarg=arg(arg='g'), defaults=[Constant(value=1)]), body=[Pass()], "
              "returns=Constant(value=None))");
    EXPECT_EQ(expression("lambda *, a: a"),
              "Lambda(args=arguments(kwonlyargs=[arg(arg='a')], kw_defaults=[None]), "
              "body=Name(id='a', ctx=Load()))");
}

TEST(Parser, Assignments) {
    EXPECT_EQ(statement("a = b, *c = d"),
              "Assign(targets=[Name(id='a', ctx=Store()), Tuple(elts=[Name(id='b', ctx=Store()), "
              "Starred(value=Name(id='c', ctx=Store()), ctx=Store())], ctx=Store())], "
              "value=Name(id='d', ctx=Load()))");
    EXPECT_EQ(statement("x.y //= 2"),
              "AugAssign(target=Attribute(value=Name(id='x', ctx=Load()), attr='y', ctx=Store()), "
              "op=FloorDiv(), value=Constant(value=2))");
    EXPECT_EQ(statement("x: int = 1"),
              "AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), "
              "value=Constant(value=1), simple=1)");
    EXPECT_EQ(statement("(x): int"),
              "AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), "
              "simple=0)");
}

TEST(Parser, WithItemsInParentheses) {
    EXPECT_EQ(statement("with (a as b, c,): pass"),
              "With(items=[withitem(context_expr=Name(id='a', ctx=Load()), "
              "optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', "
              "ctx=Load()))], body=[Pass()])");
    EXPECT_EQ(statement("with (a, b) as c: pass"),
              "With(items=[withitem(context_expr=Tuple(elts=[Name(id='a', ctx=Load()), "
              "Name(id='b', ctx=Load())], ctx=Load()), optional_vars=Name(id='c', ctx=Store()))], "
              "body=[Pass()])");
}

TEST(Parser, ExceptWithoutParentheses) {
    EXPECT_EQ(statement("try: pass\nexcept A, B: pass"),
              "Try(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id='A', "
              "ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), body=[Pass()])])");
}

TEST(Parser, Imports) {
    EXPECT_EQ(statement("from ...a.b import (c as d, e,)"),
              "ImportFrom(module='a.b', names=[alias(name='c', asname='d'), alias(name='e')], "
              "level=3)");
    EXPECT_EQ(statement("import a.b as c, d"),
              "Import(names=[alias(name='a.b', asname='c'), alias(name='d')])");
}

TEST(Parser, ElifsNest) {
    EXPECT_EQ(statement("if a: pass\nelif b: pass\nelse: pass"),
              "If(test=Name(id='a', ctx=Load()), body=[Pass()], orelse=[If(test=Name(id='b', "
              "ctx=Load()), body=[Pass()], orelse=[Pass()])])");
}

TEST(Parser, SoftKeywordsAreNames) {
    EXPECT_TRUE(parse("match = case = type = _ = 1\nmatch[1]\nmatch.x = type(case)\n"
                      "match: int = 1\nmatch(x)\nprint(type)\n")
                    .starts_with("Module("));
}

TEST(Parser, NamesAreNormalised) {
    EXPECT_EQ(expression("ﬁ"), "Name(id='fi', ctx=Load())");
}

// ---- Places

TEST(Parser, Places) {
    EXPECT_EQ(
        statement("(a) + b", true),
        "Expr(value=BinOp(left=Name(id='a', ctx=Load(), lineno=1, col_offset=1, "
        "end_lineno=1, end_col_offset=2), op=Add(), right=Name(id='b', ctx=Load(), lineno=1, "
        "col_offset=6, end_lineno=1, end_col_offset=7), lineno=1, col_offset=0, end_lineno=1, "
        "end_col_offset=7), lineno=1, col_offset=0, end_lineno=1, end_col_offset=7)");
    EXPECT_EQ(statement("if x:\n    pass;\n\n\n", true),
              "If(test=Name(id='x', ctx=Load(), lineno=1, col_offset=3, end_lineno=1, "
              "end_col_offset=4), body=[Pass(lineno=2, col_offset=4, end_lineno=2, "
              "end_col_offset=8)], lineno=1, col_offset=0, end_lineno=2, end_col_offset=9)");
}

TEST(Parser, AttributesKnowTheirNamesPlace) {
    Arena arena;
    SourceFile source("f", "(a\n .bc)");
    ParseResult result = parse_expression(arena, source);
    ASSERT_TRUE(result.ok());
    const Attribute* attribute = result.tree->as<Expression>()->body->as<Attribute>();
    EXPECT_EQ(attribute->attr_range, (SourceRange{2, 2, 2, 4}));
    EXPECT_EQ(attribute->attr.data(), arena.intern("bc").data());
    EXPECT_TRUE(attribute->parenthesized);
}

// ---- Mistakes

struct Mistake {
    const char* text;
    const char* error;
};

class ParserMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(ParserMistakes, Message) {
    EXPECT_EQ(parse(GetParam().text), GetParam().error);
}

constexpr Mistake kGeneralMistakes[] = {
    {"x y", "1:3-1:4 invalid syntax"},
    {"x = $", "1:5-1:6 invalid syntax"},
    {"f(a b)", "1:3-1:6 invalid syntax. Perhaps you forgot a comma?"},
    {"x = ('a' b 'c')", "1:10-1:11 invalid syntax. Is this intended to be part of the string?"},
    {"print 'x'", "1:1-1:10 Missing parentheses in call to 'print'. Did you mean print(...)?"},
    {"x <> y", "1:3-1:5 invalid syntax.  Maybe you meant '!=' instead of '<>'?"},
    {"a if b", "1:1-1:7 expected 'else' after 'if' expression"},
    {"x = 1 + not y", "1:9-1:14 'not' after an operator must be parenthesized"},
    {"f(x", "1:2-1:2 '(' was never closed"},
    {"x = (1,\ndef f(): pass\n", "1:5-1:5 '(' was never closed"},
    {"x y\nz = 'a\n", "2:5-2:5 unterminated string literal (detected at line 2)"},
    {"'a' b''", "1:8-1:9 cannot mix bytes and nonbytes literals"},
    {"b'é'", "1:1-1:5 bytes can only contain ASCII literal characters"},
    {"'\\x1'",
     "1:1-1:6 (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated "
     "\\xXX escape"},
    {"f(a=1, 2)", "1:9-1:10 positional argument follows keyword argument"},
    {"f(**a, 2)", "1:9-1:10 positional argument follows keyword argument unpacking"},
    {"f(**a, *b)", "1:6-1:10 iterable argument unpacking follows keyword argument unpacking"},
    {"f(x for x in y, 1)", "1:3-1:15 Generator expression must be parenthesized"},
    {"f(a.b=1)", "1:3-1:7 expression cannot contain assignment, perhaps you meant \"==\"?"},
    {"f(True=1)", "1:3-1:8 cannot assign to True"},
    {"f(a=)", "1:3-1:5 expected argument value expression"},
    {"f(a=1, a=2)", "1:8-1:11 keyword argument repeated: a"},
    {"{1: 2, 3}", "1:8-1:8 ':' expected after dictionary key"},
    {"{1:}", "1:3-1:4 expression expected after dictionary key and ':'"},
    {"[*a for a in b]", "1:2-1:4 iterable unpacking cannot be used in comprehension"},
    {"[a, b for a in c]", "1:2-1:6 did you forget parentheses around the comprehension target?"},
    {"(*a)", "1:2-1:4 cannot use starred expression here"},
};
INSTANTIATE_TEST_SUITE_P(General, ParserMistakes, testing::ValuesIn(kGeneralMistakes));

constexpr Mistake kAssignmentMistakes[] = {
    {"if x = 3: pass", "1:4-1:9 invalid syntax. Maybe you meant '==' or ':=' instead of '='?"},
    {"f() = 1",
     "1:1-1:4 cannot assign to function call here. Maybe you meant '==' instead of '='?"},
    {"1 = x", "1:1-1:2 cannot assign to literal here. Maybe you meant '==' instead of '='?"},
    {"(a, 1) = x", "1:5-1:6 cannot assign to literal"},
    {"x = None = 1", "1:5-1:9 cannot assign to None"},
    {"x = yield = 1", "1:5-1:10 assignment to yield expression not possible"},
    {"f() += 1", "1:1-1:4 'function call' is an illegal expression for augmented assignment"},
    {"(a, b): int", "1:1-1:7 only single target (not tuple) can be annotated"},
    {"f(): int", "1:1-1:4 illegal target for annotation"},
    {"x.y := 1", "1:1-1:4 cannot use assignment expressions with attribute"},
    {"del f()", "1:5-1:8 cannot delete function call"},
    {"del *a, b", "1:5-1:7 cannot delete starred"},
    {"for f() in x: pass", "1:5-1:8 cannot assign to function call"},
    {"with a as f(): pass", "1:11-1:14 cannot assign to function call"},
    {"import a as b.c", "1:13-1:16 cannot use attribute as import target"},
};
INSTANTIATE_TEST_SUITE_P(Assignments, ParserMistakes, testing::ValuesIn(kAssignmentMistakes));

constexpr Mistake kStatementMistakes[] = {
    {"if x\n  pass", "1:5-1:6 expected ':'"},
    {"if x:\npass",
     "IndentationError 2:1-2:5 expected an indented block after 'if' statement on line 1"},
    {"def f():\n",
     "IndentationError 1:9-1:9 expected an indented block after function definition on line 1"},
    {"class C:\nx",
     "IndentationError 2:1-2:2 expected an indented block after class definition on line 1"},
    {"x\n  y", "IndentationError 2:2-2:2 unexpected indent"},
    {"if x:\n  y\n z\n",
     "IndentationError 3:3-3:3 unindent does not match any outer indentation level"},
    {"try: x\ny", "2:1-2:2 expected 'except' or 'finally' block"},
    {"try: x\nexcept A, B as c: y",
     "2:8-2:17 multiple exception types must be parenthesized when using 'as'"},
    {"try: x\nexcept: y\nexcept A: z", "2:1-2:10 default 'except:' must be last"},
    {"if x: a\nelse: b\nelif c: d", "3:1-3:5 'elif' block follows an 'else' block"},
    {"from a import b,", "1:17-1:18 trailing comma not allowed without surrounding parentheses"},
    {"import a from b", "1:1-1:16 Did you mean to use 'from ... import ...' instead?"},
    {"def f(a=1, b): pass",
     "1:12-1:13 parameter without a default follows parameter with a default"},
    {"def f(*): pass", "1:7-1:8 named arguments must follow bare *"},
    {"def f(a, /, b, /): pass", "1:16-1:17 / may appear only once"},
    {"def f(**k, a): pass", "1:12-1:13 arguments cannot follow var-keyword argument"},
    {"def f(a, (b, c)): pass", "1:10-1:16 Function parameters cannot be parenthesized"},
    {"pass if x else y", "1:1-1:5 expected expression before 'if', but statement is given"},
};
INSTANTIATE_TEST_SUITE_P(Statements, ParserMistakes, testing::ValuesIn(kStatementMistakes));

constexpr Mistake kFStringMistakes[] = {
    {"f'{}'", "1:4-1:5 f-string: valid expression required before '}'"},
    {"f'{!r}'", "1:4-1:5 f-string: valid expression required before '!'"},
    {"f'{x!z}'", "1:6-1:7 f-string: invalid conversion character 'z': expected 's', 'r', or 'a'"},
    {"f'{x! r}'", "1:5-1:8 f-string: conversion type must come right after the exclamation mark"},
    {"f'{x!}'", "1:6-1:7 f-string: missing conversion character"},
    {"f'{lambda x: 1}'",
     "1:4-1:13 f-string: lambda expressions are not allowed without parentheses"},
    {"f'{a b}'", "1:4-1:7 invalid syntax. Perhaps you forgot a comma?"},
    {"f'{a;b}'", "1:5-1:6 f-string: expecting '=', or '!', or ':', or '}'"},
};
INSTANTIATE_TEST_SUITE_P(FStrings, ParserMistakes, testing::ValuesIn(kFStringMistakes));

constexpr Mistake kUnsupported[] = {
    {"match x:\n  case 1: pass", "1:1-1:6 match statements are not supported by krait"},
    {"type X = int", "1:1-1:5 type statements are not supported by krait"},
    {"async def f(): pass", "1:1-1:6 async functions are not supported by krait"},
    {"await x", "1:1-1:6 await expressions are not supported by krait"},
    {"[x async for x in y]", "1:4-1:9 asynchronous comprehensions are not supported by krait"},
    {"try: x\nexcept* A: y", "2:7-2:8 except* clauses are not supported by krait"},
    {"def f[T](): pass", "1:6-1:7 type parameters are not supported by krait"},
    {"class C[T]: pass", "1:8-1:9 type parameters are not supported by krait"},
    {"t'a'", "1:1-1:3 t-strings are not supported by krait"},
};
INSTANTIATE_TEST_SUITE_P(Unsupported, ParserMistakes, testing::ValuesIn(kUnsupported));

TEST(Parser, WarnsOfInvalidEscapes) {
    Arena arena;
    SourceFile source("f", "x = '''\n \\d'''\ny = f'\\{x}'\nz = '\\400'\n");
    ParseResult result = parse_module(arena, source);
    ASSERT_TRUE(result.ok());
    ASSERT_EQ(result.warnings.size(), 3u);
    EXPECT_EQ(result.warnings[0].message,
              "\"\\d\" is an invalid escape sequence. Such sequences will not work in the future. "
              "Did you mean \"\\\\d\"? A raw string is also an option.");
    EXPECT_EQ(result.warnings[0].range.line, 2u);
    EXPECT_EQ(result.warnings[0].range.col, 1u);
    EXPECT_EQ(result.warnings[1].range.line, 3u);
    EXPECT_EQ(result.warnings[2].message.substr(0, 42),
              "\"\\400\" is an invalid octal escape sequence");
}

// ---- Limits

std::string repeat(std::string_view text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

constexpr const char* kTooDeep =
    "MemoryError Parser stack overflowed - Python source too complex to parse";
constexpr const char* kTooHigh =
    "RecursionError maximum recursion depth exceeded during compilation";

TEST(Parser, DeepNestingIsAnError) {
    for (const char* text : {"-", "not ", "lambda: ", "a ** ", "a if b else ", "lambda a="}) {
        EXPECT_EQ(parse(repeat(text, 100'000) + "1"), kTooDeep) << text;
    }
    EXPECT_EQ(parse(repeat("(", 100'000)), "1:201-1:201 too many nested parentheses");
    EXPECT_EQ(parse("if a: pass\n" + repeat("elif a: pass\n", 100'000)), kTooDeep);
}

TEST(Parser, LongChainsAreReadWithoutRecursion) {
    EXPECT_EQ(parse("a" + repeat("+a", 100'000)), kTooHigh);
    EXPECT_EQ(parse("a" + repeat(".b", 100'000)), kTooHigh);
    EXPECT_EQ(parse("a" + repeat("()", 100'000)), kTooHigh);
    // What makes one flat node may be as long as it likes.
    for (const char* text : {"a and ", "a < ", "a, ", "a = "}) {
        Arena arena;
        std::string source_text = repeat(text, 100'000) + "b";
        SourceFile source("f", source_text);
        EXPECT_TRUE(parse_module(arena, source).ok()) << text;
    }
    Arena arena;
    SourceFile source("f", "a" + repeat("+a", 3'000));
    ParseResult result = parse_module(arena, source);
    ASSERT_TRUE(result.ok());
    EXPECT_GT(result.tree->height, 3'000);
    EXPECT_LE(result.tree->height, kMaxTreeHeight);
}

// ---- Expressions and interactive statements

TEST(Parser, ExpressionMode) {
    EXPECT_EQ(expression("1, 2"), "Tuple(elts=[Constant(value=1), Constant(value=2)], ctx=Load())");
    EXPECT_EQ(expression("1\n\n"), "Constant(value=1)");
    EXPECT_EQ(expression("x = 1"), "1:3-1:4 invalid syntax");
    EXPECT_EQ(expression("1; 2"), "1:2-1:3 invalid syntax");
}

std::string interactive(std::string_view text) {
    Arena arena;
    SourceFile source("<stdin>", text, SourceOrigin::kText);
    ParseResult result = parse_interactive(arena, source, /*allow_incomplete=*/true);
    if (result.ok()) {
        return "complete";
    }
    return result.error->kind == ErrorKind::kIncompleteInput ? "incomplete" : result.error->message;
}

TEST(Parser, InteractiveMode) {
    EXPECT_EQ(interactive("x = 1"), "complete");
    EXPECT_EQ(interactive("x; y\n"), "complete");
    EXPECT_EQ(interactive("# only a comment"), "complete");
    EXPECT_EQ(interactive("f("), "incomplete");
    EXPECT_EQ(interactive("'''a\nb"), "incomplete");
    EXPECT_EQ(interactive("x = \\"), "incomplete");
    EXPECT_EQ(interactive("if x:"), "incomplete");
    EXPECT_EQ(interactive("if x: y"), "incomplete");
    EXPECT_EQ(interactive("if x:\n  y"), "incomplete");
    EXPECT_EQ(interactive("if x:\n  y\n"), "complete");
    EXPECT_EQ(interactive("@d"), "incomplete");
    EXPECT_EQ(interactive("try:\n  x\n"), "incomplete");
    EXPECT_EQ(interactive("x +"), "invalid syntax");
    EXPECT_EQ(interactive("a b"), "invalid syntax");
    EXPECT_EQ(interactive("'a"), "unterminated string literal (detected at line 1)");
    EXPECT_EQ(interactive("x\ny\n"),
              "multiple statements found while compiling a single statement");
}

}  // namespace
}  // namespace krait::compiler

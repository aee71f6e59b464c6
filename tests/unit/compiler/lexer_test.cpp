// The lexer alone: which tokens text becomes, where they stand, and what it refuses; and how source
// files are decoded before that.

#include "compiler/syntax/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace krait::compiler {
namespace {

struct Lexed {
    std::vector<Token> tokens;
    std::vector<std::string> texts;
    SyntaxError error;
    bool failed = false;
    bool reached_end = false;
    WarningList warnings;
};

Lexed lex(std::string_view text) {
    Lexed result;
    SourceFile source("test.py", text, SourceOrigin::kText);
    Lexer lexer(source, result.warnings);
    for (;;) {
        Token token = lexer.next();
        if (token.kind == TokenKind::kError) {
            result.failed = true;
            result.error = lexer.error();
            break;
        }
        result.tokens.push_back(token);
        result.texts.emplace_back(source.text().substr(token.start, token.end - token.start));
        if (token.kind == TokenKind::kEndMarker) {
            break;
        }
    }
    result.reached_end = lexer.reached_end();
    return result;
}

std::vector<TokenKind> kinds(std::string_view text) {
    std::vector<TokenKind> result;
    for (const Token& token : lex(text).tokens) {
        result.push_back(token.kind);
    }
    return result;
}

// The message, and the place as line:column with the column counted from 1.
std::string error_of(std::string_view text) {
    Lexed lexed = lex(text);
    if (!lexed.failed) {
        return "no error";
    }
    return std::to_string(lexed.error.range.line) + ":" +
           std::to_string(lexed.error.range.col + 1) + " " + lexed.error.message;
}

using enum TokenKind;
using Kinds = std::vector<TokenKind>;

TEST(Lexer, EmptyTextIsOnlyTheEnd) {
    EXPECT_EQ(kinds(""), Kinds{kEndMarker});
    EXPECT_EQ(kinds("\n\n  # only a comment\n"), Kinds{kEndMarker});
}

TEST(Lexer, AddsTheMissingFinalNewline) {
    EXPECT_EQ(kinds("x"), (Kinds{kName, kNewline, kEndMarker}));
    EXPECT_EQ(kinds("x\n"), (Kinds{kName, kNewline, kEndMarker}));
}

TEST(Lexer, TokensKnowTheirPlaces) {
    Lexed lexed = lex("ab = 'é' + c\n");
    ASSERT_EQ(lexed.tokens.size(), 7u);
    EXPECT_EQ(lexed.tokens[0].range, (SourceRange{1, 0, 1, 2}));
    EXPECT_EQ(lexed.tokens[2].range, (SourceRange{1, 5, 1, 9}));  // columns count bytes
    EXPECT_EQ(lexed.tokens[4].range, (SourceRange{1, 12, 1, 13}));
    EXPECT_EQ(lexed.texts[2], "'é'");
}

TEST(Lexer, KeywordsAndSoftKeywords) {
    EXPECT_EQ(kinds("None nonlocal is not in lambda"),
              (Kinds{kNone, kNonlocal, kIs, kNot, kIn, kLambda, kNewline, kEndMarker}));
    EXPECT_EQ(kinds("match case type _ none iff"),
              (Kinds{kName, kName, kName, kName, kName, kName, kNewline, kEndMarker}));
}

TEST(Lexer, TakesTheLongestOperator) {
    EXPECT_EQ(kinds("**= ** *= * //= // /= / >>= >> >= >"),
              (Kinds{kDoubleStarEqual, kDoubleStar, kStarEqual, kStar, kDoubleSlashEqual,
                     kDoubleSlash, kSlashEqual, kSlash, kRightShiftEqual, kRightShift,
                     kGreaterEqual, kGreater, kNewline, kEndMarker}));
    EXPECT_EQ(kinds("... .. -> := != !"), (Kinds{kEllipsis, kDot, kDot, kArrow, kColonEqual,
                                                 kNotEqual, kExclamation, kNewline, kEndMarker}));
}

TEST(Lexer, AugmentedAssignmentsFollowTheOrderOfBinaryOperators) {
    Lexed lexed = lex("+= -= *= @= /= %= **= <<= >>= |= ^= &= //=");
    for (std::size_t i = 0; i < 13; ++i) {
        EXPECT_TRUE(is_augmented_assignment(lexed.tokens[i].kind)) << lexed.texts[i];
        EXPECT_EQ(token_text(lexed.tokens[i].kind), lexed.texts[i]);
    }
}

// ---- Lines and indentation

TEST(Lexer, IndentationGivesIndentAndDedent) {
    EXPECT_EQ(
        kinds("if x:\n  y\n  if z:\n      w\nv\n"),
        (Kinds{kIf, kName, kColon, kNewline, kIndent, kName, kNewline, kIf, kName, kColon, kNewline,
               kIndent, kName, kNewline, kDedent, kDedent, kName, kNewline, kEndMarker}));
}

TEST(Lexer, BlankAndCommentLinesDoNotChangeIndentation) {
    EXPECT_EQ(kinds("if x:\n  y\n\n# comment\n      # deeper\n  z\n"),
              (Kinds{kIf, kName, kColon, kNewline, kIndent, kName, kNewline, kName, kNewline,
                     kDedent, kEndMarker}));
}

TEST(Lexer, BracketsJoinLines) {
    EXPECT_EQ(kinds("f(a,\n      b\n  )\n"),
              (Kinds{kName, kLParen, kName, kComma, kName, kRParen, kNewline, kEndMarker}));
}

TEST(Lexer, BackslashesJoinLines) {
    EXPECT_EQ(kinds("a + \\\n    b\n"), (Kinds{kName, kPlus, kName, kNewline, kEndMarker}));
    EXPECT_EQ(error_of("x = \\ 1"), "1:6 unexpected character after line continuation character");
    EXPECT_EQ(error_of("x = \\\n"), "1:6 unexpected EOF while parsing");
}

TEST(Lexer, TabsReachToMultiplesOfEight) {
    EXPECT_EQ(kinds("if x:\n\ty\n\tz\n").size(), 11u);
    Lexed lexed = lex("if x:\n\ty\n        z\n");
    ASSERT_TRUE(lexed.failed);
    EXPECT_EQ(lexed.error.kind, ErrorKind::kTabError);
    EXPECT_EQ(lexed.error.message, "inconsistent use of tabs and spaces in indentation");
    EXPECT_EQ(lexed.error.range.line, 3u);
}

TEST(Lexer, DedentMustMeetAnOuterLevel) {
    Lexed lexed = lex("if x:\n    y\n  z\n");
    ASSERT_TRUE(lexed.failed);
    EXPECT_EQ(lexed.error.kind, ErrorKind::kIndentationError);
    EXPECT_EQ(lexed.error.message, "unindent does not match any outer indentation level");
    EXPECT_EQ(lexed.error.line_text, "  z");
}

TEST(Lexer, TooManyLevelsOfIndentation) {
    std::string text;
    for (int i = 0; i < 101; ++i) {
        text += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
    }
    EXPECT_EQ(error_of(text), "101:1 too many levels of indentation");
}

// ---- Brackets

TEST(Lexer, BracketMistakes) {
    EXPECT_EQ(error_of("f(a"), "1:2 '(' was never closed");
    EXPECT_EQ(error_of("a)"), "1:2 unmatched ')'");
    EXPECT_EQ(error_of("(]"), "1:2 closing parenthesis ']' does not match opening parenthesis '('");
    EXPECT_EQ(error_of("{\n\n)"),
              "3:1 closing parenthesis ')' does not match opening parenthesis '{' on line 1");
    EXPECT_EQ(error_of(std::string(201, '(')), "1:201 too many nested parentheses");
    EXPECT_EQ(error_of(std::string(200, '[')), "1:200 '[' was never closed");
}

TEST(Lexer, TellsWhetherMoreTextCouldHelp) {
    EXPECT_TRUE(lex("f(a").reached_end);
    EXPECT_TRUE(lex("'''a").reached_end);
    EXPECT_TRUE(lex("x = \\\n").reached_end);
    EXPECT_FALSE(lex("'a\n").reached_end);
    EXPECT_FALSE(lex("a)").reached_end);
}

// ---- Numbers

TEST(Lexer, Numbers) {
    for (const char* text :
         {"0", "00", "0_0", "1_000", "0xFf_a", "0o17", "0B1_0", "1.", ".5", "1e5", "1.5E-3",
          "1_0.0_1", "09.5", "09e1", "1j", "1.5J", "0777j", "1e1_0"}) {
        Lexed lexed = lex(text);
        ASSERT_FALSE(lexed.failed) << text << ": " << lexed.error.message;
        EXPECT_EQ(lexed.tokens[0].kind, kNumber) << text;
        EXPECT_EQ(lexed.texts[0], text);
    }
}

TEST(Lexer, WrongNumbers) {
    EXPECT_EQ(error_of("1abc"), "1:1 invalid decimal literal");
    EXPECT_EQ(error_of("1__0"), "1:2 invalid decimal literal");
    EXPECT_EQ(error_of("1_"), "1:2 invalid decimal literal");
    EXPECT_EQ(error_of("1e+"), "1:3 invalid decimal literal");
    EXPECT_EQ(error_of("0xg"), "1:2 invalid hexadecimal literal");
    EXPECT_EQ(error_of("0b12"), "1:4 invalid digit '2' in binary literal");
    EXPECT_EQ(error_of("0o8"), "1:3 invalid digit '8' in octal literal");
    EXPECT_EQ(error_of("1ja"), "1:2 invalid imaginary literal");
    EXPECT_EQ(
        error_of("0777"),
        "1:1 leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
        "octal integers");
}

TEST(Lexer, KeywordsMayTouchNumbersWithAWarning) {
    Lexed lexed = lex("1if x else 2");
    ASSERT_FALSE(lexed.failed);
    ASSERT_EQ(lexed.warnings.size(), 1u);
    EXPECT_EQ(lexed.warnings[0].message, "invalid decimal literal");
    EXPECT_EQ(error_of("1else_"), "1:1 invalid decimal literal");
}

// ---- Names and characters

TEST(Lexer, UnicodeNames) {
    EXPECT_EQ(kinds("é = größe + 変数\n"),
              (Kinds{kName, kEqual, kName, kPlus, kName, kNewline, kEndMarker}));
}

TEST(Lexer, WrongCharacters) {
    EXPECT_EQ(error_of("x = “a”"), "1:5 invalid character '“' (U+201C)");
    EXPECT_EQ(error_of("x = \xC2\xA0y"), "1:5 invalid non-printable character U+00A0");
    EXPECT_EQ(error_of("x\x01"), "1:2 invalid non-printable character U+0001");
    EXPECT_EQ(kinds("$"), (Kinds{kStrayCharacter, kNewline, kEndMarker}));
}

// ---- Strings

TEST(Lexer, Strings) {
    for (const char* text : {"''", "\"\"", "'a'", "'''a'b''c'''", "r'\\'a'", "Rb'a'", "bR\"a\"",
                             "u'a'", "'a\\\nb'", "'''a\nb'''", "''''a'''"}) {
        Lexed lexed = lex(text);
        ASSERT_FALSE(lexed.failed) << text << ": " << lexed.error.message;
        EXPECT_EQ(lexed.tokens[0].kind, kString) << text;
        EXPECT_EQ(lexed.texts[0], text);
    }
}

TEST(Lexer, StringsOverSeveralLinesKeepCountingLines) {
    Lexed lexed = lex("x = '''a\nb\n''' + y\n");
    EXPECT_EQ(lexed.tokens[2].range, (SourceRange{1, 4, 3, 3}));
    EXPECT_EQ(lexed.tokens[4].range, (SourceRange{3, 6, 3, 7}));
}

TEST(Lexer, WrongStrings) {
    EXPECT_EQ(error_of("x = 'abc\ny"), "1:5 unterminated string literal (detected at line 1)");
    EXPECT_EQ(error_of("x = 'abc\\'\n"),
              "1:5 unterminated string literal (detected at line 1); perhaps you escaped the end "
              "quote?");
    EXPECT_EQ(error_of("x = '''abc\n\ny"),
              "1:5 unterminated triple-quoted string literal (detected at line 3)");
    EXPECT_EQ(error_of("ub''"), "1:1 'u' and 'b' prefixes are incompatible");
    EXPECT_EQ(error_of("t''"), "1:1 t-strings are not supported by krait");
}

// ---- f-strings

TEST(Lexer, FStringPieces) {
    EXPECT_EQ(kinds("f'a{x!r:>{w}}b'"),
              (Kinds{kFStringStart, kFStringMiddle, kLBrace, kName, kExclamation, kName, kColon,
                     kFStringMiddle, kLBrace, kName, kRBrace, kRBrace, kFStringMiddle, kFStringEnd,
                     kNewline, kEndMarker}));
}

TEST(Lexer, FStringsNestWithAnyQuotes) {
    Lexed lexed = lex("f'{f'{'a'}'}'");
    ASSERT_FALSE(lexed.failed) << lexed.error.message;
    EXPECT_EQ(lexed.tokens.size(), 11u);
}

TEST(Lexer, DoubledBracesAreText) {
    Lexed lexed = lex("f'{{}}'");
    ASSERT_FALSE(lexed.failed);
    EXPECT_EQ(lexed.texts[1], "{");
    EXPECT_EQ(lexed.texts[2], "}");
}

TEST(Lexer, NamedCharactersAreNoFields) {
    EXPECT_EQ(kinds("f'\\N{BULLET}'"),
              (Kinds{kFStringStart, kFStringMiddle, kFStringEnd, kNewline, kEndMarker}));
    EXPECT_EQ(kinds("rf'\\N{x}'"), (Kinds{kFStringStart, kFStringMiddle, kLBrace, kName, kRBrace,
                                          kFStringEnd, kNewline, kEndMarker}));
}

TEST(Lexer, TheColonOfAFormatSpecIsNoWalrus) {
    EXPECT_EQ(kinds("f'{x:=5}'"), (Kinds{kFStringStart, kLBrace, kName, kColon, kFStringMiddle,
                                         kRBrace, kFStringEnd, kNewline, kEndMarker}));
    EXPECT_EQ(kinds("f'{(x:=5)}'")[4], kColonEqual);
}

TEST(Lexer, WrongFStrings) {
    EXPECT_EQ(error_of("f'a"), "1:1 unterminated f-string literal (detected at line 1)");
    EXPECT_EQ(error_of("f'''a\n"),
              "1:1 unterminated triple-quoted f-string literal (detected at line 1)");
    EXPECT_EQ(error_of("f'}'"), "1:3 f-string: single '}' is not allowed");
    EXPECT_EQ(error_of("f'{x'"), "1:5 f-string: expecting '}'");
    EXPECT_EQ(error_of("f'{x)}'"), "1:5 f-string: unmatched ')'");
    EXPECT_EQ(error_of("f'{x:{y:{z:{w}}}}'"), "1:11 f-string: expressions nested too deeply");
}

// ---- Source files

TEST(SourceFile, NormalisesLineEnds) {
    SourceFile source("f", "a\r\nb\rc\n\r", SourceOrigin::kText);
    EXPECT_EQ(source.text(), "a\nb\nc\n\n");
    EXPECT_EQ(source.line_count(), 4u);
    EXPECT_EQ(source.line(2), "b");
    EXPECT_EQ(source.line(9), "");
    EXPECT_FALSE(source.final_newline_added());
    EXPECT_TRUE(SourceFile("f", "a").final_newline_added());
}

TEST(SourceFile, SkipsAByteOrderMark) {
    SourceFile source("f", "\xEF\xBB\xBFx = 1\n");
    ASSERT_FALSE(source.error());
    EXPECT_EQ(source.text(), "x = 1\n");
}

TEST(SourceFile, HonoursCodingCookies) {
    SourceFile latin("f", "#!/bin/x\n# -*- coding: latin-1 -*-\nx = '\xE9'\n");
    ASSERT_FALSE(latin.error());
    EXPECT_EQ(latin.line(3), "x = 'é'");
    SourceFile unknown("f", "# coding: klingon\n");
    ASSERT_TRUE(unknown.error());
    EXPECT_EQ(unknown.error()->message, "unknown encoding: klingon");
    SourceFile both("f", "\xEF\xBB\xBF# coding: latin-1\n");
    ASSERT_TRUE(both.error());
    EXPECT_EQ(both.error()->message, "encoding problem: iso-8859-1 with BOM");
    // Code in the first line: a cookie in the second is only a comment; and text has no encoding.
    EXPECT_FALSE(SourceFile("f", "x\n# coding: klingon\n").error());
    EXPECT_FALSE(SourceFile("f", "# coding: klingon\n", SourceOrigin::kText).error());
}

TEST(SourceFile, RefusesWhatIsNotUtf8) {
    SourceFile file("f.py", "x = 1\ny = '\xFF'\n");
    ASSERT_TRUE(file.error());
    EXPECT_EQ(
        file.error()->message,
        "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; "
        "see https://peps.python.org/pep-0263/ for details");
    EXPECT_EQ(file.error()->range.line, 2u);
    EXPECT_EQ(file.error()->range.col, 5u);
    SourceFile declared("f.py", "# coding: utf-8\ny = '\xFF'\n");
    ASSERT_TRUE(declared.error());
    EXPECT_EQ(
        declared.error()->message,
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte");
}

TEST(SourceFile, RefusesNulBytes) {
    SourceFile file("f", std::string_view("x\n\0", 3));
    ASSERT_TRUE(file.error());
    EXPECT_EQ(file.error()->message, "source code cannot contain null bytes");
    SourceFile text("f", std::string_view("x\n\0", 3), SourceOrigin::kText);
    ASSERT_TRUE(text.error());
    EXPECT_EQ(text.error()->message, "source code string cannot contain null bytes");
}

TEST(SourceFile, ColumnsInCharacters) {
    SourceFile source("f", "é = 変x\n", SourceOrigin::kText);
    EXPECT_EQ(source.character_column(1, 0), 0u);
    EXPECT_EQ(source.character_column(1, 2), 1u);
    EXPECT_EQ(source.character_column(1, 8), 5u);
}

}  // namespace
}  // namespace krait::compiler

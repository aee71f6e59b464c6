// What the code generator makes of the patterns that matter for speed, and that everything it makes of
// the programs in this repository is well formed.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler/bytecode/disassembler.h"
#include "compiler/bytecode/operands.h"
#include "compiler/bytecode/verifier.h"
#include "compiler/compile.h"

namespace krait::compiler {
namespace {

CompileResult compile(const std::string& text, CompileOptions options = {}) {
    return compile_text("<test>", text, options);
}

// The code object `name`, wherever it is nested.
const CompiledCode* find(const CompiledCode& code, const std::string& name) {
    if (code.name == name) return &code;
    for (const CodeConstant& constant : code.constants) {
        if (constant.kind != CodeConstant::Kind::Code) continue;
        if (const CompiledCode* found = find(*constant.code, name)) return found;
    }
    return nullptr;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

// The names of the instructions of function f.
std::vector<std::string> ops(const std::string& text) {
    CompileResult result = compile(text);
    EXPECT_TRUE(result.code) << text << (result.error ? result.error->message : "");
    std::vector<std::string> names;
    if (!result.code) return names;
    EXPECT_FALSE(verify(*result.code)) << *verify(*result.code) << "\n" << text;
    const CompiledCode* code = find(*result.code, "f");
    for (std::uint32_t pc = 0; pc < code->words.size(); pc += info(op_of(code->words[pc])).words) {
        names.push_back(info(op_of(code->words[pc])).name);
    }
    return names;
}

void expect_ops(const std::string& text, const std::string& expected) {
    EXPECT_EQ(ops(text), split(expected)) << text;
}

std::string instruction(const std::string& text, int index) {
    CompileResult result = compile(text);
    const CompiledCode* code = find(*result.code, "f");
    std::uint32_t pc = 0;
    while (index-- > 0) pc += info(op_of(code->words[pc])).words;
    std::string joined;
    for (const std::string& word : split(disassemble_instruction(*code, pc))) {
        joined += (joined.empty() ? "" : " ") + word;
    }
    return joined;
}

std::string error_of(const std::string& text) {
    CompileResult result = compile(text);
    return result.error ? result.error->message : "none";
}

TEST(Codegen, ArithmeticNeedsNoMoves) {
    expect_ops("def f(a, b):\n x = a + b\n return x\n", "ADD RETURN");
    expect_ops("def f(a, b):\n return a * b + a\n", "MUL ADD RETURN");
    expect_ops("def f(a):\n a = a + 1\n return a - 2\n", "ADD_I SUB_I RETURN");
    expect_ops("def f(a, b):\n a += b\n return a\n", "INPLACE_ADD RETURN");
    EXPECT_EQ(instruction("def f(a, b):\n x = a + b\n return x\n", 0), "ADD r2(x), r0(a), r1(b)");
}

TEST(Codegen, CallsPutResultsIntoVariables) {
    expect_ops("def f(g, a):\n x = g(a)\n return x\n", "MOV MOV CALL RETURN");
    EXPECT_EQ(instruction("def f(g, a):\n x = g(a)\n return x\n", 2), "CALL r3, 1, => r2(x)");
    expect_ops("def f(o, a):\n return o.m(a, 1)\n", "MOV LOAD_INT INVOKE RETURN");
    expect_ops("def f(o, a):\n return o.m(a.b)\n", "LOAD_METHOD LOAD_ATTR CALL_METHOD RETURN");
    expect_ops("def f(g, *a, **k):\n return g(*a, **k)\n",
               "MOV MOV BUILD_MAP DICT_MERGE CALL_EX RETURN");
    expect_ops("def f(g):\n return g(1, k=2)\n", "MOV LOAD_INT LOAD_INT CALL_KW RETURN");
}

TEST(Codegen, ConditionsAreFused) {
    expect_ops("def f(a, b):\n if a < b and not a is None: return 1\n return 2\n",
               "JUMP_NOT_LT JUMP_NONE LOAD_INT RETURN LOAD_INT RETURN");
    expect_ops("def f(a):\n if a == 3 or a > 100: return 1\n",
               "JUMP_EQ_I JUMP_NOT_GT_I LOAD_INT RETURN RETURN_NONE");
    expect_ops("def f(a, b):\n while a < b:\n  a = a + 1\n", "JUMP ADD_I JUMP_LT RETURN_NONE");
    expect_ops("def f(a):\n while True:\n  if a: break\n", "JUMP_TRUE LOOP RETURN_NONE");
    expect_ops("def f(a):\n if 0: a()\n if 1: return a\n a()\n", "RETURN");
}

TEST(Codegen, LoopsAreBottomTested) {
    expect_ops(
        "def f(n):\n for i in range(n): n(i)\n",
        "CLEAR_LOCALS LOAD_GLOBAL MOV FOR_PREPARE_RANGE JUMP MOV MOV CALL FOR_LOOP RETURN_NONE");
    expect_ops("def f(d):\n for k, v in d: pass\n",
               "CLEAR_LOCALS MOV FOR_PREPARE JUMP UNPACK FOR_LOOP RETURN_NONE");
    expect_ops("def f(d):\n return [x for x in d]\n",
               "MOV FOR_PREPARE BUILD_LIST JUMP LIST_APPEND FOR_LOOP RETURN");
}

TEST(Codegen, ParallelAssignment) {
    expect_ops("def f(a, b):\n a, b = b, a\n return a\n", "MOV MOV MOV RETURN");
    expect_ops("def f(t):\n a, b = t\n return a\n", "UNPACK RETURN");
    expect_ops("def f(a, b):\n a, b = b, a + b\n return a\n", "ADD MOV MOV RETURN");
}

TEST(Codegen, UnboundVariablesAreChecked) {
    expect_ops("def f(c):\n if c: x = 1\n return x\n",
               "CLEAR_LOCALS JUMP_FALSE LOAD_INT CHECK_LOCAL RETURN");
    expect_ops("def f(c):\n if c: x = 1\n else: x = 2\n return x\n",
               "CLEAR_LOCALS JUMP_FALSE LOAD_INT JUMP LOAD_INT RETURN");
    expect_ops("def f():\n x = 1\n del x\n return x\n",
               "CLEAR_LOCALS LOAD_INT DELETE_LOCAL CHECK_LOCAL RETURN");
}

TEST(Codegen, OldValuesStayWhereALaterOperandAssigns) {
    expect_ops("def f(x):\n return x + (x := 5)\n", "MOV LOAD_INT ADD RETURN");
    // The variable keeps its value until the comprehension is complete.
    expect_ops("def f(x):\n x = [x for x in x]\n return x\n",
               "MOV FOR_PREPARE BUILD_LIST JUMP LIST_APPEND FOR_LOOP MOV RETURN");
}

TEST(Codegen, ConstantsAreFolded) {
    expect_ops("def f():\n return 2 * 3 + 4\n", "LOAD_INT RETURN");
    expect_ops("def f(x):\n return x in {1, 2}\n", "LOAD_CONST IN RETURN");
    EXPECT_EQ(instruction("def f():\n return (1, -2, 'a' * 3)\n", 0),
              "LOAD_CONST r0, (1, -2, 'aaa')");
    EXPECT_EQ(instruction("def f():\n return 1 << 62\n", 0), "LOAD_CONST r0, 4611686018427387904");
}

TEST(Codegen, FunctionsAndCells) {
    expect_ops("def g():\n n = 0\n def f():\n  nonlocal n\n  n += 1\n",
               "COPY_FREE LOAD_CELL INPLACE_ADD_I STORE_CELL RETURN_NONE");
    expect_ops("def f(a):\n return lambda: a\n", "MAKE_CELL MOV BUILD_TUPLE MAKE_FUNCTION RETURN");
    expect_ops("def f(a):\n x = yield a\n", "RETURN_GENERATOR CLEAR_LOCALS YIELD RETURN_NONE");
    expect_ops("class A:\n def f(self): return super().f(1)\n",
               "COPY_FREE LOAD_GLOBAL LOAD_CELL MOV LOAD_SUPER LOAD_INT CALL_METHOD RETURN");
}

TEST(Codegen, FinallyIsCopiedToEveryExit) {
    CompileResult result = compile("def f(a):\n try: return a()\n finally: a.done()\n");
    const CompiledCode* code = find(*result.code, "f");
    int calls = 0;
    for (std::uint32_t pc = 0; pc < code->words.size(); pc += info(op_of(code->words[pc])).words) {
        calls += op_of(code->words[pc]) == Op::INVOKE;
    }
    EXPECT_EQ(calls, 2);  // on the return and on an exception; nothing falls through
    // The first copy isn't under the finally that it belongs to.
    ASSERT_FALSE(code->exceptions.empty());
    EXPECT_EQ(op_of(code->words[code->exceptions[0].end]), Op::INVOKE);
}

TEST(Codegen, ManyVariablesAndDeepExpressions) {
    std::string many = "def f():\n";
    for (int i = 0; i < 300; ++i)
        many += " v" + std::to_string(i) + " = " + std::to_string(i) + "\n";
    many += " return v0 + v299\n";
    ops(many);
    std::string deep = "x";
    for (int i = 0; i < 90; ++i) deep = "g(1, x, " + deep + ", x)";
    ops("def f(g, x):\n return " + deep + "\n");
    std::string arguments = "x0";
    for (int i = 1; i < 300; ++i) arguments += ", x" + std::to_string(i);
    ops("def f(g):\n return g(" + arguments + "), [" + arguments + "], {" + arguments + "}\n");
}

TEST(Codegen, SyntaxErrorsOfScopes) {
    EXPECT_EQ(error_of("def f():\n x = 1\n global x\n"),
              "name 'x' is assigned to before global declaration");
    EXPECT_EQ(error_of("def f():\n print(x)\n nonlocal x\n"),
              "name 'x' is used prior to nonlocal declaration");
    EXPECT_EQ(error_of("def f():\n nonlocal x\n"), "no binding for nonlocal 'x' found");
    EXPECT_EQ(error_of("def f(x):\n global x\n"), "name 'x' is parameter and global");
    EXPECT_EQ(error_of("return 1\n"), "'return' outside function");
    EXPECT_EQ(error_of("class A:\n  yield 1\n"), "'yield' outside function");
    EXPECT_EQ(error_of("break\n"), "'break' outside loop");
    EXPECT_EQ(error_of("if 0:\n continue\n"), "'continue' not properly in loop");
    EXPECT_EQ(error_of("def f(x, x): pass\n"), "duplicate argument 'x' in function definition");
    EXPECT_EQ(error_of("def f():\n from a import *\n"), "import * only allowed at module level");
    EXPECT_EQ(error_of("[x for x in (y := 1)]\n"),
              "assignment expression cannot be used in a comprehension iterable expression");
    EXPECT_EQ(error_of("try: pass\nexcept: pass\nexcept A: pass\n"),
              "default 'except:' must be last");
    EXPECT_EQ(error_of("f(a=1, a=2)\n"), "keyword argument repeated: a");
}

TEST(Codegen, Modes) {
    CompileOptions eval;
    eval.mode = CompileOptions::Mode::kEval;
    ASSERT_TRUE(compile("1 + x", eval).code);
    eval.uses_namespace = true;
    CompileResult result = compile("x", eval);
    ASSERT_TRUE(result.code);
    EXPECT_EQ(op_of(result.code->words[0]), Op::LOAD_NAME);
    CompileOptions single;
    single.mode = CompileOptions::Mode::kSingle;
    result = compile("x\n", single);
    ASSERT_TRUE(result.code);
    EXPECT_EQ(op_of(result.code->words[0]), Op::LOAD_GLOBAL);
}

TEST(Codegen, EverythingHereIsWellFormed) {
    int files = 0;
    for (const char* folder : {"bench/programs", "tests/conformance"}) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".py") continue;
            std::stringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            CompileResult result = compile(text.str());
            if (!result.code) continue;  // scripts that show what krait refuses
            auto problem = verify(*result.code);
            EXPECT_FALSE(problem) << entry.path() << ": " << *problem;
            ++files;
        }
    }
    if (files == 0) GTEST_SKIP() << "not run from the top of the source tree";
}

}  // namespace
}  // namespace krait::compiler

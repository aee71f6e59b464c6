// Lines are edited by libedit, which is loaded when it is needed (and installed).

#include "tools/krait/repl.h"

#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/text/codec.h"
#include "runtime/text/fs.h"
#include "runtime/text/interrupt.h"
#include "runtime/text/utf8.h"
#include "tools/krait/finish.h"
#include "vm/modules/compile.h"
#include "vm/modules/io_file.h"
#include "vm/modules/module_support.h"
#include "vm/modules/modules.h"
#include "vm/objects/traceback_source.h"

#include <dlfcn.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>

#ifndef KRAIT_VERSION
#define KRAIT_VERSION "0"
#endif

namespace krait::cli {

namespace {

class LineReader {
public:
    LineReader() {
        if (!isatty(0) || !isatty(1)) return;
        void* library = nullptr;
        for (const char* name : {"libedit.so.2", "libedit.so.0", "libedit.so"}) {
            if (library == nullptr) library = dlopen(name, RTLD_NOW);
        }
        if (library == nullptr) return;
        readline_ = reinterpret_cast<char* (*)(const char*)>(dlsym(library, "readline"));
        add_history_ = reinterpret_cast<int (*)(const char*)>(dlsym(library, "add_history"));
    }

    // False at the end of input.
    bool read(const char* prompt, std::string& line) {
        if (readline_ != nullptr) {
            char* text = readline_(prompt);
            if (text == nullptr) return false;
            line = text;
            if (!line.empty() && add_history_ != nullptr) add_history_(text);
            std::free(text);
            return true;
        }
        std::fputs(prompt, stdout);
        std::fflush(stdout);
        line.clear();
        for (;;) {
            char c;
            ssize_t count = ::read(0, &c, 1);
            if (count <= 0) return !line.empty();
            if (c == '\n') return true;
            line += c;
        }
    }

private:
    char* (*readline_)(const char*) = nullptr;
    int (*add_history_)(const char*) = nullptr;
};

enum class Outcome { kDone, kIncomplete };

Result<Outcome> run_statement(Thread& t, Module* main, const std::string& text) {
    compiler::CompileOptions options;
    options.mode = compiler::CompileOptions::Mode::kSingle;
    options.allow_incomplete = true;
    options.stack_floor = t.c_stack_limit;
    if (auto problem = text::validate_utf8(text)) {
        return raise(
            t, t.types().syntax_error,
            "(unicode error) " + text::decode_error_message("utf-8", text, problem->start,
                                                            problem->end, problem->reason));
    }
    compiler::CompileResult result;
    TRY(guarded(t, [&]() -> Result<void> {
        result = compiler::compile_text("<stdin>", text, options);
        return {};
    }));
    if (result.error) {
        if (result.error->kind == compiler::ErrorKind::kIncompleteInput)
            return Outcome::kIncomplete;
        return raise_syntax_error(t, *result.error, "<stdin>", LineText::kWithNewline);
    }
    Code* code = TRY(load_code(t, result.code));
    register_source(t, code, text);
    TRY(run_in_namespace(t, code, main->dict, Value()));
    return Outcome::kDone;
}

void flush_output(Thread& t) {
    Value output = dict_get_str(t.vm->sys, t.names().stdout);
    if (is_text_file(t, output) && !text_flush(t, output.as<TextFile>()).ok()) clear_pending(t);
}

std::string prompt(Thread& t, const char* name, const char* fallback) {
    Value set = find_name(t, t.vm->sys, name);
    return is_str(set) ? text::encode_for_display(set.as<Str>()->view()) : std::string(fallback);
}

}  // namespace

int run_repl(Thread& t, Module* main) {
    LineReader reader;
    std::printf("krait %s (Python 3.14)\n", KRAIT_VERSION);
    if (!put_text(t, t.vm->sys, "ps1", ">>> ").ok() || !put_text(t, t.vm->sys, "ps2", "... ").ok())
        clear_pending(t);
    std::string text, line;
    for (;;) {
        flush_output(t);
        bool more = !text.empty();
        if (!reader.read(prompt(t, more ? "ps2" : "ps1", more ? "... " : ">>> ").c_str(), line)) {
            if (!interrupt::waits()) break;
            clear_pending(t);
            if (!run_pending(t).ok()) clear_pending(t);
            std::fputs("\nKeyboardInterrupt\n", stdout);
            text.clear();
            continue;
        }
        if (!more && line.find_first_not_of(" \t\f") == std::string::npos) continue;
        text += line;
        text += '\n';
        Result<Outcome> outcome = guarded(t, [&] { return run_statement(t, main, text); });
        if (outcome.ok() && outcome.value() == Outcome::kIncomplete) continue;
        text.clear();
        if (outcome.ok()) continue;
        bool leaving = pending_is(t, t.types().system_exit);
        int status = report_uncaught(t);
        if (leaving) return status;
    }
    std::fputs("\n", stdout);
    std::fflush(stdout);
    return 0;
}

}  // namespace krait::cli

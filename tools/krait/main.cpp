// krait's command line: boots a Machine on a stack of its own, runs a script as __main__ and ends the process.

#include "compiler/bytecode/disassembler.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "tools/krait/finish.h"
#include "tools/krait/options.h"
#include "tools/krait/repl.h"
#include "vm/modules/compile.h"
#include "vm/modules/import_load.h"
#include "vm/modules/io_file.h"
#include "vm/modules/module_support.h"
#include "vm/modules/pending.h"
#include "vm/objects/traceback_source.h"
#include "vm/stats/stats.h"
#include "vm/vm_state.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace krait::cli {

namespace {

// Nearly all of the machine's memory: a script that would fill it gets a MemoryError instead of being killed.
std::uint64_t default_heap_limit() {
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    if (pages <= 0 || page <= 0) return 0;
    return static_cast<std::uint64_t>(pages) / 8 * 7 * static_cast<std::uint64_t>(page);
}

// ---- paths

std::string real_path(const std::string& path) {
    char* resolved = realpath(path.c_str(), nullptr);
    std::string out = resolved == nullptr ? path : resolved;
    std::free(resolved);
    return out;
}

std::string absolute_path(const std::string& path) {
    char buffer[PATH_MAX];
    if (path.starts_with('/') || getcwd(buffer, sizeof buffer) == nullptr) return path;
    return std::string(buffer) + "/" + path;
}

std::string folder_of(const std::string& path) {
    std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : slash == 0 ? "/" : path.substr(0, slash);
}

bool is_directory(const std::string& path) {
    struct stat status;
    return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string executable_path() {
    char buffer[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", buffer, sizeof buffer);
    return length > 0 ? std::string(buffer, static_cast<std::size_t>(length)) : std::string();
}

void set_paths(VmState& state, const Options& options) {
    state.executable = executable_path();
    switch (options.input) {
        case Input::kScript:
            state.path.push_back(is_directory(options.target)
                                     ? options.target
                                     : folder_of(real_path(absolute_path(options.target))));
            break;
        case Input::kModule:
            state.path.push_back(absolute_path(".").substr(0, absolute_path(".").size() - 2));
            break;
        default: state.path.push_back("");
    }
    const char* more = std::getenv("KRAITPATH");
    while (more != nullptr && *more != '\0') {
        const char* colon = std::strchr(more, ':');
        std::string entry = colon == nullptr ? std::string(more) : std::string(more, colon);
        if (!entry.empty()) state.path.push_back(entry);
        more = colon == nullptr ? nullptr : colon + 1;
    }
}

// ---- running

struct Source {
    std::string filename;
    std::string text;
    bool is_file = false;  // gets a __file__
    int exit_status = -1;  // not negative: it can't be read, which has been reported
};

Source read_script(const std::string& path) {
    Source source{path, {}, true};
    if (is_directory(path)) {
        source.filename = path + (path.ends_with('/') ? "" : "/") + "__main__.py";
        if (!read_whole_file(source.filename, source.text)) {
            std::fprintf(stderr, "krait: can't find '__main__' module in '%s'\n", path.c_str());
            source.exit_status = 1;
        }
        return source;
    }
    if (read_whole_file(path, source.text)) return source;
    std::fprintf(stderr, "krait: can't open file '%s': [Errno %d] %s\n",
                 absolute_path(path).c_str(), errno, std::strerror(errno));
    source.exit_status = 2;
    return source;
}

Source read_source(const Options& options) {
    if (options.input == Input::kScript) return read_script(options.target);
    if (options.input == Input::kCommand) return {"<string>", options.target + "\n"};
    Source source{"<stdin>", {}};
    char buffer[8192];
    for (;;) {
        ssize_t count = read(0, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return source;
        source.text.append(buffer, static_cast<std::size_t>(count));
    }
}

Result<Module*> make_main_module(Thread& t) {
    Str* name = t.names().__main__;
    Module* main = TRY(make_module(t, name));
    Value builtins = dict_get_str(t.vm->modules, t.names().builtins);
    TRY(dict_set_str(t, main->dict, t.names().__builtins__, builtins));
    TRY(dict_set_str(t, t.vm->modules, name, main));
    return main;
}

Result<void> run_source(Thread& t, Module* main, const Source& source, bool disassemble) {
    auto origin = source.filename == "<string>" ? compiler::SourceOrigin::kText
                                                : compiler::SourceOrigin::kFile;
    if (source.is_file) {
        Str* file = TRY(make_str(t, source.filename));
        TRY(dict_set_str(t, main->dict, t.names().__file__, file));
    }
    Code* code = TRY(compile_code(t, source.filename, source.text, {}, origin));
    if (!source.is_file) register_source(t, code, source.text);
    if (disassemble) {
        compiler::DisassemblyOptions options;
        options.nested = true;
        std::string text = compiler::disassemble(*code->tables->unit, nullptr, options);
        std::fwrite(text.data(), 1, text.size(), stdout);
        std::fflush(stdout);
        return {};
    }
    TRY(run_in_namespace(t, code, main->dict, Value()));
    return {};
}

// A module that can't be found or run is the user's mistake, not an error of the script.
int report_module_problem(Thread& t) {
    std::string text = exception_text(t, take_pending(t));
    write_error_text(t, "krait: " + text + "\n");
    return 1;
}

int run_module_option(Thread& t, Module* main, const Options& options) {
    Result<Str*> name = intern(t, options.target);
    if (!name.ok()) return report_uncaught(t);
    if (run_as_main(t, name.value(), main).ok()) return 0;
    bool not_started =
        pending_is(t, t.types().import_error) && t.pending.as<Exception>()->traceback.is_empty();
    return not_started ? report_module_problem(t) : report_uncaught(t);
}

bool write_stats(Thread& t, const std::string& file) {
    Stats* stats = vm_state(t).stats;
    if (stats == nullptr) return true;
    std::string text = stats->json(t);
    if (file == "-") {
        write_error_text(t, text);
        return true;
    }
    std::FILE* out = std::fopen(file.c_str(), "w");
    bool good = out != nullptr && std::fwrite(text.data(), 1, text.size(), out) == text.size();
    if (out != nullptr) good = std::fclose(out) == 0 && good;
    if (!good)
        std::fprintf(stderr, "krait: can't write '%s': %s\n", file.c_str(), std::strerror(errno));
    return good;
}

// Boots and runs; the process ends in here, without freeing what the system frees faster.
[[noreturn]] void run_program(const Options& options, const void* stack_base,
                              std::size_t stack_size) {
    Machine& machine = *new Machine;
    std::string problem = set_specialization(machine.state, options.specialize);
    if (!problem.empty()) {
        std::fprintf(stderr, "krait: --specialize: %s\n", problem.c_str());
        std::_Exit(2);
    }
    Source source;
    bool interactive =
        options.input == Input::kStandardInput && options.argv[0].empty() && isatty(0);
    if (!interactive && options.input != Input::kModule) source = read_source(options);
    if (source.exit_status >= 0) std::_Exit(source.exit_status);
    machine.state.argv = options.argv;
    machine.state.interactive = interactive || options.interactive;
    machine.state.stats_wanted = !options.stats_file.empty();
    set_paths(machine.state, options);
    if (!machine.boot(stack_base, stack_size)) {
        std::fputs("krait: out of memory\n", stderr);
        std::_Exit(1);
    }
    Thread& t = machine.thread;
    machine.vm.heap.set_limit(options.max_heap != 0 ? options.max_heap : default_heap_limit());
    if (options.unbuffered) {
        Value output = dict_get_str(t.vm->sys, t.names().stdout);
        if (is_text_file(t, output)) output.as<TextFile>()->write_through = true;
    }
    install_interrupt_handler(t);
    Result<Module*> main = make_main_module(t);
    int status = 0;
    if (!main.ok()) {
        status = report_uncaught(t);
    } else if (options.input == Input::kModule) {
        status = run_module_option(t, main.value(), options);
    } else if (!interactive) {
        if (!run_source(t, main.value(), source, options.disassemble).ok())
            status = report_uncaught(t);
    }
    if (main.ok() && machine.state.interactive) status = run_repl(t, main.value());
    status = finish_run(t, status);
    if (!write_stats(t, options.stats_file) && status == 0) status = 1;
    if (status == kInterrupted) {
        std::signal(SIGINT, SIG_DFL);
        std::raise(SIGINT);
        status = 128 + SIGINT;
    }
    std::_Exit(status);
}

// ---- the stack
//
// Native recursion (repr of nested lists, callbacks, the compiler) gets the same room whatever the system's limit is, unless
// that is lower. Not more: what recurses without end should find out soon, and collections scan this stack.

constexpr std::size_t kMostStack = std::size_t{8} << 20;
constexpr std::size_t kLeastStack = std::size_t{64} << 10;
const Options* running_options = nullptr;
std::size_t running_stack = 0;

[[maybe_unused]] std::size_t wanted_stack() {
    rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur > kMostStack) return kMostStack;
    return std::max<std::size_t>(limit.rlim_cur, kLeastStack) & ~std::size_t{4095};
}

[[maybe_unused]] void run_on_own_stack() {
    char base = 0;
    run_program(*running_options, &base, running_stack - 1024);
}

int run(const Options& options) {
#ifndef __SANITIZE_ADDRESS__
    constexpr std::size_t kGuard = 65536;
    running_stack = wanted_stack();
    void* memory = mmap(nullptr, running_stack + kGuard, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    static ucontext_t context;
    if (memory != MAP_FAILED && mprotect(memory, kGuard, PROT_NONE) == 0 &&
        getcontext(&context) == 0) {
        context.uc_stack.ss_sp = static_cast<char*>(memory) + kGuard;
        context.uc_stack.ss_size = running_stack;
        context.uc_link = nullptr;
        running_options = &options;
        makecontext(&context, run_on_own_stack, 0);
        setcontext(&context);
    }
#endif
    char base = 0;
    run_program(options, &base, 0);
}

}  // namespace

}  // namespace krait::cli

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    krait::cli::Options options = krait::cli::parse_command_line(argc, argv);
    if (options.exit_status >= 0) return options.exit_status;
    return krait::cli::run(options);
}

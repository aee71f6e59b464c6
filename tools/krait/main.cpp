// krait's command line: boots a Machine on a stack of its own, runs a script as __main__ and ends the process.

#include "compiler/bytecode/disassembler.h"
#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/heap/process_memory.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/codec.h"
#include "runtime/text/fs.h"
#include "tools/krait/finish.h"
#include "tools/krait/hash_seed.h"
#include "tools/krait/options.h"
#include "tools/krait/repl.h"
#include "vm/modules/compile.h"
#include "vm/modules/fs_path.h"
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

// ---- paths, as text

// What came from outside is text again as bytes.
std::string system_bytes(const std::string& text) {
    return text::encode_fs(text).value_or(text);
}

std::string real_path(const std::string& path) {
    char* resolved = realpath(system_bytes(path).c_str(), nullptr);
    std::string out = resolved == nullptr ? path : text::decode_fs(resolved);
    std::free(resolved);
    return out;
}

std::string absolute_path(const std::string& path) {
    std::string folder = path.starts_with('/') ? std::string() : current_folder();
    return folder.empty() ? path : folder + "/" + path;
}

std::string folder_of(const std::string& path) {
    std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : slash == 0 ? "/" : path.substr(0, slash);
}

bool is_directory(const std::string& path) {
    struct stat status;
    return stat(system_bytes(path).c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string executable_path() {
    char buffer[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", buffer, sizeof buffer);
    return length > 0 ? text::decode_fs({buffer, static_cast<std::size_t>(length)}) : std::string();
}

std::string first_path(const Options& options) {
    switch (options.input) {
        case Input::kScript:
            return is_directory(options.target)
                       ? absolute_path(options.target)
                       : folder_of(real_path(absolute_path(options.target)));
        case Input::kModule: return current_folder();
        default: return {};
    }
}

void set_paths(VmState& state, const Options& options) {
    state.executable = executable_path();
    bool runs_folder = options.input == Input::kScript && is_directory(options.target);
    if (!options.safe_path || runs_folder) state.path.push_back(first_path(options));
    const char* more = options.ignore_environment ? nullptr : std::getenv("KRAITPATH");
    while (more != nullptr && *more != '\0') {
        const char* colon = std::strchr(more, ':');
        std::string entry = colon == nullptr ? std::string(more) : std::string(more, colon);
        if (!entry.empty()) state.path.push_back(text::decode_fs(entry));
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
    // __file__ and tracebacks are absolute, but otherwise as given.
    Source source{absolute_path(path), {}, true};
    if (is_directory(path)) {
        const char* file = path.ends_with('/') ? "__main__.py" : "/__main__.py";
        source.filename += file;
        if (!read_whole_file(path + file, source.text)) {
            std::fprintf(stderr, "krait: can't find '__main__' module in '%s'\n",
                         text::encode_for_display(absolute_path(path)).c_str());
            source.exit_status = 1;
        }
        return source;
    }
    if (read_whole_file(path, source.text)) return source;
    std::fprintf(stderr, "krait: can't open file '%s': [Errno %d] %s\n",
                 text::encode_for_display(absolute_path(path)).c_str(), errno,
                 std::strerror(errno));
    source.exit_status = 2;
    return source;
}

// The argument of -c is text, and has to be without doubt.
Source read_command(const std::string& command) {
    Source source{"<string>", command + "\n"};
    text::EncodeResult bytes = text::encode_text(text::Codec::kUtf8, command);
    if (bytes.ok()) return source;
    const text::CodecError& error = *bytes.error;
    std::fprintf(
        stderr, "Unable to decode the command from the command line:\nUnicodeEncodeError: %s\n",
        text::encode_error_message(error.encoding, command, error.start, error.end, error.reason)
            .c_str());
    source.exit_status = 1;
    return source;
}

Source read_source(const Options& options) {
    if (options.input == Input::kScript) return read_script(options.target);
    if (options.input == Input::kCommand) return read_command(options.target);
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
        std::string text =
            text::encode_for_display(compiler::disassemble(*code->tables->unit, nullptr, options));
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

// After injected failures (KRAIT_OOM_AT) the heap must be as sound as ever.
void verify_after_failures(Thread& t) {
    if (!memory::disarm() || std::getenv("KRAIT_GC_VERIFY") == nullptr) return;
    t.heap().collect(false);
    t.heap().collect(true);
    t.heap().verify();
}

[[noreturn]] void give_up() {
    constexpr std::string_view kMessage = "krait: out of memory\n";
    if (write(2, kMessage.data(), kMessage.size()) < 0) {
        // There is nobody left to tell.
    }
    std::_Exit(1);
}

// Does what a script is not needed for; a failure counts as the script's.
template <class Work>
int guarded_status(Thread& t, int status, Work work) {
    Result<int> done = guarded(t, [&]() -> Result<int> { return work(); });
    if (done.ok()) return done.value();
    clear_pending(t);
    write_error_text(t, "MemoryError\n");
    return status;
}

[[noreturn]] void boot_and_run(const Options& options, const void* stack_base,
                               std::size_t stack_size) {
    Machine& machine = *new Machine;
    if (!choose_hash_key(options, machine.state.hash_randomization)) std::_Exit(1);
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
    machine.state.ignore_environment = options.ignore_environment;
    machine.state.isolated = options.isolated;
    machine.state.safe_path = options.safe_path;
    machine.state.interactive = interactive || options.interactive;
    machine.state.stats_wanted = !options.stats_file.empty();
    set_paths(machine.state, options);
    if (!machine.boot(stack_base, stack_size)) give_up();
    Thread& t = machine.thread;
    memory::note_script_start();
    machine.vm.heap.set_limit(options.max_heap != 0 ? options.max_heap : default_heap_limit());
    if (options.unbuffered) {
        Value output = dict_get_str(t.vm->sys, t.names().stdout);
        if (is_text_file(t, output)) output.as<TextFile>()->write_through = true;
    }
    install_interrupt_handler(t);
    int status = guarded_status(t, 1, [&] {
        Result<Module*> main = guarded(t, [&] { return make_main_module(t); });
        int result = 0;
        if (!main.ok()) {
            result = report_uncaught(t);
        } else if (options.input == Input::kModule) {
            result = run_module_option(t, main.value(), options);
        } else if (!interactive) {
            auto run = [&] { return run_source(t, main.value(), source, options.disassemble); };
            if (!guarded(t, run).ok()) result = report_uncaught(t);
            // One that came while the last instruction ran.
            if (!poll_interrupt(t).ok()) result = report_uncaught(t);
        }
        if (main.ok() && machine.state.interactive) result = run_repl(t, main.value());
        return result;
    });
    status = finish_run(t, status);
    verify_after_failures(t);
    if (!write_stats(t, options.stats_file) && status == 0) status = 1;
    // A SIGINT that nobody has seen, as it came so late, ends the process all the same.
    if (remove_interrupt_handler() || status == kInterrupted) {
        std::signal(SIGINT, SIG_DFL);
        std::raise(SIGINT);
        status = 128 + SIGINT;
    }
    std::_Exit(status);
}

// Boots and runs; the process ends in here, without freeing what the system frees faster.
[[noreturn]] void run_program(const Options& options, const void* stack_base,
                              std::size_t stack_size) {
    try {
        boot_and_run(options, stack_base, stack_size);
    } catch (const std::bad_alloc&) {
        give_up();
    } catch (const std::length_error&) {
        give_up();
    }
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
    try {
        krait::cli::Options options = krait::cli::parse_command_line(argc, argv);
        if (options.exit_status >= 0) return options.exit_status;
        return krait::cli::run(options);
    } catch (const std::bad_alloc&) {
        krait::cli::give_up();
    }
}

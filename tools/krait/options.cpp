#include "tools/krait/options.h"

#include "runtime/text/fs.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstring>

#ifndef KRAIT_VERSION
#define KRAIT_VERSION "0"
#endif

namespace krait::cli {

namespace {

// krait's own arguments, what they say is to be run, and where the script's arguments start.
struct Split {
    std::vector<std::string> own;
    int rest = 1;
    bool complete = true;  // false: -c or -m without what it needs
};

Split split_arguments(int argc, char** argv, Options& options) {
    Split split;
    int& i = split.rest;
    for (; i < argc; i++) {
        std::string_view argument = argv[i];
        if (argument.size() < 2 || argument[0] != '-') return split;
        if (argument == "--") {
            i++;
            return split;
        }
        bool flags = argument[1] != '-' && argument[1] != 'W' && argument[1] != 'X';
        std::size_t run = flags ? argument.find_first_of("cm") : std::string_view::npos;
        if (run == std::string_view::npos) {
            split.own.emplace_back(argument);
            bool takes_next = argument == "--specialize" || argument == "--stats" ||
                              argument == "--max-heap" || argument == "-W" || argument == "-X";
            if (takes_next && i + 1 < argc) split.own.emplace_back(argv[++i]);
            continue;
        }
        if (run > 1) split.own.emplace_back(argument.substr(0, run));
        options.input = argument[run] == 'c' ? Input::kCommand : Input::kModule;
        options.target = text::decode_fs(argument.substr(run + 1));
        if (options.target.empty()) {
            split.complete = ++i < argc;
            if (split.complete) options.target = text::decode_fs(argv[i]);
        }
        i++;
        return split;
    }
    return split;
}

std::string parse_size(const std::string& text, std::uint64_t& bytes) {
    char* end = nullptr;
    double number = std::strtod(text.c_str(), &end);
    std::uint64_t unit = 1;
    switch (*end) {
        case 'k':
        case 'K': unit = 1ull << 10; break;
        case 'm':
        case 'M': unit = 1ull << 20; break;
        case 'g':
        case 'G': unit = 1ull << 30; break;
    }
    if (unit != 1) end++;
    if (*end == 'B' || *end == 'b') end++;
    if (end == text.c_str() || *end != '\0' || !(number > 0) || number > 1e15) {
        return "'" + text + "' is no size (as in 512M)";
    }
    bytes = static_cast<std::uint64_t>(number * static_cast<double>(unit));
    return {};
}

void parse_own(Options& options, std::vector<std::string> own) {
    CLI::App app(
        "krait runs scripts in a strict subset of Python 3.14.\n\n"
        "  krait [OPTIONS] script.py [args...]\n"
        "  krait [OPTIONS] -c CODE [args...]\n"
        "  krait [OPTIONS] -m MODULE [args...]\n"
        "  krait [OPTIONS] -  (or nothing) runs standard input, a terminal interactively",
        "krait");
    std::string size;
    bool ignored_flag = false;
    std::vector<std::string> ignored;
    app.add_option(
        "--specialize", options.specialize,
        "What to specialize: all, none, check, or families and instructions, separated by commas");
    app.add_option("--stats", options.stats_file,
                   "Count, and write the statistics as JSON to this file ('-': stderr)");
    app.add_flag("--dis", options.disassemble, "Print the compiled code instead of running it");
    auto* size_option = app.add_option(
        "--max-heap", size,
        "MemoryError beyond so much memory, as in 512M or 2G (default: 7/8 of what there is)");
    app.add_flag("-u", options.unbuffered, "Write standard output at once");
    app.add_flag("-i", options.interactive, "Go on interactively after the script");
    app.add_flag("-R", options.random_hashes, "Hash strings differently in each run (the default)");
    app.add_flag("-E", options.ignore_environment, "Don't look at KRAITPATH and PYTHONHASHSEED");
    app.add_flag("-P", options.safe_path, "Don't put the script's folder into sys.path");
    app.add_flag("-I", options.isolated, "-E and -P");
    app.add_flag("-B,-O,-s,-S,-q,-v", ignored_flag, "Accepted, without effect");
    app.add_option("-W,-X", ignored, "Accepted, without effect");
    app.set_version_flag("-V,--version", std::string("krait ") + KRAIT_VERSION + " (Python 3.14)");
    try {
        std::reverse(own.begin(), own.end());  // as the parser wants it
        app.parse(std::move(own));
    } catch (const CLI::ParseError& error) {
        options.exit_status = app.exit(error) == 0 ? 0 : 2;
        return;
    }
    if (options.isolated) options.ignore_environment = options.safe_path = true;
    if (!size.empty() || size_option->count() > 0) {
        std::string problem = parse_size(size, options.max_heap);
        if (!problem.empty()) {
            std::fprintf(stderr, "krait: --max-heap: %s\n", problem.c_str());
            options.exit_status = 2;
        }
    }
}

}  // namespace

Options parse_command_line(int argc, char** argv) {
    Options options;
    Split split = split_arguments(argc, argv, options);
    int next = split.rest;
    if (!split.complete) {
        std::fprintf(stderr, "krait: argument expected for the %s option\n",
                     options.input == Input::kCommand ? "-c" : "-m");
        options.exit_status = 2;
        return options;
    }
    // The option parser takes longer to set up than a small script to run.
    if (!split.own.empty()) parse_own(options, std::move(split.own));
    if (options.exit_status >= 0) return options;
    if (options.input == Input::kCommand) {
        options.argv.push_back("-c");
    } else if (options.input == Input::kModule) {
        options.argv.push_back("-m");
    } else if (next < argc) {
        options.argv.push_back(text::decode_fs(argv[next]));
        if (std::strcmp(argv[next], "-") != 0) {
            options.input = Input::kScript;
            options.target = options.argv.back();
        }
        next++;
    } else {
        options.argv.push_back("");
    }
    for (int i = next; i < argc; i++) options.argv.push_back(text::decode_fs(argv[i]));
    return options;
}

}  // namespace krait::cli

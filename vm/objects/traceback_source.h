// Where tracebacks get source lines from: the file on disk, krait's embedded modules, or a registry of texts for code
// that came from no file (`-c`, the REPL).
//
// The registry is keyed by code, not by file name: code that exec() makes is called "<string>" as well, and must not show
// lines of the program that was given with -c.
#pragma once

#include "vm/objects/code.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace krait {

struct SourceRegistry {
    struct Entry {
        std::shared_ptr<const CompiledCode> unit;  // keeps the key's address taken
        std::shared_ptr<const std::string> text;
    };
    std::unordered_map<const CompiledCode*, Entry> entries;
};

// Remembers the text that `code`, and all code within it, was compiled from.
void register_source(Thread&, const Code* code, std::string_view text);

// The sources that one report looks at; each file is read once.
class SourceCache {
public:
    explicit SourceCache(Thread& t) : thread_(t) {}
    // Lines [first, last] of the code's source, without line ends; lines beyond the end are empty. Empty vector: there is
    // no source.
    std::vector<std::string_view> lines(const Code* code, u32 first, u32 last);
    // The text of a source file; "" if it can't be had.
    std::string_view file_text(const std::string& filename);

private:
    struct Source {
        std::string text;
        std::vector<std::string_view> lines;
    };
    const Source& file(const std::string& filename);
    const Source* registered(const Code* code);

    Thread& thread_;
    std::unordered_map<std::string, std::unique_ptr<Source>> files_;
    std::unordered_map<const std::string*, std::unique_ptr<Source>> registered_;
};

}  // namespace krait

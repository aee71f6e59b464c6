// The modules written in the language that krait carries inside its binary: the sources in this directory, made into
// a C++ file by tools/embed_modules at build time. They are compiled when they are first imported.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace krait {

struct EmbeddedModule {
    std::string_view name;    // dotted; of a package, without ".__init__"
    std::string_view file;    // its file below runtime/lib
    std::string_view source;  // UTF-8 text
    bool is_package;
};
std::span<const EmbeddedModule> embedded_modules();  // sorted by name

}  // namespace krait

// Finding and reading the source lines that tracebacks show.

#include "vm/objects/traceback_source.h"

#include "compiler/source/source_file.h"
#include "runtime/lib/embedded.h"
#include "runtime/text/classify.h"
#include "runtime/text/fs.h"
#include "vm/vm_state.h"

#include <sys/stat.h>
#include <algorithm>
#include <cstdio>
#include <optional>

namespace krait {

namespace {

constexpr std::string_view kEmbeddedRoot =
    "<krait>/";  // as the import system names embedded modules' files

// The bytes of a regular file; false if it is none or can't be read.
bool read_regular_file(const std::string& name, std::string& out) {
    std::optional<std::string> path = text::encode_fs(name);
    struct stat status;
    if (!path || path->find('\0') != std::string::npos) return false;
    if (stat(path->c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
    std::FILE* file = std::fopen(path->c_str(), "rbe");
    if (file == nullptr) return false;
    char buffer[4096];
    std::size_t n;
    while ((n = std::fread(buffer, 1, sizeof buffer, file)) > 0) out.append(buffer, n);
    bool failed = std::ferror(file) != 0;
    std::fclose(file);
    return !failed;
}

// A relative name that does not exist (the process has changed its directory, say) is looked for along sys.path.
bool find_and_read(const std::vector<std::string>& search, const std::string& name,
                   std::string& out) {
    if (read_regular_file(name, out)) return true;
    if (name.starts_with('/')) return false;
    return std::any_of(search.begin(), search.end(), [&](const std::string& directory) {
        out.clear();
        return read_regular_file(directory.empty() ? name : directory + '/' + name, out);
    });
}

bool read_embedded(std::string_view file, std::string& out) {
    for (const EmbeddedModule& module : embedded_modules()) {
        if (module.file != file) continue;
        out = module.source;
        return true;
    }
    return false;
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        text::LineBounds bounds = text::next_byte_line(text, at);
        lines.push_back(text.substr(at, bounds.end - at));
        at = bounds.next;
    }
    return lines;
}

void register_recursively(SourceRegistry& registry, const Code* code,
                          const std::shared_ptr<const std::string>& text) {
    const std::shared_ptr<const CompiledCode>& unit = code->tables->unit;
    if (!registry.entries.emplace(unit.get(), SourceRegistry::Entry{unit, text}).second) return;
    for (Value constant : *code->constants) {
        if (!constant.is_empty() && constant.is_object() && constant.object()->kind == Kind::Code) {
            register_recursively(registry, constant.as<Code>(), text);
        }
    }
}

}  // namespace

void register_source(Thread& t, const Code* code, std::string_view text) {
    VmState& state = vm_state(t);
    if (state.sources == nullptr) state.sources = std::make_shared<SourceRegistry>();
    register_recursively(*state.sources, code, std::make_shared<const std::string>(text));
}

const SourceCache::Source* SourceCache::registered(const Code* code) {
    const SourceRegistry* registry = vm_state(thread_).sources.get();
    if (registry == nullptr) return nullptr;
    auto found = registry->entries.find(code->tables->unit.get());
    if (found == registry->entries.end()) return nullptr;
    const std::string* text = found->second.text.get();
    std::unique_ptr<Source>& source = registered_[text];
    if (source == nullptr) {
        source = std::make_unique<Source>();
        source->text = *text;
        source->lines = split(source->text);
    }
    return source.get();
}

const SourceCache::Source& SourceCache::file(const std::string& filename) {
    std::unique_ptr<Source>& source = files_[filename];
    if (source != nullptr) return *source;
    source = std::make_unique<Source>();
    std::string bytes;
    bool found = false;
    if (filename.starts_with(kEmbeddedRoot)) {
        found = read_embedded(std::string_view(filename).substr(kEmbeddedRoot.size()), bytes);
    } else if (!filename.empty() && !(filename.front() == '<' && filename.back() == '>')) {
        found = find_and_read(vm_state(thread_).path, filename, bytes);
    }
    if (!found) return *source;
    // Decodes by byte order mark and coding cookie; a text that can't be decoded shows no lines.
    compiler::SourceFile decoded(filename, bytes, compiler::SourceOrigin::kFile);
    if (decoded.error()) return *source;
    source->text = decoded.text();
    source->lines = split(source->text);
    return *source;
}

std::string_view SourceCache::file_text(const std::string& filename) {
    return file(filename).text;
}

std::vector<std::string_view> SourceCache::lines(const Code* code, u32 first, u32 last) {
    const Source* source = registered(code);
    if (source == nullptr) source = &file(std::string(code->filename->view()));
    if (source->lines.empty() || first == 0) return {};
    std::vector<std::string_view> out;
    for (u32 number = first; number <= last; number++) {
        // Nothing follows the end of the text, however long the range claims to be.
        if (number > source->lines.size() && number > first) break;
        out.push_back(number <= source->lines.size() ? source->lines[number - 1]
                                                     : std::string_view());
    }
    return out;
}

}  // namespace krait

// Finding modules and running their code.

#include "vm/modules/import_load.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/text/fs.h"
#include "vm/modules/compile.h"
#include "vm/modules/fs_path.h"
#include "vm/modules/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/registry.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <optional>

namespace krait {

namespace {

enum class Finding { kNothing, kFile, kPackage, kNamespace, kEmbedded };

// Where a module was found.
struct Found {
    Finding what = Finding::kNothing;
    std::string file;                       // of the source; as text, like all paths here
    std::vector<std::string> search_paths;  // packages: __path__
    const EmbeddedModule* embedded = nullptr;
    bool is_package() const { return !search_paths.empty(); }
};

// How tracebacks name the files of embedded modules.
constexpr std::string_view kEmbeddedRoot = "<krait>/";

// The kind of file that a name, as text, leads to; 0: none. What can't be a name leads nowhere.
mode_t kind_of_file(const std::string& path) {
    std::optional<std::string> bytes = text::encode_fs(path);
    struct stat status;
    if (!bytes || bytes->find('\0') != std::string::npos) return 0;
    return stat(bytes->c_str(), &status) == 0 ? status.st_mode & S_IFMT : 0;
}
bool is_regular_file(const std::string& path) {
    return kind_of_file(path) == S_IFREG;
}
bool is_directory(const std::string& path) {
    return kind_of_file(path) == S_IFDIR;
}

std::string absolute(std::string path) {
    if (!path.empty() && path[0] == '/') return path;
    std::string folder = current_folder();
    if (folder.empty()) return path;
    return path.empty() ? folder : cat(folder, "/", path);
}

// Looks into one folder; true when that settles it. A folder without __init__.py counts only if no later entry has more.
bool look_into(const std::string& folder, std::string_view last, Found& found) {
    std::string base = cat(folder, folder.ends_with('/') ? "" : "/", last);
    bool directory = is_directory(base);
    if (directory && is_regular_file(base + "/__init__.py")) {
        found = {Finding::kPackage, base + "/__init__.py", {base}};
        return true;
    }
    if (is_regular_file(base + ".py")) {
        found = {Finding::kFile, base + ".py", {}};
        return true;
    }
    if (directory) {
        found.what = Finding::kNamespace;
        found.search_paths.push_back(base);
    }
    return false;
}

Result<void> look_along(Thread& t, Value path, std::string_view last, Found& found) {
    bool settled = false;
    return iterate(t, path, [&](Value entry) -> Result<void> {
        if (settled || !is_str(entry) || entry.as<Str>()->view().starts_with(kEmbeddedRoot))
            return {};
        TRY(system_path(t, entry, "stat: embedded null character in path"));
        settled = look_into(absolute(std::string(entry.as<Str>()->view())), last, found);
        return {};
    });
}

Result<Found> find_module(Thread& t, Str* name, Value path) {
    Found found;
    std::string_view last = name->view().substr(name->view().rfind('.') + 1);
    if (path.is_empty()) path = dict_get_str(t.vm->sys, t.names().path);
    if (!path.is_empty() && !path.is_none() && last.find('/') == std::string_view::npos) {
        TRY(look_along(t, path, last, found));
    }
    if (found.what == Finding::kFile || found.what == Finding::kPackage) return found;
    const EmbeddedModule* embedded = find_embedded(name->view());
    if (embedded == nullptr) return found;
    found = {Finding::kEmbedded, cat(kEmbeddedRoot, embedded->file), {}, embedded};
    if (embedded->is_package)
        found.search_paths.push_back(found.file.substr(0, found.file.rfind('/')));
    return found;
}

// ---- specs

Result<Value> spec_repr(Thread& t, Value v) {
    std::string out = "ModuleSpec(";
    constexpr const char* kShown[] = {"name", "loader", "origin", "submodule_search_locations"};
    for (const char* field : kShown) {
        Value value = TRY(get_attr_or_absent(t, v, TRY(intern(t, field))));
        bool optional = field != kShown[0] && field != kShown[1];
        if (value.is_absent() || (optional && value.is_none())) continue;
        out += cat(out.back() == '(' ? "" : ", ", field, "=", TRY(repr(t, value)));
    }
    return make_str(t, out + ")");
}

Result<Type*> spec_type(Thread& t) {
    if (t.types().module_spec != nullptr) return t.types().module_spec;
    TypeDef def{.name = "ModuleSpec",
                .doc = "Where a module came from.",
                .instance_kind = Kind::Instance,
                .instance_size = sizeof(Object),
                .flags = Type::kSubclassable};
    def.slots.repr = spec_repr;
    def.has_dict = true;
    def.module = "importlib.machinery";
    t.vm->types.module_spec = TRY(make_native_type(t, def));
    return t.types().module_spec;
}

Result<Value> string_list(Thread& t, const std::vector<std::string>& strings) {
    List* list = TRY(make_list(t, strings.size()));
    for (const std::string& s : strings) TRY(list_append(t, list, TRY(make_str(t, s))));
    return list;
}

std::string_view parent_of(std::string_view name) {
    std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

Result<void> describe_module(Thread& t, Module* module, Str* name, const Found& found) {
    const Names& names = t.names();
    bool from_file = found.what == Finding::kFile || found.what == Finding::kPackage;
    Str* parent = found.is_package() ? name : TRY(intern(t, parent_of(name->view())));
    Value origin =
        found.what == Finding::kNamespace ? Value::none() : Value(TRY(make_str(t, found.file)));
    Value locations = found.is_package() ? TRY(string_list(t, found.search_paths)) : Value::none();
    Object* spec = TRY(allocate_instance(t, TRY(spec_type(t))));
    auto field = [&](const char* key, Value value) -> Result<void> {
        return instance_set(t, spec, TRY(intern(t, key)), value);
    };
    TRY(field("name", name));
    TRY(field("loader", Value::none()));
    TRY(field("origin", origin));
    TRY(field("submodule_search_locations", locations));
    TRY(field("parent", parent));
    TRY(field("has_location", Value::from_bool(from_file)));
    TRY(field("cached", Value::none()));
    TRY(field("_initializing", Value::true_()));
    TRY(dict_set_str(t, module->dict, names.__package__, parent));
    TRY(dict_set_str(t, module->dict, names.__spec__, spec));
    if (from_file) TRY(dict_set_str(t, module->dict, names.__file__, origin));
    if (found.is_package()) TRY(dict_set_str(t, module->dict, names.__path__, locations));
    return {};
}

// ---- running

Result<void> run_module(Thread& t, Module* module, const Found& found) {
    if (found.what == Finding::kNamespace) return {};
    std::string text;
    std::string_view source;
    if (found.embedded != nullptr) {
        source = found.embedded->source;
    } else {
        if (!read_whole_file(found.file, text))
            return raise_os_error(t, errno, TRY(make_str(t, found.file)));
        source = text;
    }
    Code* code = TRY(compile_code(t, found.file, source, {}, compiler::SourceOrigin::kFile));
    TRY(run_in_namespace(t, code, module->dict, Value()));
    return {};
}

Result<void> finish_spec(Thread& t, Module* module) {
    Value spec = dict_get_str(module->dict, t.names().__spec__);
    if (spec.is_empty() || spec.is_none()) return {};
    return set_attr(t, spec, TRY(intern(t, "_initializing")), Value::false_());
}

void forget_module(Thread& t, Str* name) {
    Value pending = take_pending(t);
    if (!dict_pop_str(t, t.vm->modules, name).ok()) clear_pending(t);
    t.pending = pending;
}

}  // namespace

bool read_whole_file(const std::string& path, std::string& out) {
    std::optional<std::string> bytes = text::encode_fs(path);
    if (!bytes || bytes->find('\0') != std::string::npos) {
        errno = ENOENT;
        return false;
    }
    struct Descriptor {
        ~Descriptor() {
            int error = errno;
            if (fd >= 0) close(fd);
            errno = error;
        }
        int fd;
    } file{open(bytes->c_str(), O_RDONLY | O_CLOEXEC)};
    int fd = file.fd;
    if (fd < 0) return false;
    struct stat status;
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    out.clear();
    std::size_t step = status.st_size > 0 ? static_cast<std::size_t>(status.st_size) + 1 : 65536;
    for (;;) {
        std::size_t used = out.size();
        out.resize(used + step);
        ssize_t got = read(fd, out.data() + used, step);
        if (got < 0 && errno == EINTR) {
            out.resize(used);
            continue;
        }
        out.resize(used + static_cast<std::size_t>(got < 0 ? 0 : got));
        if (got < 0) return false;
        if (got == 0) return true;
        step = 65536;
    }
}

namespace {

// Absent when there is none of that name.
Result<Value> load_native_module(Thread& t, Str* name) {
    if (!TRY(import_native(t, name->view()))) return Value::absent();
    Value made = dict_get_str(t.vm->modules, name);
    if (made.is_empty()) return Value::absent();
    Found built_in;
    built_in.file = "built-in";
    TRY(describe_module(t, made.as<Module>(), name, built_in));
    TRY(finish_spec(t, made.as<Module>()));
    return made;
}

}  // namespace

Result<Value> load_module(Thread& t, Str* name, Value path) {
    if (path.is_empty() && is_native_module(name->view())) {
        Result<Value> made = guarded(t, [&] { return load_native_module(t, name); });
        if (!made.ok()) forget_module(t, name);
        return made;
    }
    Found found = TRY(find_module(t, name, path));
    if (found.what == Finding::kNothing) return Value::absent();
    Module* module = TRY(make_module(t, name));
    TRY(describe_module(t, module, name, found));
    TRY(dict_set_str(t, t.vm->modules, name, module));
    if (!guarded(t, [&] { return run_module(t, module, found); }).ok()) {
        forget_module(t, name);
        return Failure{};
    }
    TRY(finish_spec(t, module));
    // A module may put something else in its place.
    Value result = dict_get_str(t.vm->modules, name);
    if (result.is_empty()) return raise_key_error(t, name);
    return result;
}

Result<Value> reload_module(Thread& t, Module* module) {
    Value name = dict_get_str(module->dict, t.names().__name__);
    if (!is_str(name)) return raise_type_error(t, "reload() argument must be a module");
    Str* key = TRY(intern(t, name.as<Str>()));
    if (dict_get_str(t.vm->modules, key) != Value(module)) {
        return raise_import_error(t, t.types().import_error,
                                  cat("module ", key, " not in sys.modules"), key, Value(),
                                  Value());
    }
    if (module->flags & Module::kNative) return module;
    Value path;
    std::string_view parent = parent_of(key->view());
    if (!parent.empty()) {
        Value parent_module = dict_get_str(t.vm->modules, TRY(intern(t, parent)));
        if (!parent_module.is_empty()) path = TRY(get_attr(t, parent_module, t.names().__path__));
    }
    Found found = TRY(find_module(t, key, path));
    if (found.what == Finding::kNothing) {
        return raise_import_error(t, t.types().module_not_found_error,
                                  cat("spec not found for the module '", key, "'"), key, Value(),
                                  Value());
    }
    TRY(describe_module(t, module, key, found));
    TRY(run_module(t, module, found));
    TRY(finish_spec(t, module));
    Value result = dict_get_str(t.vm->modules, key);
    return result.is_empty() ? Value(module) : result;
}

namespace {

// The file that -m runs, found like any module, its packages imported first.
Result<Found> find_runnable(Thread& t, Str*& name) {
    Value path;
    std::string_view parent = parent_of(name->view());
    if (!parent.empty()) {
        Value package = TRY(import_absolute(t, TRY(intern(t, parent))));
        path = TRY(get_attr_or_absent(t, package, t.names().__path__));
        if (path.is_absent()) {
            return raise_import_error(t, t.types().import_error,
                                      cat("Error while finding module specification for '", name,
                                          "' (ModuleNotFoundError: "
                                          "__path__ attribute not found on '",
                                          parent, "' while trying to find '", name, "')"),
                                      name, Value(), Value());
        }
    }
    Found found = TRY(find_module(t, name, path));
    if (found.what == Finding::kNothing) {
        return raise_import_error(t, t.types().import_error, cat("No module named ", name), name,
                                  Value(), Value());
    }
    if (!found.is_package()) return found;
    Str* package = name;
    name = TRY(intern(t, cat(package, ".__main__")));
    Value module = TRY(import_absolute(t, package));
    found = TRY(find_module(t, name, TRY(get_attr(t, module, t.names().__path__))));
    if (found.what != Finding::kNothing) return found;
    return raise_import_error(t, t.types().import_error,
                              cat("No module named ", name, "; '", package,
                                  "' is a package and cannot be directly executed"),
                              name, Value(), Value());
}

}  // namespace

Result<void> run_as_main(Thread& t, Str* name, Module* main) {
    Found found = TRY(find_runnable(t, name));
    TRY(describe_module(t, main, name, found));
    // The packages that were imported for it may have done anything to sys.argv.
    Value sys = dict_get_str(t.vm->modules, TRY(intern(t, "sys")));
    Value argv = TRY(get_attr(t, sys, TRY(intern(t, "argv"))));
    TRY(set_item(t, argv, Value::small_int(0), TRY(make_str(t, found.file))));
    TRY(finish_spec(t, main));
    return run_module(t, main, found);
}

}  // namespace krait

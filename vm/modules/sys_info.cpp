// What sys says about the implementation: version, number formats, flags, paths.

#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"
#include "vm/modules/module_support.h"
#include "vm/modules/named_tuple.h"
#include "vm/modules/registry.h"
#include "vm/modules/sys_module.h"
#include "vm/vm_state.h"

#include <cfloat>
#include <cstdlib>

#ifndef KRAIT_VERSION
#define KRAIT_VERSION "0"
#endif

namespace krait {

namespace {

constexpr i64 kMajor = 3, kMinor = 14, kMicro = 0;
constexpr i64 kHexVersion = kMajor << 24 | kMinor << 16 | kMicro << 8 | 0xF0;

struct VersionInfo {
    static constexpr const char* kName = "version_info";
    static constexpr const char* kDoc = "The version of the language as a named tuple.";
    static constexpr NamedField kFields[] = {
        {"major", "Major release number"},
        {"minor", "Minor release number"},
        {"micro", "Patch release number"},
        {"releaselevel", "'alpha', 'beta', 'candidate', or 'final'"},
        {"serial", "Serial release number"}};
};
struct FloatInfo {
    static constexpr const char* kName = "float_info";
    static constexpr const char* kDoc = "Limits of the float type.";
    static constexpr NamedField kFields[] = {
        {"max", nullptr},   {"max_exp", nullptr},  {"max_10_exp", nullptr},
        {"min", nullptr},   {"min_exp", nullptr},  {"min_10_exp", nullptr},
        {"dig", nullptr},   {"mant_dig", nullptr}, {"epsilon", nullptr},
        {"radix", nullptr}, {"rounds", nullptr}};
};
struct IntInfo {
    static constexpr const char* kName = "int_info";
    static constexpr const char* kDoc = "How ints are represented.";
    static constexpr NamedField kFields[] = {{"bits_per_digit", nullptr},
                                             {"sizeof_digit", nullptr},
                                             {"default_max_str_digits", nullptr},
                                             {"str_digits_check_threshold", nullptr}};
};
struct HashInfo {
    static constexpr const char* kName = "hash_info";
    static constexpr const char* kDoc = "How numbers and strings are hashed.";
    static constexpr NamedField kFields[] = {
        {"width", nullptr},     {"modulus", nullptr},   {"inf", nullptr},
        {"nan", nullptr},       {"imag", nullptr},      {"algorithm", nullptr},
        {"hash_bits", nullptr}, {"seed_bits", nullptr}, {"cutoff", nullptr}};
};
struct Flags {
    static constexpr const char* kName = "flags";
    static constexpr const char* kDoc = "Options of the command line.";
    static constexpr NamedField kFields[] = {{"debug", nullptr},
                                             {"inspect", nullptr},
                                             {"interactive", nullptr},
                                             {"optimize", nullptr},
                                             {"dont_write_bytecode", nullptr},
                                             {"no_user_site", nullptr},
                                             {"no_site", nullptr},
                                             {"ignore_environment", nullptr},
                                             {"verbose", nullptr},
                                             {"bytes_warning", nullptr},
                                             {"quiet", nullptr},
                                             {"hash_randomization", nullptr},
                                             {"isolated", nullptr},
                                             {"dev_mode", nullptr},
                                             {"utf8_mode", nullptr},
                                             {"warn_default_encoding", nullptr},
                                             {"safe_path", nullptr},
                                             {"int_max_str_digits", nullptr}};
};

Value number(i64 i) {
    return Value::small_int(i);
}

Result<void> add_versions(Thread& t, Dict* sys) {
    Value final = TRY(intern(t, "final"));
    Value version = TRY(put_named_tuple<VersionInfo>(
        t, sys, {number(kMajor), number(kMinor), number(kMicro), final, number(0)}));
    std::string text = cat(kMajor, ".", kMinor, ".", kMicro, " (krait ", KRAIT_VERSION, ") [GCC ",
                           __VERSION__, "]");
    TRY(put_text(t, sys, "version", text));
    TRY(put_name(t, sys, "hexversion", number(kHexVersion)));
    TRY(put_name(t, sys, "api_version", number(1013)));
    TRY(put_text(t, sys, "copyright", "Copyright (c) the krait authors."));

    Value values[4] = {TRY(intern(t, "krait")), TRY(make_str(t, cat("krait-", kMajor, kMinor))),
                       version, number(kHexVersion)};
    Tuple* names = TRY(make_tuple(t, 4));
    constexpr const char* kNames[] = {"name", "cache_tag", "version", "hexversion"};
    for (int i = 0; i < 4; i++) {
        names->items[i] = TRY(intern(t, kNames[i]));
        write_barrier(t, names);
    }
    Value implementation =
        TRY(call(t, Value(t.types().simple_namespace), Args{values, 0, 4, names}));
    return put_name(t, sys, "implementation", implementation);
}

Result<void> add_numbers(Thread& t, Dict* sys) {
    TRY(put_named_tuple<FloatInfo>(
        t, sys,
        {Value::from_double(DBL_MAX), number(DBL_MAX_EXP), number(DBL_MAX_10_EXP),
         Value::from_double(DBL_MIN), number(DBL_MIN_EXP), number(DBL_MIN_10_EXP), number(DBL_DIG),
         number(DBL_MANT_DIG), Value::from_double(DBL_EPSILON), number(FLT_RADIX), number(1)}));
    TRY(put_named_tuple<IntInfo>(t, sys, {number(64), number(8), number(4300), number(640)}));
    Value modulus = TRY(make_int(t, (i64{1} << 61) - 1));
    Value algorithm = TRY(intern(t, "siphash13"));
    TRY(put_named_tuple<HashInfo>(t, sys,
                                  {number(64), modulus, number(314159), number(0), number(1000003),
                                   algorithm, number(64), number(128), number(0)}));
    TRY(put_name(t, sys, "maxsize", TRY(make_int(t, INT64_MAX))));
    TRY(put_name(t, sys, "maxunicode", number(0x10FFFF)));
    TRY(put_text(t, sys, "float_repr_style", "short"));
    const VmState& state = vm_state(t);
    Value zero = number(0), no = Value::false_(), isolated = number(state.isolated);
    TRY(put_named_tuple<Flags>(
        t, sys,
        {zero, zero, zero, zero, number(1), isolated, zero, number(state.ignore_environment), zero,
         zero, zero, number(state.hash_randomization), isolated, no, number(1), zero,
         Value::from_bool(state.safe_path), number(t.vm->max_str_digits)}));
    return {};
}

Result<Value> list_of(Thread& t, const std::vector<std::string>& items) {
    List* list = TRY(make_list(t, items.size()));
    for (const std::string& item : items) TRY(list_append(t, list, TRY(make_str(t, item))));
    return list;
}

}  // namespace

Result<void> add_system_paths(Thread& t, Dict* sys) {
    const VmState& state = vm_state(t);
    TRY(put_name(t, sys, "argv", TRY(list_of(t, state.argv))));
    TRY(put_name(t, sys, "path", TRY(list_of(t, state.path))));
    TRY(put_text(t, sys, "executable", state.executable));
    std::string prefix = state.executable.substr(0, state.executable.rfind('/'));
    prefix = prefix.ends_with("/bin") ? prefix.substr(0, prefix.size() - 4) : prefix;
    for (const char* name : {"prefix", "base_prefix", "exec_prefix", "base_exec_prefix"})
        TRY(put_text(t, sys, name, prefix));
    return {};
}

Result<void> add_system_info(Thread& t, Dict* sys) {
    TRY(add_versions(t, sys));
    TRY(add_numbers(t, sys));
#ifdef __linux__
    TRY(put_text(t, sys, "platform", "linux"));
#elif defined(__APPLE__)
    TRY(put_text(t, sys, "platform", "darwin"));
#else
    TRY(put_text(t, sys, "platform", "unknown"));
#endif
    TRY(put_text(t, sys, "byteorder", "little"));
    TRY(put_text(t, sys, "platlibdir", "lib"));
    TRY(put_text(t, sys, "abiflags", ""));
    TRY(put_name(t, sys, "dont_write_bytecode", Value::true_()));
    TRY(put_name(t, sys, "pycache_prefix", Value::none()));
    TRY(put_name(t, sys, "builtin_module_names", TRY(native_module_names(t))));
    TRY(put_name(t, sys, "stdlib_module_names", TRY(all_module_names(t))));
    for (const char* name : {"warnoptions", "meta_path", "path_hooks"})
        TRY(put_name(t, sys, name, TRY(make_list(t))));
    for (const char* name : {"path_importer_cache", "_xoptions"})
        TRY(put_name(t, sys, name, TRY(make_dict(t))));
    return {};
}

}  // namespace krait

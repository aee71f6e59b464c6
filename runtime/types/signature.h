// Parsed signatures of native functions: from the text of a NativeDef ("($self, sep=None,
// maxsplit=-1)") to a table that arguments are bound by. Each text is parsed once per Vm; the table
// owns the parsed form for the life of the Vm and keeps the default values that are heap objects
// alive. Names point into the text, which must be static.
#pragma once

#include "runtime/object/thread.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace krait {

struct Parameter {
    enum Kind : u8 { kPositionalOnly, kNormal, kKeywordOnly, kVarPositional, kVarKeyword };
    std::string_view name;
    Kind kind;
    bool required;
    Value fallback;  // the default; empty when there is none or it is not a simple constant
};

struct Signature {
    // How CPython would declare the function, which decides the wording of its complaints.
    enum Shape : u8 { kNoArguments, kOneArgument, kPositional, kKeywords };
    std::vector<Parameter> parameters;  // receiver included
    Shape shape = kNoArguments;
    bool has_receiver = false;  // the first parameter is $self, $type or $module
    bool all_required =
        true;  // only positional parameters without defaults: exact arity is all there is to check
    u32 positional = 0;  // parameters that a positional argument can fill (receiver included)
    u32 positional_only = 0;
    u32 required_positional = 0;       // of `positional`
    u32 required_positional_only = 0;  // of `positional_only`
    i32 var_positional = -1;           // index of *args, or -1
    i32 var_keyword = -1;              // index of **kwargs, or -1
    std::string text;                  // what __text_signature__ shows
    u32 receiver() const { return has_receiver ? 1 : 0; }
};

struct SignatureTable final : RootSource {
    std::unordered_map<const char*, std::unique_ptr<Signature>> by_text;
    void trace_roots(Tracer&) override;
};

// The parsed form of `text`; fails only out of memory. A malformed text aborts with a message (it
// is a bug of ours).
Result<const Signature*> signature_of(Thread&, const char* text);

// Binds arguments to parameters. `first` is the index of the first parameter that `args` fills (1
// when a receiver was split off, which the caller has put into out[0]). `name` is the bare name;
// `function` null for constructors, of which CPython complains in slightly different words.
// full_name() is "list.append", "math.sqrt" or "len".
struct NativeFunction;
struct BindNames {
    std::string_view name;
    const NativeFunction* function = nullptr;
    Value self = {};  // bound receiver, if any
    std::string full_name() const;
    bool constructor() const { return function == nullptr; }
};
inline constexpr u32 kMaxParameters = 24;
Result<void> bind_to_signature(Thread&, const Signature&, const BindNames&, const Args&, u32 first,
                               Value* out);

// The closest of the signature's keyword names for a "Did you mean" hint; empty when none is close.
std::string_view similar_keyword(const Signature&, std::string_view wrong);

}  // namespace krait

#include "runtime/object/bootstrap.h"

#include "runtime/errors/errors.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/bytes.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/weakref.h"

#include <cstring>
#include <string>

namespace krait {

// ---- shells

namespace {

struct Shell {
    const char* name;
    Type* Types::*field;
};
// The types of the objects that exist before their types do.
constexpr Shell kShells[] = {
    {"object", &Types::object},
    {"type", &Types::type},
    {"str", &Types::str},
    {"tuple", &Types::tuple},
    {"dict", &Types::dict},
    {"builtin_function_or_method", &Types::builtin_function},
    {"method_descriptor", &Types::method_descriptor},
    {"wrapper_descriptor", &Types::slot_wrapper},
    {"method-wrapper", &Types::method_wrapper},
    {"classmethod_descriptor", &Types::classmethod_descriptor},
    {"getset_descriptor", &Types::getset_descriptor},
    {"member_descriptor", &Types::member_descriptor},
    {"classmethod", &Types::classmethod},
    {"staticmethod", &Types::staticmethod},
};

Result<void> make_shells(Thread& t) {
    for (const Shell& shell : kShells) t.vm->types.*shell.field = TRY(allocate_type(t, nullptr));
    for (const Shell& shell : kShells) (t.vm->types.*shell.field)->type = t.types().type;
    return {};
}

// ---- names

struct NameRow {
    Str* Names::*field;
    const char* text;
};
constexpr NameRow kNames[] = {
#define NAME(id) {&Names::id, #id},
#define NAME_AS(id, text) {&Names::id, text},
#include "runtime/object/names.def"
#undef NAME
};

// `default_` stands for a name that is a keyword of C++.
std::string_view text_of(const char* row) {
    std::string_view text = row;
    if (text.ends_with('_') && !text.ends_with("__")) text.remove_suffix(1);
    return text;
}

Result<void> make_operator_names(Thread& t) {
    constexpr const char* kBinary[] = {"add",      "sub", "mul", "matmul", "truediv",
                                       "floordiv", "mod", "pow", "lshift", "rshift",
                                       "and",      "xor", "or",  "divmod"};
    constexpr const char* kCompare[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
    Names& names = t.vm->names;
    for (int i = 0; i < static_cast<int>(BinaryOp::kCount); i++) {
        names.binary[i] = TRY(intern(t, cat("__", kBinary[i], "__")));
        names.reflected[i] = TRY(intern(t, cat("__r", kBinary[i], "__")));
        if (i != static_cast<int>(BinaryOp::DivMod))
            names.inplace[i] = TRY(intern(t, cat("__i", kBinary[i], "__")));
    }
    for (int i = 0; i < static_cast<int>(CompareOp::kCount); i++)
        names.compare[i] = TRY(intern(t, kCompare[i]));
    return {};
}

Result<void> make_names(Thread& t) {
    Names& names = t.vm->names;
    names.empty = TRY(intern(t, ""));
    for (int c = 0; c < 128; c++) {
        char text = static_cast<char>(c);
        names.ascii[c] = TRY(intern(t, std::string_view(&text, 1)));
    }
    for (const NameRow& row : kNames) names.*row.field = TRY(intern(t, text_of(row.text)));
    return make_operator_names(t);
}

}  // namespace

Type* take_shell(Vm& vm, const char* name) {
    for (const Shell& shell : kShells) {
        Type* type = vm.types.*shell.field;
        if (type != nullptr && type->dict == nullptr && std::strcmp(shell.name, name) == 0)
            return type;
    }
    return nullptr;
}

// ---- the order

Result<void> init_object_model(Thread& t) {
    TRY(trace_and_register_type_kind(t));
    TRY(make_shells(t));
    TRY(make_names(t));
    if (t.vm->empty_tuple == nullptr) t.vm->empty_tuple = TRY(make_tuple(t, 0));
    TRY(init_object_type(t));
    TRY(init_type_type(t));
    TRY(init_native_function_types(t));
    return init_basic_descriptors(t);
}

namespace {

Result<void> init_all_types(Thread& t) {
    TRY(init_object_model(t));
    TRY(init_str_type(t));
    TRY(init_number_types(t));
    TRY(init_sequence_types(t));
    TRY(init_dict_types(t));
    TRY(init_set_types(t));
    TRY(init_bytes_types(t));
    TRY(init_descriptor_types(t));
    TRY(init_generic_types(t));
    TRY(init_exception_types(t));
    return init_weakref_types(t);
}

// Raised when there is no memory, or no stack, to make a new one.
Result<void> make_last_resorts(Thread& t) {
    if (t.vm->last_resort_memory_error.is_empty())
        t.vm->last_resort_memory_error =
            Value(TRY(make_exception(t, t.types().memory_error, nullptr, 0)));
    if (t.vm->last_resort_recursion_error.is_empty())
        t.vm->last_resort_recursion_error =
            Value(TRY(make_exception(t, t.types().recursion_error, nullptr, 0)));
    return {};
}

}  // namespace

Result<void> bootstrap_runtime(Thread& t) {
    bool enabled = t.heap().enabled;
    t.heap().enabled = false;  // kinds have no tracing functions yet
    TRY(init_all_types(t));
    if (t.vm->modules == nullptr) t.vm->modules = TRY(make_dict(t));
    TRY(make_last_resorts(t));
    t.heap().enabled = enabled;
    return {};
}

}  // namespace krait

// operator: the language's operators as functions.
#include "runtime/modules/operator.h"

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"

#include <algorithm>

namespace krait {

namespace {

template <BinaryOp op>
Result<Value> binary_function(Thread& t, Value* a) {
    return binary(t, op, a[0], a[1]);
}
template <BinaryOp op>
Result<Value> inplace_function(Thread& t, Value* a) {
    return inplace(t, op, a[0], a[1]);
}
template <UnaryOp op>
Result<Value> unary_function(Thread& t, Value* a) {
    return unary(t, op, a[0]);
}
template <CompareOp op>
Result<Value> compare_function(Thread& t, Value* a) {
    return compare(t, op, a[0], a[1]);
}

Result<Value> truth_function(Thread& t, Value* a) {
    return Value::from_bool(TRY(truth(t, a[0])));
}
Result<Value> not_function(Thread& t, Value* a) {
    return Value::from_bool(!TRY(truth(t, a[0])));
}
Result<Value> is_function(Thread&, Value* a) {
    return Value::from_bool(a[0] == a[1]);
}
Result<Value> is_not_function(Thread&, Value* a) {
    return Value::from_bool(!(a[0] == a[1]));
}
Result<Value> is_none_function(Thread&, Value* a) {
    return Value::from_bool(a[0].is_none());
}
Result<Value> is_not_none_function(Thread&, Value* a) {
    return Value::from_bool(!a[0].is_none());
}
Result<Value> index_function(Thread& t, Value* a) {
    return to_index(t, a[0]);
}

Result<void> check_concatenable(Thread& t, Value v) {
    bool sequence = !is_dict(v) && type_of(t, v)->slots.get_item != nullptr;
    if (sequence) return {};
    return raise_type_error(t, cat("'", type_name(t, v), "' object can't be concatenated"));
}
Result<Value> concat(Thread& t, Value* a) {
    TRY(check_concatenable(t, a[0]));
    return binary(t, BinaryOp::Add, a[0], a[1]);
}
Result<Value> iconcat(Thread& t, Value* a) {
    TRY(check_concatenable(t, a[0]));
    return inplace(t, BinaryOp::Add, a[0], a[1]);
}

Result<Value> contains_function(Thread& t, Value* a) {
    return Value::from_bool(TRY(contains(t, a[0], a[1])));
}
Result<Value> getitem(Thread& t, Value* a) {
    return get_item(t, a[0], a[1]);
}
Result<Value> setitem(Thread& t, Value* a) {
    TRY(set_item(t, a[0], a[1], a[2]));
    return Value::none();
}
Result<Value> delitem(Thread& t, Value* a) {
    TRY(del_item(t, a[0], a[1]));
    return Value::none();
}

Result<Value> count_of_function(Thread& t, Value* a) {
    i64 count = 0;
    auto compare_item = [&](Value item) -> Result<void> {
        bool same = TRY(items_equal(t, item, a[1]));
        count += same;
        return {};
    };
    TRY(iterate(t, a[0], compare_item));
    return make_int(t, count);
}

Result<Value> index_of(Thread& t, Value* a) {
    Value iterator = TRY(get_iter(t, a[0]));
    for (i64 i = 0;; i++) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) break;
        bool same = TRY(items_equal(t, item, a[1]));
        if (same) return make_int(t, i);
    }
    return raise_value_error(t, "sequence.index(x): x not in sequence");
}

Result<Value> length_hint_function(Thread& t, Value* a) {
    i64 fallback = TRY(size_argument(t, a[1]));
    i64 hint = TRY(length_hint(t, a[0], fallback));
    return make_int(t, hint);
}

Result<Value> call_function(Thread& t, const Args& args) {
    if (args.n == 0) return raise_type_error(t, "call expected at least 1 argument, got 0");
    Args rest = args;
    rest.v++;
    rest.n--;
    return call(t, args[0], rest);
}

// The bytes that a comparison in constant time looks at.
Result<std::string_view> digest_bytes(Thread& t, Value v) {
    if (is_str(v) && v.as<Str>()->is_ascii()) return v.as<Str>()->view();
    return raise_type_error(t, "comparing strings with non-ASCII characters is not supported");
}

// hmac.compare_digest: takes as long wherever the difference is.
Result<Value> compare_digest(Thread& t, Value* a) {
    std::string_view x = TRY(digest_bytes(t, a[0]));
    std::string_view y = TRY(digest_bytes(t, a[1]));
    unsigned char difference = x.size() != y.size();
    for (std::size_t i = 0; i < y.size(); i++) {
        difference |= static_cast<unsigned char>((x.empty() ? 0 : x[i % x.size()]) ^ y[i]);
    }
    return Value::from_bool(difference == 0);
}

constexpr const char* kOne = "(a, /)";
constexpr const char* kTwo = "(a, b, /)";

#define BINARY(name, op) \
    { name, kTwo, "The operator as a function.", binary_function<BinaryOp::op> }
#define INPLACE(name, op) \
    { name, kTwo, "The augmented assignment; returns its result.", inplace_function<BinaryOp::op> }
#define UNARY(name, op) \
    { name, kOne, "The operator as a function.", unary_function<UnaryOp::op> }
#define COMPARE(name, op) \
    { name, kTwo, "The comparison as a function.", compare_function<CompareOp::op> }

constexpr NativeDef kFunctions[] = {
    BINARY("add", Add),
    BINARY("sub", Sub),
    BINARY("mul", Mul),
    BINARY("matmul", MatMul),
    BINARY("truediv", TrueDiv),
    BINARY("floordiv", FloorDiv),
    BINARY("mod", Mod),
    BINARY("pow", Pow),
    BINARY("lshift", LShift),
    BINARY("rshift", RShift),
    BINARY("and_", And),
    BINARY("xor", Xor),
    BINARY("or_", Or),
    INPLACE("iadd", Add),
    INPLACE("isub", Sub),
    INPLACE("imul", Mul),
    INPLACE("imatmul", MatMul),
    INPLACE("itruediv", TrueDiv),
    INPLACE("ifloordiv", FloorDiv),
    INPLACE("imod", Mod),
    INPLACE("ipow", Pow),
    INPLACE("ilshift", LShift),
    INPLACE("irshift", RShift),
    INPLACE("iand", And),
    INPLACE("ixor", Xor),
    INPLACE("ior", Or),
    UNARY("neg", Neg),
    UNARY("pos", Pos),
    UNARY("abs", Abs),
    UNARY("inv", Invert),
    UNARY("invert", Invert),
    COMPARE("lt", Lt),
    COMPARE("le", Le),
    COMPARE("eq", Eq),
    COMPARE("ne", Ne),
    COMPARE("ge", Ge),
    COMPARE("gt", Gt),
    {"truth", kOne, "Whether the object is true.", truth_function},
    {"not_", kOne, "not a", not_function},
    {"is_", kTwo, "a is b", is_function},
    {"is_not", kTwo, "a is not b", is_not_function},
    {"is_none", kOne, "a is None", is_none_function},
    {"is_not_none", kOne, "a is not None", is_not_none_function},
    {"index", kOne, "The object as an int, through __index__.", index_function},
    {"concat", kTwo, "a + b, for sequences.", concat},
    {"iconcat", kTwo, "a += b, for sequences; returns the result.", iconcat},
    {"contains", kTwo, "b in a", contains_function},
    {"getitem", kTwo, "a[b]", getitem},
    {"setitem", "(a, b, c, /)", "a[b] = c", setitem},
    {"delitem", kTwo, "del a[b]", delitem},
    {"countOf", kTwo, "Number of items of a that equal b.", count_of_function},
    {"indexOf", kTwo, "First index of b in a.", index_of},
    {"length_hint", "(obj, default=0, /)",
     "Number of items to expect: len(), __length_hint__() or the default.", length_hint_function},
    {"call", "(obj, /, *args, **kwargs)", "obj(*args, **kwargs)", call_function},
};

constexpr NativeDef kPrivateFunctions[] = {
    {"_compare_digest", kTwo,
     "a == b for digests, in a time that does not depend on where they differ.", compare_digest},
};

#undef BINARY
#undef INPLACE
#undef UNARY
#undef COMPARE

// Every function whose special method has the same name is also there under that: __add__ …
Result<void> add_dunder_names(Thread& t, Module* module) {
    constexpr std::string_view kNone[] = {"truth",   "is_",         "is_not",  "is_none",
                                          "countOf", "is_not_none", "indexOf", "length_hint"};
    for (const NativeDef& def : kFunctions) {
        std::string_view name = def.name;
        if (std::find(std::begin(kNone), std::end(kNone), name) != std::end(kNone)) continue;
        if (name.ends_with('_')) name.remove_suffix(1);
        Str* plain = TRY(intern(t, def.name));
        Str* dunder = TRY(intern(t, cat("__", name, "__")));
        TRY(dict_set_str(t, module->dict, dunder, dict_get_str(module->dict, plain)));
    }
    return {};
}

// The public names in order: the functions and the three types of getters.
Result<void> add_all_names(Thread& t, Module* module) {
    constexpr const char* kGetters[] = {"attrgetter", "itemgetter", "methodcaller"};
    List* names = TRY(make_list(t, 64));
    for (const NativeDef& def : kFunctions) {
        Str* name = TRY(intern(t, def.name));
        TRY(list_append(t, names, name));
    }
    for (const char* getter : kGetters) {
        Str* name = TRY(intern(t, getter));
        TRY(list_append(t, names, name));
    }
    TRY(list_sort(t, names, Value::none(), false));
    return dict_set_str(t, module->dict, t.names().__all__, names);
}

}  // namespace

Result<Module*> init_operator_module(Thread& t) {
    Module* module =
        TRY(make_native_module(t, "operator", "The language's operators as functions.", {}));
    // The functions say that they are from the module that has them natively elsewhere, too.
    Module* home =
        TRY(make_native_module(t, "_operator", "The native part of operator.", kFunctions));
    for (const NativeDef& def : kFunctions) {
        Str* name = TRY(intern(t, def.name));
        TRY(dict_set_str(t, module->dict, name, dict_get_str(home->dict, name)));
    }
    TRY(add_operator_getters(t, module));
    TRY(add_dunder_names(t, module));
    TRY(add_all_names(t, module));
    Str* home_name = TRY(intern(t, "_operator"));
    for (const NativeDef& def : kPrivateFunctions) {
        Value function = TRY(make_native_function(t, &def, home, home_name));
        Str* name = TRY(intern(t, def.name));
        TRY(dict_set_str(t, module->dict, name, function));
        TRY(dict_set_str(t, home->dict, name, function));
    }
    return module;
}

}  // namespace krait

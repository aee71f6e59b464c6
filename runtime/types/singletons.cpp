// The types of None, Ellipsis and NotImplemented, whose only values are immediates.
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

Result<void> check_no_arguments(Thread& t, const char* name, const Args& args) {
    if (args.n == 0 && args.nkw == 0) return {};
    return raise_type_error(t, cat(name, " takes no arguments"));
}

Result<Value> none_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_arguments(t, "NoneType", args));
    return Value::none();
}
Result<Value> none_repr(Thread& t, Value) {
    return make_str(t, "None");
}
Result<bool> none_truth(Thread&, Value) {
    return false;
}
Result<i64> none_hash(Thread&, Value) {
    return i64{0xFCA86420};
}

Result<Value> ellipsis_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_arguments(t, "EllipsisType", args));
    return Value::ellipsis();
}
Result<Value> ellipsis_repr(Thread& t, Value) {
    return make_str(t, "Ellipsis");
}

Result<Value> not_implemented_new(Thread& t, Type*, const Args& args) {
    TRY(check_no_arguments(t, "NotImplementedType", args));
    return Value::not_implemented();
}
Result<Value> not_implemented_repr(Thread& t, Value) {
    return make_str(t, "NotImplemented");
}
Result<bool> not_implemented_truth(Thread& t, Value) {
    return raise_type_error(t, "NotImplemented should not be used in a boolean context");
}

Result<Value> reduce_to_name(Thread& t, Value* a) {
    return Value(TRY(repr(t, a[0])));
}
const NativeDef kReduce[] = {
    {"__reduce__", "($self, /)", "The name that copies and pickles refer to.", reduce_to_name},
};

TypeDef singleton_def(const char* name, const char* doc) {
    return TypeDef{
        .name = name, .doc = doc, .instance_kind = Kind::Instance, .instance_size = sizeof(Object)};
}

}  // namespace

Result<void> init_singleton_types(Thread& t) {
    TypeDef none = singleton_def("NoneType", "Type of None.");
    none.slots.new_ = none_new;
    none.slots.repr = none_repr;
    none.slots.truth = none_truth;
    none.slots.hash = none_hash;
    t.vm->types.none_type = TRY(make_native_type(t, none));

    TypeDef ellipsis = singleton_def("ellipsis", "Type of Ellipsis.");
    ellipsis.slots.new_ = ellipsis_new;
    ellipsis.slots.repr = ellipsis_repr;
    ellipsis.methods = kReduce;
    t.vm->types.ellipsis = TRY(make_native_type(t, ellipsis));

    TypeDef missing = singleton_def("NotImplementedType", "Type of NotImplemented.");
    missing.slots.new_ = not_implemented_new;
    missing.slots.repr = not_implemented_repr;
    missing.slots.truth = not_implemented_truth;
    missing.methods = kReduce;
    t.vm->types.not_implemented_type = TRY(make_native_type(t, missing));
    return {};
}

}  // namespace krait

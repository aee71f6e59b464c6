// What the constructors of the built-in exceptions make of their arguments.

#include "runtime/attribute/instance.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"

namespace krait {

namespace {

Str* keyword_name(const Args& args, u32 k) {
    return args.kwnames->items[k].as<Str>();
}

// Keyword arguments into fields; `names` in the order of `fields`.
Result<void> take_keywords(Thread& t, Exception* exc, const char* type, const Args& args,
                           std::initializer_list<std::pair<const char*, u32>> accepted) {
    if (args.nkw > accepted.size()) {
        return raise_type_error(t,
                                cat(type, "() takes at most ", accepted.size(), " keyword argument",
                                    accepted.size() == 1 ? "" : "s", " (", args.nkw, " given)"));
    }
    for (u32 k = 0; k < args.nkw; k++) {
        bool known = false;
        for (auto [name, field] : accepted) {
            if (keyword_name(args, k)->view() != name) continue;
            exc->fields[field] = args.v[args.n + k];
            known = true;
        }
        if (!known) {
            return raise_type_error(t, cat(type, "() got an unexpected keyword argument '",
                                           keyword_name(args, k), "'"));
        }
    }
    return {};
}

Result<void> init_import_error(Thread& t, Exception* exc, const Args& args) {
    TRY(take_keywords(t, exc, "ImportError", args,
                      {{"name", kImportErrorName},
                       {"path", kImportErrorPath},
                       {"name_from", kImportErrorNameFrom}}));
    exc->fields[kImportErrorMessage] = args.n == 1 ? args.v[0] : Value();
    return {};
}

Result<void> init_os_error(Thread& t, Exception* exc, const Args& args) {
    if (args.n < 2 || args.n > 5) return {};
    exc->fields[kOsErrorErrno] = args.v[0];
    exc->fields[kOsErrorText] = args.v[1];
    if (args.n >= 3) {
        exc->fields[kOsErrorFilename] = args.v[2];
        if (args.n >= 5) exc->fields[kOsErrorFilename2] = args.v[4];
        exc->args = TRY(make_tuple_from(t, args.v, 2));
    }
    return {};
}

Result<void> init_syntax_error(Thread& t, Exception* exc, const Args& args) {
    if (args.n >= 1) exc->fields[kSyntaxErrorMessage] = args.v[0];
    if (args.n != 2) return {};
    Tuple* details = TRY(tuple_from_iterable(t, args.v[1]));
    if (details->length < 4 || details->length == 5 || details->length > 7) {
        return raise_type_error(
            t, details->length < 4
                   ? cat("function missing required argument (pos ", details->length + 1, ")")
                   : "end_offset must be provided when end_lineno is provided");
    }
    for (u32 i = 0; i < details->length && i < 6; i++)
        exc->fields[kSyntaxErrorFilename + i] = details->items[i];
    return {};
}

Result<void> init_unicode_error(Thread& t, Exception* exc, const Args& args, u32 count) {
    if (args.n != count) {
        return raise_type_error(
            t, cat("function takes exactly ", count, " arguments (", args.n, " given)"));
    }
    // A translation error has no encoding.
    u32 first = count == 5 ? kUnicodeErrorEncoding : kUnicodeErrorObject;
    for (u32 i = 0; i < count; i++) exc->fields[first + i] = args.v[i];
    Value text = exc->fields[first == kUnicodeErrorEncoding ? 0u : 4u];
    bool decoding = is_subtype(exc->type, t.types().unicode_decode_error);
    bool object_fits = decoding ? is_bytes(exc->fields[kUnicodeErrorObject])
                                : is_str(exc->fields[kUnicodeErrorObject]);
    if (!is_str(text))
        return raise_type_error(t, cat("argument 1 must be str, not ", type_name(t, text)));
    if (!object_fits) {
        Value object = exc->fields[kUnicodeErrorObject];
        return raise_type_error(
            t, decoding ? cat("a bytes-like object is required, not '", type_name(t, object), "'")
                        : cat("argument ", count - 3, " must be str, not ", type_name(t, object)));
    }
    return {};
}

// The group types choose each other by what is in them.
Result<void> init_group(Thread& t, Exception* exc, const Args& args) {
    if (args.n != 2) {
        return raise_type_error(
            t, cat("BaseExceptionGroup.__new__() takes exactly 2 arguments (", args.n, " given)"));
    }
    if (!is_str(args.v[0])) {
        return raise_type_error(t, cat("BaseExceptionGroup.__new__() argument 1 must be str, not ",
                                       args.v[0].is_none() ? "None" : type_name(t, args.v[0])));
    }
    if (type_of(t, args.v[1])->slots.get_item == nullptr || is_dict(args.v[1])) {
        return raise_type_error(t, "second argument (exceptions) must be a sequence");
    }
    Tuple* members = TRY(tuple_from_iterable(t, args.v[1]));
    if (members->length == 0) {
        return raise_value_error(t, "second argument (exceptions) must be a non-empty sequence");
    }
    bool nested_base = false;
    for (u64 i = 0; i < members->length; i++) {
        if (!is_exception(members->items[i])) {
            return raise_value_error(
                t, cat("Item ", i, " of second argument (exceptions) is not an exception"));
        }
        nested_base =
            nested_base || !is_subtype(type_of(t, members->items[i]), t.types().exception);
    }
    if (exc->type == t.types().base_exception_group && !nested_base)
        exc->type = t.types().exception_group;
    if (nested_base && is_subtype(exc->type, t.types().exception)) {
        return raise_type_error(t,
                                exc->type == t.types().exception_group
                                    ? std::string("Cannot nest BaseExceptions in an ExceptionGroup")
                                    : cat("Cannot nest BaseExceptions in '", exc->type->name, "'"));
    }
    exc->fields[kGroupMessage] = args.v[0];
    exc->fields[kGroupExceptions] = members;
    return {};
}

}  // namespace

Result<void> initialize_exception(Thread& t, Exception* exc, const Args& args) {
    exc->args = TRY(make_tuple_from(t, args.v, args.n));
    for (Value& field : exc->fields) field = Value();
    write_barrier(t, exc);
    ExceptionFlavor flavor = flavor_of(exc->type);
    if (flavor == ExceptionFlavor::Import) return init_import_error(t, exc, args);
    if (flavor == ExceptionFlavor::Name) {
        return take_keywords(t, exc, "NameError", args, {{"name", kNameErrorName}});
    }
    if (flavor == ExceptionFlavor::Attribute) {
        return take_keywords(t, exc, "AttributeError", args,
                             {{"name", kAttributeErrorName}, {"obj", kAttributeErrorObject}});
    }
    if (args.nkw > 0)
        return raise_type_error(t, cat(exc->type->name, "() takes no keyword arguments"));
    switch (flavor) {
        case ExceptionFlavor::StopIteration:
            if (args.n > 0) exc->fields[kStopIterationValue] = args.v[0];
            return {};
        case ExceptionFlavor::SystemExit:
            if (args.n > 0) exc->fields[kSystemExitCode] = args.n == 1 ? args.v[0] : exc->args;
            return {};
        case ExceptionFlavor::Os: return init_os_error(t, exc, args);
        case ExceptionFlavor::Syntax: return init_syntax_error(t, exc, args);
        case ExceptionFlavor::Unicode: return init_unicode_error(t, exc, args, 5);
        case ExceptionFlavor::UnicodeTranslate: return init_unicode_error(t, exc, args, 4);
        case ExceptionFlavor::Group: return init_group(t, exc, args);
        default: return {};
    }
}

ExceptionFlavor flavor_of(const Type* type) {
    for (Value cls : *type->mro) {
        u32 bits = cls.as<Type>()->type_flags >> kExceptionFlavorShift;
        if (bits != 0) return static_cast<ExceptionFlavor>(bits);
    }
    return ExceptionFlavor::Plain;
}

}  // namespace krait

// The built-in exception types: attributes, str, repr, methods.

#include "runtime/attribute/instance.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/errors/exception_group.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/bytes.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"

namespace krait {

namespace {

Exception* exception(Value v) {
    return v.as<Exception>();
}
Value or_none(Value v) {
    return v.is_empty() ? Value::none() : v;
}

// Which constructor already put the arguments into a fresh exception: a class with an __init__ of its own gets what __new__
// was given as args.
Result<Value> exception_new(Thread& t, Type* type, const Args& args) {
    if (type == t.types().os_error && args.n >= 2 && args.n <= 5 && args.v[0].is_small_int()) {
        type = os_error_subtype(t, static_cast<int>(args.v[0].small_int_value()));
    }
    Exception* exc = TRY(allocate_instance_as<Exception>(t, type));
    exc->args = TRY(make_tuple_from(t, args.v, args.n));
    write_barrier(t, exc);
    // What decides the type, or has no __init__ of its own to do it.
    ExceptionFlavor flavor = flavor_of(type);
    bool at_once = flavor == ExceptionFlavor::Group || flavor == ExceptionFlavor::Os;
    if (at_once) {
        Args positional = args;
        if (type->has_flag(Type::kScript) || flavor == ExceptionFlavor::Group) positional.nkw = 0;
        TRY(initialize_exception(t, exc, positional));
    }
    return exc;
}

Result<void> exception_init(Thread& t, Value self, const Args& args) {
    Exception* exc = exception(self);
    ExceptionFlavor flavor = flavor_of(exc->type);
    if (flavor == ExceptionFlavor::Plain && args.nkw == 0) {  // nothing but args
        exc->args = TRY(make_tuple_from(t, args.v, args.n));
        write_barrier(t, exc);
        return {};
    }
    if (flavor != ExceptionFlavor::Group) return initialize_exception(t, exc, args);
    // A group is what its __new__ made of it.
    if (args.nkw > 0)
        return raise_type_error(t, cat(exc->type->name, "() takes no keyword arguments"));
    exc->args = TRY(make_tuple_from(t, args.v, args.n));
    write_barrier(t, exc);
    return {};
}

// ---- text

std::string plural_group(u64 n) {
    return cat(" (", n, n == 1 ? " sub-exception)" : " sub-exceptions)");
}

Result<Value> os_error_str(Thread& t, Exception* exc, bool* done) {
    *done = true;
    Value number = exc->fields[kOsErrorErrno], text = exc->fields[kOsErrorText];
    Value file = exc->fields[kOsErrorFilename], file2 = exc->fields[kOsErrorFilename2];
    if (number.is_empty() || text.is_empty()) {
        *done = false;
        return Value::none();
    }
    std::string out = cat("[Errno ", TRY(str_of(t, number)), "] ", TRY(str_of(t, text)));
    if (!file.is_empty() && !file.is_none()) {
        out += cat(": ", TRY(repr(t, file)));
        if (!file2.is_empty() && !file2.is_none()) out += cat(" -> ", TRY(repr(t, file2)));
    }
    return make_str(t, out);
}

Result<Value> syntax_error_str(Thread& t, Exception* exc) {
    std::string out(TRY(str_of(t, or_none(exc->fields[kSyntaxErrorMessage])))->view());
    Value file = exc->fields[kSyntaxErrorFilename], line = exc->fields[kSyntaxErrorLine];
    bool has_line = line.is_small_int();
    if (is_str(file)) {
        std::string_view base = file.as<Str>()->view();
        std::size_t slash = base.rfind('/');
        if (slash != std::string_view::npos) base.remove_prefix(slash + 1);
        out +=
            cat(" (", base, has_line ? cat(", line ", line.small_int_value()) : std::string(), ")");
    } else if (has_line) {
        out += cat(" (line ", line.small_int_value(), ")");
    }
    return make_str(t, out);
}

std::string hex(u32 v, int digits) {
    static const char kDigits[] = "0123456789abcdef";
    std::string out;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kDigits[v >> shift & 15];
    return out;
}

std::string escaped(u32 c) {
    if (c <= 0xFF) return cat("\\x", hex(c, 2));
    if (c <= 0xFFFF) return cat("\\u", hex(c, 4));
    return cat("\\U", hex(c, 8));
}

Result<Value> unicode_error_str(Thread& t, Exception* exc) {
    bool decoding = is_subtype(exc->type, t.types().unicode_decode_error);
    bool encoding = is_subtype(exc->type, t.types().unicode_encode_error);
    Value object = exc->fields[kUnicodeErrorObject];
    if (object.is_empty()) return t.names().empty;
    i64 start = 0, end = 0;
    int_to_i64(exc->fields[kUnicodeErrorStart], &start);
    int_to_i64(exc->fields[kUnicodeErrorEnd], &end);
    Str* reason = TRY(str_of(t, exc->fields[kUnicodeErrorReason]));
    std::string codec =
        decoding || encoding
            ? cat("'", TRY(str_of(t, exc->fields[kUnicodeErrorEncoding])), "' codec ")
            : "";
    const char* verb = decoding ? "decode" : encoding ? "encode" : "translate";
    std::string what;
    if (decoding) {
        bool one =
            end == start + 1 && start >= 0 && static_cast<u64>(start) < object.as<Bytes>()->size;
        what = one ? cat("byte 0x", hex(static_cast<u8>(object.as<Bytes>()->data[start]), 2),
                         " in position ", start)
                   : cat("bytes in position ", start, "-", end - 1);
    } else {
        bool one =
            end == start + 1 && start >= 0 && static_cast<u64>(start) < object.as<Str>()->length;
        if (one) {
            Value c = TRY(str_char_at(t, object.as<Str>(), static_cast<u64>(start)));
            std::string_view bytes = c.as<Str>()->view();
            u32 code = static_cast<u8>(bytes[0]);
            if (bytes.size() == 2) code = (code & 0x1F) << 6 | (bytes[1] & 0x3F);
            if (bytes.size() == 3)
                code = (code & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
            if (bytes.size() == 4) {
                code = (code & 7) << 18 | (bytes[1] & 0x3F) << 12 | (bytes[2] & 0x3F) << 6 |
                       (bytes[3] & 0x3F);
            }
            what = cat("character '", escaped(code), "' in position ", start);
        } else {
            what = cat("characters in position ", start, "-", end - 1);
        }
    }
    return make_str(t, cat(codec, "can't ", verb, " ", what, ": ", reason));
}

Result<Value> exception_str(Thread& t, Value self) {
    Exception* exc = exception(self);
    const Types& types = t.types();
    auto is = [exc](Type* type) { return is_subtype(exc->type, type); };
    if (is(types.os_error)) {
        bool done;
        Value text = TRY(os_error_str(t, exc, &done));
        if (done) return text;
    }
    if (is(types.syntax_error)) return syntax_error_str(t, exc);
    if (is(types.import_error) && is_str(exc->fields[kImportErrorMessage])) {
        return str_of(t, exc->fields[kImportErrorMessage]);
    }
    if (is(types.unicode_decode_error) || is(types.unicode_encode_error) ||
        is(types.unicode_translate_error)) {
        return unicode_error_str(t, exc);
    }
    if (is(types.base_exception_group)) {
        return make_str(t, cat(TRY(str_of(t, exc->fields[kGroupMessage])),
                               plural_group(exc->fields[kGroupExceptions].as<Tuple>()->length)));
    }
    Tuple* args = exc->args.as<Tuple>();
    if (args->length == 0) return t.names().empty;
    if (args->length == 1) {
        if (is(types.key_error)) return repr(t, args->items[0]);
        return str_of(t, args->items[0]);
    }
    return str_of(t, exc->args);
}

Result<Value> exception_repr(Thread& t, Value self) {
    Exception* exc = exception(self);
    if (c_stack_exhausted(t))
        return raise_recursion_error(t, " while getting the repr of an object");
    if (is_subtype(exc->type, t.types().base_exception_group)) {
        // As what they were given.
        Tuple* given = exc->args.as<Tuple>();
        Value members = exc->fields[kGroupExceptions];
        if (given->length != 2 || !is_tuple(given->items[1]))
            members =
                TRY(make_list_from(t, members.as<Tuple>()->items, members.as<Tuple>()->length));
        return make_str(t, cat(exc->type->name, "(", TRY(repr(t, exc->fields[kGroupMessage])), ", ",
                               TRY(repr(t, members)), ")"));
    }
    Tuple* args = exc->args.as<Tuple>();
    if (args->length == 1)
        return make_str(t, cat(exc->type->name, "(", TRY(repr(t, args->items[0])), ")"));
    return make_str(t, cat(exc->type->name, TRY(repr(t, exc->args))));
}

// ---- attributes of all exceptions

Result<Value> get_args(Thread&, Value self) {
    return exception(self)->args;
}
Result<void> set_args(Thread& t, Value self, Value value) {
    if (value.is_empty()) return raise_type_error(t, "args may not be deleted");
    exception(self)->args = TRY(tuple_from_iterable(t, value));
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_traceback(Thread&, Value self) {
    return or_none(exception(self)->traceback);
}
Result<void> set_traceback(Thread& t, Value self, Value value) {
    if (value.is_empty()) return raise_type_error(t, "__traceback__ may not be deleted");
    bool fits = value.is_none() || (value.is_object() && value.object()->kind == Kind::Traceback);
    if (!fits) return raise_type_error(t, "__traceback__ must be a traceback or None");
    exception(self)->traceback = value;
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_context(Thread&, Value self) {
    return or_none(exception(self)->context);
}
Result<void> set_context_attribute(Thread& t, Value self, Value value) {
    if (value.is_empty()) return raise_type_error(t, "__context__ may not be deleted");
    if (!value.is_none() && !is_exception(value)) {
        return raise_type_error(t, "exception context must be None or derive from BaseException");
    }
    exception(self)->context = value;
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_cause(Thread&, Value self) {
    return or_none(exception(self)->cause);
}
Result<void> set_cause(Thread& t, Value self, Value value) {
    if (value.is_empty()) return raise_type_error(t, "__cause__ may not be deleted");
    if (!value.is_none() && !is_exception(value)) {
        return raise_type_error(t, "exception cause must be None or derive from BaseException");
    }
    exception(self)->cause = value;
    exception(self)->flags |= Exception::kSuppressContext;
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_suppress(Thread&, Value self) {
    return Value::from_bool(exception(self)->flags & Exception::kSuppressContext);
}
Result<void> set_suppress(Thread& t, Value self, Value value) {
    if (value.is_empty()) return raise_type_error(t, "can't delete numeric/char attribute");
    if (!value.is_bool()) return raise_type_error(t, "attribute value type must be bool");
    u8& flags = exception(self)->flags;
    flags = value.is_true() ? flags | Exception::kSuppressContext
                            : flags & ~Exception::kSuppressContext;
    return {};
}

Result<Value> with_traceback(Thread& t, Value* a) {
    TRY(set_traceback(t, a[0], a[1]));
    return a[0];
}

Result<Value> add_note(Thread& t, Value* a) {
    if (!is_str(a[1]))
        return raise_type_error(t,
                                cat("add_note() argument must be str, not ", type_name(t, a[1])));
    Str* name = t.names().__notes__;
    Value notes = TRY(get_attr_or_absent(t, a[0], name));
    if (notes.is_absent()) {
        notes = TRY(make_list(t));
        TRY(set_attr(t, a[0], name, notes));
    }
    if (!is_list(notes)) return raise_type_error(t, "Cannot add note: __notes__ is not a list");
    TRY(list_append(t, notes.as<List>(), a[1]));
    return Value::none();
}

Result<Value> set_state(Thread& t, Value* a) {
    if (a[1].is_none()) return Value::none();
    if (!is_dict(a[1])) return raise_type_error(t, "state is not a dictionary");
    u64 pos = 0;
    Value key, value;
    while (dict_next(a[1].as<Dict>(), pos, &key, &value))
        TRY(set_attr(t, a[0], key.as<Str>(), value));
    return Value::none();
}

const NativeDef kMethods[] = {
    {"with_traceback", "($self, object, /)",
     "Set self.__traceback__ to the traceback and return self.", with_traceback},
    {"add_note", "($self, object, /)", "Add a note that is printed with the exception.", add_note},
    {"__setstate__", "($self, object, /)", "Set attributes from a dict.", set_state},
};
const GetSetDef kAttributes[] = {
    {"args", "the arguments it was made with", get_args, set_args},
    {"__traceback__", nullptr, get_traceback, set_traceback},
    {"__context__", "the exception that was being handled", get_context, set_context_attribute},
    {"__cause__", "what `raise … from` named", get_cause, set_cause},
    {"__suppress_context__", nullptr, get_suppress, set_suppress, GetSetDef::kMember},
};

// ---- attributes of some

template <u32 kField>
Result<Value> get_field(Thread&, Value self) {
    return or_none(exception(self)->fields[kField]);
}
template <u32 kField>
Result<void> set_field(Thread& t, Value self, Value value) {
    exception(self)->fields[kField] = value;
    write_barrier(t, self.object());
    return {};
}
#define FIELD(name, index) \
    { name, nullptr, get_field<index>, set_field<index>, GetSetDef::kMember }

const GetSetDef kStopIterationFields[] = {FIELD("value", kStopIterationValue)};
const GetSetDef kSystemExitFields[] = {FIELD("code", kSystemExitCode)};
const GetSetDef kNameErrorFields[] = {FIELD("name", kNameErrorName)};
const GetSetDef kAttributeErrorFields[] = {FIELD("name", kAttributeErrorName),
                                           FIELD("obj", kAttributeErrorObject)};
const GetSetDef kImportErrorFields[] = {
    FIELD("msg", kImportErrorMessage), FIELD("name", kImportErrorName),
    FIELD("path", kImportErrorPath), FIELD("name_from", kImportErrorNameFrom)};
const GetSetDef kOsErrorFields[] = {FIELD("errno", kOsErrorErrno), FIELD("strerror", kOsErrorText),
                                    FIELD("filename", kOsErrorFilename),
                                    FIELD("filename2", kOsErrorFilename2)};
const GetSetDef kSyntaxErrorFields[] = {FIELD("msg", kSyntaxErrorMessage),
                                        FIELD("filename", kSyntaxErrorFilename),
                                        FIELD("lineno", kSyntaxErrorLine),
                                        FIELD("offset", kSyntaxErrorOffset),
                                        FIELD("text", kSyntaxErrorText),
                                        FIELD("end_lineno", kSyntaxErrorEndLine),
                                        FIELD("end_offset", kSyntaxErrorEndOffset),
                                        FIELD("print_file_and_line", kSyntaxErrorPrintFile)};
const GetSetDef kUnicodeErrorFields[] = {
    FIELD("encoding", kUnicodeErrorEncoding), FIELD("object", kUnicodeErrorObject),
    FIELD("start", kUnicodeErrorStart), FIELD("end", kUnicodeErrorEnd),
    FIELD("reason", kUnicodeErrorReason)};
const GetSetDef kGroupFields[] = {
    {"message", "exception message", get_field<kGroupMessage>, readonly_member},
    {"exceptions", "nested exceptions", get_field<kGroupExceptions>, readonly_member}};

std::span<const GetSetDef> own_fields(std::string_view name) {
    if (name == "BaseException") return kAttributes;
    if (name == "StopIteration") return kStopIterationFields;
    if (name == "SystemExit") return kSystemExitFields;
    if (name == "NameError") return kNameErrorFields;
    if (name == "AttributeError") return kAttributeErrorFields;
    if (name == "ImportError") return kImportErrorFields;
    if (name == "OSError") return kOsErrorFields;
    if (name == "SyntaxError") return kSyntaxErrorFields;
    if (name == "UnicodeDecodeError" || name == "UnicodeEncodeError" ||
        name == "UnicodeTranslateError") {
        return kUnicodeErrorFields;
    }
    if (name == "BaseExceptionGroup") return kGroupFields;
    return {};
}

ExceptionFlavor own_flavor(std::string_view name) {
    if (name == "ImportError") return ExceptionFlavor::Import;
    if (name == "NameError") return ExceptionFlavor::Name;
    if (name == "AttributeError") return ExceptionFlavor::Attribute;
    if (name == "StopIteration") return ExceptionFlavor::StopIteration;
    if (name == "SystemExit") return ExceptionFlavor::SystemExit;
    if (name == "OSError") return ExceptionFlavor::Os;
    if (name == "SyntaxError") return ExceptionFlavor::Syntax;
    if (name == "UnicodeDecodeError" || name == "UnicodeEncodeError")
        return ExceptionFlavor::Unicode;
    if (name == "UnicodeTranslateError") return ExceptionFlavor::UnicodeTranslate;
    if (name == "BaseExceptionGroup") return ExceptionFlavor::Group;
    return ExceptionFlavor::Plain;
}

void trace_exception(Object* object, Tracer& tracer) {
    Exception* exc = static_cast<Exception*>(object);
    tracer.visit(exc->args);
    tracer.visit(exc->traceback);
    tracer.visit(exc->context);
    tracer.visit(exc->cause);
    tracer.visit_range(exc->fields, std::size(exc->fields));
    trace_attributes(exc, tracer);
}

Result<Type*> make_exception_type(Thread& t, const char* name, Type* base, const char* doc) {
    TypeDef def = {.name = name,
                   .doc = doc,
                   .instance_kind = Kind::Exception,
                   .instance_size = sizeof(Exception)};
    def.base = base;
    def.flags = Type::kSubclassable;
    def.getsets = own_fields(name);
    def.has_dict = true;
    if (base == t.types().object) {
        def.slots.repr = exception_repr;
        def.slots.str = exception_str;
        def.methods = kMethods;
        def.slots.new_ = exception_new;
        def.slots.init = exception_init;
    }
    if (own_flavor(name) == ExceptionFlavor::Group) def.methods = exception_group_methods();
    def.flags |= static_cast<u32>(own_flavor(name)) << kExceptionFlavorShift;
    return make_native_type(t, def);
}

}  // namespace

Result<Exception*> make_exception(Thread& t, Type* type, const Value* args, u32 n) {
    Exception* exc = TRY(allocate_instance_as<Exception>(t, type));
    TRY(initialize_exception(t, exc, Args{const_cast<Value*>(args), n, 0, nullptr}));
    return exc;
}

Result<void> init_exception_types(Thread& t) {
    t.heap().register_kind(Kind::Exception, trace_exception);
    Types& types = t.vm->types;
#define EXCEPTION(id, name, base, doc) \
    types.id = TRY(make_exception_type(t, #name, types.base, doc));
#include "runtime/errors/exceptions.def"
#undef EXCEPTION
    // An exception group is both a group and an Exception.
    Type* group = types.exception_group;
    Value bases[2] = {types.base_exception_group, types.exception};
    Value mro[5] = {group, types.base_exception_group, types.exception, types.base_exception,
                    types.object};
    group->bases = TRY(make_tuple_from(t, bases, 2));
    group->mro = TRY(make_tuple_from(t, mro, 5));
    write_barrier(t, group);
    TRY(add_subclass(t, types.exception, group));
    Vm& vm = *t.vm;
    vm.last_resort_memory_error = TRY(make_exception(t, types.memory_error, nullptr, 0));
    vm.last_resort_recursion_error = TRY(make_exception(t, types.recursion_error, nullptr, 0));
    return {};
}

}  // namespace krait

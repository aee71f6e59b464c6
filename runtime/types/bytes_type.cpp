// bytes: construction, operators, indexing, iteration. What bytearray does in the same way is here,
// too.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/quote.h"
#include "runtime/text/search.h"
#include "runtime/text/siphash.h"
#include "runtime/types/bytes_internal.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator_support.h"
#include "runtime/types/number_types.h"
#include "runtime/types/percent.h"
#include "runtime/types/signature.h"
#include "runtime/types/text_codec.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace krait {

namespace {
constexpr u64 kMaxBytes = u64{1} << 46;  // more can't be addressed
}

// ---- making

Result<Bytes*> make_bytes_uninitialized(Thread& t, u64 size, char** data) {
    if (size > kMaxBytes) return raise_memory_error(t);
    Bytes* bytes = TRY(make<Bytes>(t, t.vm->types.bytes, size + 1));
    bytes->size = size;
    *data = bytes->data;
    return bytes;
}

Result<Bytes*> make_bytes(Thread& t, std::string_view data) {
    char* out;
    Bytes* bytes = TRY(make_bytes_uninitialized(t, data.size(), &out));
    if (!data.empty()) std::memcpy(out, data.data(), data.size());
    return bytes;
}

Result<Value> like(Thread& t, Value self, std::string_view data) {
    if (is_bytes(self)) return TRY(make_bytes(t, data));
    return TRY(make_bytearray(t, data));
}

Result<Value> whole_like(Thread& t, Value self) {
    if (is_bytes(self) && self.object()->type == t.types().bytes) return self;
    return like(t, self, view_of(self));
}

// ---- arguments

Result<std::string_view> bytes_argument(Thread& t, Value v) {
    std::string_view view;
    if (bytes_of(v, &view)) return view;
    return raise_type_error(t, cat("a bytes-like object is required, not '", type_name(t, v), "'"));
}

Result<u8> byte_argument(Thread& t, Value v) {
    i64 byte = v.is_small_int() ? v.small_int_value() : int_clip_i64(TRY(to_index(t, v)));
    if (byte < 0 || byte > 255) return raise_value_error(t, "byte must be in range(0, 256)");
    return static_cast<u8>(byte);
}

// ---- construction

Result<BytesArguments> bytes_arguments(Thread& t, const char* type, const Args& args) {
    const Signature* signature =
        TRY(signature_of(t, "(source=<unset>, encoding=<unset>, errors=<unset>)"));
    Value bound[3] = {};
    BindNames names;
    names.name = type;
    TRY(bind_to_signature(t, *signature, names, args, 0, bound));
    for (int i = 1; i < 3; i++) {
        if (bound[i].is_empty() || is_str(bound[i])) continue;
        return raise_type_error(t, cat(type, "() argument '", i == 1 ? "encoding" : "errors",
                                       "' must be str, not ", type_name(t, bound[i])));
    }
    return BytesArguments{bound[0], bound[1], bound[2]};
}

Result<std::string> bytes_from_object(Thread& t, const char* type, const char* range_message,
                                      Value source) {
    std::string_view view;
    if (bytes_of(source, &view)) return std::string(view);
    const Slots& slots = type_of(t, source)->slots;
    if (is_str(source) || (slots.iter == nullptr && slots.get_item == nullptr)) {
        return raise_type_error(
            t, cat("cannot convert '", type_name(t, source), "' object to ", type));
    }
    std::string out;
    TRY(iterate(t, source, [&](Value item) -> Result<void> {
        i64 byte =
            item.is_small_int() ? item.small_int_value() : int_clip_i64(TRY(to_index(t, item)));
        if (byte < 0 || byte > 255) return raise_value_error(t, range_message);
        out += static_cast<char>(byte);
        return {};
    }));
    return out;
}

Result<i64> zeros_argument(Thread& t, const BytesArguments& arguments) {
    Value source = arguments.source;
    if (source.is_empty() || !arguments.encoding.is_empty() || !arguments.errors.is_empty())
        return -1;
    if (!has_index(t, source)) return -1;
    Result<Value> index = to_index(t, source);
    if (!index.ok()) {
        if (!pending_is(t, t.types().type_error)) return Failure{};
        clear_pending(t);
        return -1;
    }
    i64 count;
    if (!int_to_i64(index.value(), &count)) {
        return raise_overflow_error(
            t, cat("cannot fit '", type_name(t, source), "' into an index-sized integer"));
    }
    if (count < 0) return raise_value_error(t, "negative count");
    return count;
}

Result<std::string> bytes_from_arguments(Thread& t, const char* type, const char* range_message,
                                         const BytesArguments& arguments) {
    Value source = arguments.source;
    bool is_text = !source.is_empty() && is_str(source);
    if (!arguments.encoding.is_empty()) {
        if (!is_text) return raise_type_error(t, "encoding without a string argument");
        CodecChoice choice = TRY(codec_arguments(t, type, arguments.encoding, arguments.errors));
        return std::string(TRY(encode_text_object(t, source.as<Str>(), choice))->view());
    }
    if (is_text) return raise_type_error(t, "string argument without an encoding");
    if (!arguments.errors.is_empty())
        return raise_type_error(t, "errors without a string argument");
    if (source.is_empty()) return std::string();
    return bytes_from_object(t, type, range_message, source);
}

namespace {

Bytes* self_of(Value v) {
    return v.as<Bytes>();
}

// What __bytes__ of the source gives; absent when there is none.
Result<Value> by_protocol(Thread& t, const BytesArguments& arguments) {
    if (arguments.source.is_empty() || !arguments.encoding.is_empty() ||
        !arguments.errors.is_empty()) {
        return Value::absent();
    }
    Value made = TRY(call_special(t, arguments.source, t.names().__bytes__));
    if (made.is_absent() || is_bytes(made)) return made;
    return raise_type_error(t, cat("__bytes__ returned non-bytes (type ", type_name(t, made), ")"));
}

Result<Value> make_derived(Thread& t, Type* type, std::string_view data) {
    // The Dict* of an instance lies behind the bytes, at a multiple of 8.
    u64 room = (data.size() + 1 + 7) & ~u64{7};
    Bytes* bytes = TRY(allocate_instance_as<Bytes>(t, type, room));
    bytes->size = data.size();
    if (!data.empty()) std::memcpy(bytes->data, data.data(), data.size());
    return bytes;
}

Result<Value> bytes_new(Thread& t, Type* type, const Args& args) {
    BytesArguments arguments = TRY(bytes_arguments(t, "bytes", args));
    bool exact = type == t.types().bytes;
    if (!arguments.source.is_empty() && is_bytes(arguments.source) &&
        arguments.encoding.is_empty() && arguments.errors.is_empty() && exact &&
        arguments.source.object()->type == type) {
        return arguments.source;
    }
    Value made = TRY(by_protocol(t, arguments));
    if (!made.is_absent()) return exact ? made : TRY(make_derived(t, type, self_of(made)->view()));
    i64 zeros = TRY(zeros_argument(t, arguments));
    if (zeros >= 0) {
        char* unused;
        Bytes* bytes = TRY(
            make_bytes_uninitialized(t, static_cast<u64>(zeros), &unused));  // the heap clears it
        return exact ? Value(bytes) : TRY(make_derived(t, type, bytes->view()));
    }
    std::string data =
        TRY(bytes_from_arguments(t, "bytes", "bytes must be in range(0, 256)", arguments));
    return exact ? Value(TRY(make_bytes(t, data))) : TRY(make_derived(t, type, data));
}

}  // namespace

// ---- operators of bytes and bytearray

Result<Value> bytes_compare(Thread&, CompareOp op, Value left, Value right) {
    std::string_view a, b;
    if (!bytes_of(left, &a) || !bytes_of(right, &b)) return Value::not_implemented();
    if (op == CompareOp::Eq) return Value::from_bool(a == b);
    if (op == CompareOp::Ne) return Value::from_bool(a != b);
    int order = a.compare(b);
    return Value::from_bool(holds(op, order < 0 ? -1 : order > 0));
}

Result<bool> bytes_contains(Thread& t, Value self, Value item) {
    std::string_view part;
    if (bytes_of(item, &part)) return text::find_bytes(view_of(self), part) != text::kNotFound;
    if (!has_index(t, item)) {
        return raise_type_error(
            t, cat("a bytes-like object is required, not '", type_name(t, item), "'"));
    }
    char byte = static_cast<char>(TRY(byte_argument(t, item)));
    return text::find_bytes(view_of(self), {&byte, 1}) != text::kNotFound;
}

Result<i64> bytes_repeat_size(Thread& t, u64 size, Value factor) {
    i64 count = TRY(repeat_count(t, factor));
    if (count <= 0 || size == 0) return 0;
    if (static_cast<u64>(count) > kMaxBytes / size) return raise_memory_error(t);
    return static_cast<i64>(size) * count;
}

Result<void> repeat_bytes(Thread& t, char* data, u64 size, u64 total) {
    return interruptible(t, total, [=] {
        if (size == 1) {
            std::memset(data, data[0], total);
            return;
        }
        for (u64 filled = size; filled < total;) {
            u64 n = std::min(filled, total - filled);
            std::memcpy(data + filled, data, n);
            filled += n;
        }
    });
}

namespace {

Result<Value> concat(Thread& t, Value left, Value right) {
    std::string_view a, b;
    if (!bytes_of(left, &a)) return Value::not_implemented();
    if (!bytes_of(right, &b)) {
        return raise_type_error(
            t, cat("can't concat ", type_name(t, right), " to ", type_name(t, left)));
    }
    if (is_bytes(left)) {
        if (b.empty() && left.object()->type == t.types().bytes) return left;
        if (a.empty() && is_bytes(right) && right.object()->type == t.types().bytes) return right;
        char* out;
        Bytes* result = TRY(make_bytes_uninitialized(t, a.size() + b.size(), &out));
        std::copy(b.begin(), b.end(), std::copy(a.begin(), a.end(), out));
        return result;
    }
    ByteArray* result = TRY(make_bytearray(t, a));
    TRY(bytearray_splice(t, result, a.size(), 0, b));
    return result;
}

Result<Value> repeat(Thread& t, Value self, Value factor) {
    // Script code that gives the count may change a bytearray: its size is read behind it.
    factor = Value::small_int(std::clamp<i64>(TRY(repeat_count(t, factor)), 0, kMaxBytes));
    if (is_bytearray(self)) {
        ByteArray* source = self.as<ByteArray>();
        u64 total = static_cast<u64>(TRY(bytes_repeat_size(t, source->size, factor)));
        ByteArray* result =
            TRY(make_bytearray(t, source->view().substr(0, std::min(total, source->size))));
        if (total == 0) return result;
        u64 size = result->size;
        TRY(bytearray_resize(t, result, total));
        TRY(repeat_bytes(t, result->data(), size, total));
        return result;
    }
    Bytes* source = self_of(self);
    u64 total = static_cast<u64>(TRY(bytes_repeat_size(t, source->size, factor)));
    if (total == source->size && source->type == t.types().bytes) return self;
    char* out;
    Bytes* result = TRY(make_bytes_uninitialized(t, total, &out));
    if (total == 0) return result;
    std::memcpy(out, source->data, source->size);
    TRY(repeat_bytes(t, out, source->size, total));
    return result;
}

Result<Value> percent(Thread& t, Value format, Value args) {
    std::string out;
    // The arguments' own methods may change a bytearray.
    std::string format_text;
    std::string_view view = view_of(format);
    if (is_bytearray(format)) view = format_text = view;
    TRY(bytes_percent(t, view, args, &out));
    return like(t, format, out);
}

}  // namespace

Result<Value> bytes_binary(Thread& t, BinaryOp op, Value left, Value right) {
    bool is_left = is_bytes(left) || is_bytearray(left);
    switch (op) {
        case BinaryOp::Add: return concat(t, left, right);
        case BinaryOp::Mul: return is_left ? repeat(t, left, right) : repeat(t, right, left);
        case BinaryOp::Mod:
            return is_left ? percent(t, left, right) : Result<Value>(Value::not_implemented());
        default: return Value::not_implemented();
    }
}

Result<Value> bytes_slice(Thread& t, Value self, Slice* slice) {
    SliceBounds bounds = TRY(slice_unpack(t, slice));
    std::string_view data = view_of(self);
    slice_clip(bounds, static_cast<i64>(data.size()));
    u64 count = static_cast<u64>(bounds.count);
    if (bounds.step == 1) {
        if (count == data.size()) return whole_like(t, self);
        return like(t, self,
                    data.substr(static_cast<u64>(bounds.count == 0 ? 0 : bounds.start), count));
    }
    std::string out(count, '\0');
    i64 at = bounds.start;
    TRY(interruptible(t, count, [&] {
        for (u64 i = 0; i < count; i++, at += bounds.step) out[i] = data[static_cast<u64>(at)];
    }));
    return like(t, self, out);
}

// ---- slots of bytes

namespace {

Result<Value> bytes_repr(Thread& t, Value self) {
    return TRY(make_str_ascii(t, text::repr_bytes(self_of(self)->view())));
}

Result<i64> bytes_hash(Thread& t, Value self) {
    Bytes* bytes = self_of(self);
    if (bytes->hash == 0) {
        TRY(interruptible(t, bytes->size, [=] { bytes->hash = text::hash_bytes(bytes->view()); }));
    }
    return static_cast<i64>(bytes->hash);
}

Result<i64> bytes_length(Thread&, Value self) {
    return static_cast<i64>(self_of(self)->size);
}

Result<Value> bytes_get_item(Thread& t, Value self, Value key) {
    Bytes* bytes = self_of(self);
    if (key.is_object() && key.object()->kind == Kind::Slice)
        return bytes_slice(t, self, key.as<Slice>());
    if (!has_index(t, key)) {
        return raise_type_error(
            t, cat("byte indices must be integers or slices, not ", type_name(t, key)));
    }
    i64 i = TRY(sequence_index(t, key));
    if (i < 0) i += static_cast<i64>(bytes->size);
    if (static_cast<u64>(i) < bytes->size) return Value::small_int(static_cast<u8>(bytes->data[i]));
    return raise_index_error(t, "index out of range");
}

Result<Value> bytes_iter(Thread& t, Value self) {
    return TRY(make_iterator(t, t.types().bytes_iterator, self));
}

// ---- iterators of bytes and bytearray

Result<Value> iterator_next(Thread&, Value self) {
    Iterator* it = self.as<Iterator>();
    if (it->source.is_empty()) return Value::absent();
    std::string_view data = view_of(it->source);
    u64 i = static_cast<u64>(it->index);
    if (KRAIT_UNLIKELY(i >= data.size())) return exhausted(it);
    it->index++;
    return Value::small_int(static_cast<u8>(data[i]));
}

Result<Value> iterator_hint(Thread&, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    if (it->source.is_empty()) return Value::small_int(0);
    return Value::small_int(
        std::max<i64>(static_cast<i64>(view_of(it->source).size()) - it->index, 0));
}

Result<Value> iterator_setstate(Thread& t, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    i64 index = TRY(size_argument(t, a[1]));
    if (it->source.is_empty()) return Value::none();
    it->index = std::clamp<i64>(index, 0, static_cast<i64>(view_of(it->source).size()));
    return Value::none();
}

Result<Value> iterator_reduce(Thread& t, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    Value iter = TRY(get_item(t, t.vm->builtins, TRY(intern(t, "iter"))));
    bool done = it->source.is_empty();
    Value source = done ? Value(t.vm->empty_tuple) : it->source;
    Value parts[] = {iter, TRY(make_tuple_from(t, &source, 1)), Value::small_int(it->index)};
    return TRY(make_tuple_from(t, parts, done ? 2 : 3));
}

constexpr NativeDef kIteratorMethods[] = {
    {"__length_hint__", "($self, /)", "Number of bytes left.", iterator_hint},
    {"__reduce__", "($self, /)", "State for copying.", iterator_reduce},
    {"__setstate__", "($self, state, /)", "Sets the position.", iterator_setstate},
};

// ---- methods that bytearray doesn't have

Result<Value> plain_self(Thread& t, Value* a) {
    return whole_like(t, a[0]);
}

Result<Value> getnewargs(Thread& t, Value* a) {
    Value plain = TRY(whole_like(t, a[0]));
    return TRY(make_tuple_from(t, &plain, 1));
}

// As CPython counts.
Result<Value> size_of(Thread& t, Value* a) {
    return make_int(t, 33 + static_cast<i64>(self_of(a[0])->size));
}

constexpr NativeDef kMethods[] = {
    {"fromhex", "($type, string, /)", "The bytes that pairs of hexadecimal digits stand for.",
     bytes_fromhex, NativeDef::kClassMethod},
    {"__bytes__", "($self, /)", "The object itself, as plain bytes.", plain_self},
    {"__getnewargs__", "($self, /)", "Arguments for copying.", getnewargs},
    {"__sizeof__", "($self, /)", "Size in bytes as CPython would report it.", size_of},
};

void trace_bytes(Object* object, Tracer& tracer) {
    trace_attributes(object, tracer);
}

const std::vector<NativeDef>& bytes_methods() {
    static const std::vector<NativeDef> all = [] {
        std::vector<NativeDef> rows(std::begin(kMethods), std::end(kMethods));
        for (std::span<const NativeDef> part : {bytes_search_methods(), bytes_text_methods()}) {
            rows.insert(rows.end(), part.begin(), part.end());
        }
        return rows;
    }();
    return all;
}

}  // namespace

Result<void> init_bytes_types(Thread& t) {
    t.heap().register_kind(Kind::Bytes, trace_bytes);
    TypeDef def = {
        .name = "bytes",
        .doc =
            "An immutable sequence of bytes.\n\nFrom an iterable of ints below 256, a bytes-like "
            "object, text and "
            "an encoding, or an int that tells how many zero bytes.",
        .instance_kind = Kind::Bytes,
        .instance_size = sizeof(Bytes),
        .flags = Type::kSubclassable | Type::kSequence,
        .methods = bytes_methods(),
        .new_signature = "(source=b'', encoding='utf-8', errors='strict')",
    };
    Slots& slots = def.slots;
    slots.repr = bytes_repr;
    slots.str = bytes_repr;
    slots.hash = bytes_hash;
    slots.length = bytes_length;
    slots.get_item = bytes_get_item;
    slots.contains = bytes_contains;
    slots.iter = bytes_iter;
    slots.compare = bytes_compare;
    slots.binary = bytes_binary;
    slots.binary_ops =
        1u << int(BinaryOp::Add) | 1u << int(BinaryOp::Mul) | 1u << int(BinaryOp::Mod);
    slots.new_ = bytes_new;
    t.vm->types.bytes = TRY(make_native_type(t, def));
    Types& types = t.vm->types;
    types.bytes_iterator = TRY(make_iterator_type(
        t, {.name = "bytes_iterator", .next = iterator_next, .methods = kIteratorMethods}));
    types.bytearray_iterator = TRY(make_iterator_type(
        t, {.name = "bytearray_iterator", .next = iterator_next, .methods = kIteratorMethods}));
    return init_bytearray_type(t);
}

}  // namespace krait

// str as a type: constructor, operators, indexing, iterators; tracing.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/quote.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator.h"
#include "runtime/types/iterator_support.h"
#include "runtime/types/number_types.h"
#include "runtime/types/str_methods.h"
#include "runtime/types/text_codec.h"

#include <cstring>

namespace krait {

namespace {

Str* self_of(Value v) {
    return v.as<Str>();
}

// ---- construction

// str(bytes, encoding, errors).
Result<Str*> decode_object(Thread& t, Value object, Value encoding, Value errors) {
    CodecChoice choice = TRY(codec_arguments(t, "str", encoding, errors));
    if (is_bytes(object)) return decode_text(t, object.as<Bytes>()->view(), choice);
    if (object.is_object() && object.object()->kind == Kind::ByteArray) {
        return decode_text(t, object.as<ByteArray>()->view(), choice);
    }
    if (is_str(object)) return raise_type_error(t, "decoding str is not supported");
    return raise_type_error(
        t, cat("decoding to str: need a bytes-like object, ", type_name(t, object), " found"));
}

struct NewArguments {
    Value object, encoding, errors;
};

Result<NewArguments> new_arguments(Thread& t, const Args& args) {
    if (args.nkw == 0) {
        TRY(check_positional(t, "str", args, 0, 3));
    } else if (args.n + args.nkw > 3) {
        return raise_type_error(t, cat("str() takes at most 3 ", args.n == 0 ? "keyword " : "",
                                       "arguments (", args.n + args.nkw, " given)"));
    }
    Value given[3] = {};
    for (u32 i = 0; i < args.n; i++) given[i] = args[i];
    constexpr std::string_view kNames[] = {"object", "encoding", "errors"};
    for (u32 k = 0; k < args.nkw; k++) {
        std::string_view name = args.kwnames->items[k].as<Str>()->view();
        u32 i = 0;
        while (i < 3 && kNames[i] != name) i++;
        if (i == 3) {
            return raise_type_error(t,
                                    cat("str() got an unexpected keyword argument '", name, "'"));
        }
        if (i < args.n) {
            return raise_type_error(t, cat("argument for str() given by name ('", name,
                                           "') and position (", i + 1, ")"));
        }
        given[i] = args.v[args.n + k];
    }
    return NewArguments{given[0], given[1], given[2]};
}

// An instance of a subclass holds its text behind its own attributes.
Result<Value> make_derived(Thread& t, Type* type, Str* text) {
    Str* s = TRY(allocate_instance_as<Str>(t, type, u64{text->size} + 1));
    char* data = reinterpret_cast<char*>(s) + type->instance_size;
    std::memcpy(data, text->data, text->size);
    s->data = data;
    s->size = text->size;
    s->length = text->length;
    s->flags |= text->flags & Str::kAscii;
    return s;
}

Result<Value> str_new(Thread& t, Type* type, const Args& args) {
    NewArguments given;
    if (args.n == 1 && args.nkw == 0)
        given.object = args[0];
    else
        given = TRY(new_arguments(t, args));
    Str* text;
    if (given.object.is_empty())
        text = empty_str(t);
    else if (given.encoding.is_empty() && given.errors.is_empty())
        text = TRY(str_of(t, given.object));
    else
        text = TRY(decode_object(t, given.object, given.encoding, given.errors));
    if (type == t.types().str) return text;
    return make_derived(t, type, text);
}

// ---- slots

Result<Value> str_repr(Thread& t, Value self) {
    Str* s = self_of(self);
    return s->is_ascii() ? TRY(make_str_ascii(t, text::repr_str(s->view())))
                         : TRY(make_str(t, text::repr_str(s->view())));
}
Result<Value> str_str(Thread& t, Value self) {
    return TRY(plain_str(t, self_of(self)));
}
Result<i64> str_hash_slot(Thread&, Value self) {
    return static_cast<i64>(str_hash(self_of(self)));
}
Result<i64> str_length(Thread&, Value self) {
    return static_cast<i64>(self_of(self)->length);
}

KRAIT_NOINLINE Result<Value> get_item_slow(Thread& t, Str* s, Value key) {
    if (key.is_object() && key.object()->kind == Kind::Slice) {
        SliceBounds bounds = TRY(slice_bounds(t, key.as<Slice>(), s->length));
        return str_slice(t, s, bounds.start, bounds.stop, bounds.step);
    }
    if (!has_index(t, key)) {
        return raise_type_error(
            t, cat("string indices must be integers, not '", type_name(t, key), "'"));
    }
    i64 i = TRY(sequence_index(t, key));
    if (i < 0) i += s->length;
    if (i >= 0 && i < static_cast<i64>(s->length)) return str_char_at(t, s, static_cast<u64>(i));
    return raise_index_error(t, "string index out of range");
}

Result<Value> str_get_item(Thread& t, Value self, Value key) {
    Str* s = self_of(self);
    if (KRAIT_LIKELY(key.is_small_int())) {
        i64 i = key.small_int_value();
        if (i < 0) i += s->length;
        if (KRAIT_LIKELY(i >= 0 && i < static_cast<i64>(s->length)))
            return str_char_at(t, s, static_cast<u64>(i));
    }
    return get_item_slow(t, s, key);
}

Result<bool> str_contains(Thread& t, Value self, Value item) {
    if (is_str(item)) return str_contains_text(self_of(self), self_of(item));
    return raise_type_error(
        t, cat("'in <string>' requires string as left operand, not ", type_name(t, item)));
}

Result<Value> str_compare_slot(Thread&, CompareOp op, Value left, Value right) {
    if (!is_str(left) || !is_str(right)) return Value::not_implemented();
    if (op == CompareOp::Eq) return Value::from_bool(str_equal(self_of(left), self_of(right)));
    if (op == CompareOp::Ne) return Value::from_bool(!str_equal(self_of(left), self_of(right)));
    return Value::from_bool(holds(op, str_compare(self_of(left), self_of(right))));
}

Result<Value> repeat(Thread& t, Str* s, Value factor) {
    i64 count = TRY(repeat_count(t, factor));
    if (count <= 0 || s->size == 0) return empty_str(t);
    if (count == 1) return TRY(plain_str(t, s));
    if (static_cast<u64>(count) > kMaxStrSize / s->size) return raise_memory_error(t);
    u64 size = s->size * static_cast<u64>(count);
    char* out;
    Str* result = TRY(
        make_str_uninitialized(t, size, s->length * static_cast<u64>(count), s->is_ascii(), &out));
    TRY(interruptible(t, size, [=] {
        if (s->size == 1) {
            std::memset(out, s->data[0], size);
            return;
        }
        std::memcpy(out, s->data, s->size);
        for (u64 filled = s->size; filled < size;) {
            u64 n = std::min(filled, size - filled);
            std::memcpy(out + filled, out, n);
            filled += n;
        }
    }));
    return result;
}

Result<Value> str_binary(Thread& t, BinaryOp op, Value left, Value right) {
    switch (op) {
        case BinaryOp::Add:
            if (!is_str(left)) return Value::not_implemented();
            if (KRAIT_LIKELY(is_str(right)))
                return TRY(str_concat(t, self_of(left), self_of(right)));
            return raise_type_error(
                t, cat("can only concatenate str (not \"", type_name(t, right), "\") to str"));
        case BinaryOp::Mul:
            return is_str(left) ? repeat(t, self_of(left), right) : repeat(t, self_of(right), left);
        case BinaryOp::Mod:
            return is_str(left) ? str_percent(t, self_of(left), right)
                                : Result<Value>(Value::not_implemented());
        default: return Value::not_implemented();
    }
}

// ---- iterators: `index` is a byte offset

Result<Value> ascii_next(Thread& t, Value self) {
    Iterator* it = self.as<Iterator>();
    if (it->source.is_empty()) return Value::absent();
    Str* s = self_of(it->source);
    if (KRAIT_UNLIKELY(it->index >= static_cast<i64>(s->size))) return exhausted(it);
    return t.names().ascii[static_cast<u8>(s->data[it->index++])];
}

Result<Value> unicode_next(Thread& t, Value self) {
    Iterator* it = self.as<Iterator>();
    if (it->source.is_empty()) return Value::absent();
    Str* s = self_of(it->source);
    if (KRAIT_UNLIKELY(it->index >= static_cast<i64>(s->size))) return exhausted(it);
    const char* at = s->data + it->index;
    u64 size = text::sequence_length(*at);
    it->index += static_cast<i64>(size);
    return TRY(make_str_counted(t, {at, size}, 1));
}

Result<Value> str_iter(Thread& t, Value self) {
    const Types& types = t.types();
    return TRY(make_iterator(
        t, self_of(self)->is_ascii() ? types.str_ascii_iterator : types.str_iterator, self));
}

Result<Value> length_hint_method(Thread&, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    if (it->source.is_empty()) return Value::small_int(0);
    Str* s = self_of(it->source);
    std::string_view rest = s->view().substr(static_cast<u64>(it->index));
    return Value::small_int(static_cast<i64>(text::count_code_points(rest)));
}

Result<Value> iterator_setstate(Thread& t, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    i64 index = TRY(size_argument(t, a[1]));
    if (it->source.is_empty()) return Value::none();
    it->index = static_cast<i64>(
        str_byte_offset(self_of(it->source), static_cast<u64>(std::max<i64>(index, 0))));
    return Value::none();
}

Result<Value> iterator_reduce(Thread& t, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    Value iter = TRY(get_item(t, t.vm->builtins, TRY(intern(t, "iter"))));
    bool done = it->source.is_empty();
    Value source = done ? Value(empty_str(t)) : it->source;
    Value call_arguments = TRY(make_tuple_from(t, &source, 1));
    if (done) {
        Value parts[] = {iter, call_arguments};
        return TRY(make_tuple_from(t, parts, 2));
    }
    u64 index = code_point_index(self_of(source), static_cast<u64>(it->index));
    Value parts[] = {iter, call_arguments, Value::small_int(static_cast<i64>(index))};
    return TRY(make_tuple_from(t, parts, 3));
}

constexpr NativeDef kIteratorMethods[] = {
    {"__length_hint__", "($self, /)", "Number of characters left.", length_hint_method},
    {"__reduce__", "($self, /)", "State for copying.", iterator_reduce},
    {"__setstate__", "($self, state, /)", "Sets the position.", iterator_setstate},
};

// ---- set-up

void trace_str(Object* object, Tracer& tracer) {
    const Str* s = static_cast<const Str*>(object);
    if (s->flags & Str::kBuffered) tracer.mark_storage(buffer_of(s));
    trace_attributes(object, tracer);
}

// The methods of all files in one table.
const std::vector<NativeDef>& str_methods() {
    static const std::vector<NativeDef> all = [] {
        std::vector<NativeDef> rows;
        for (std::span<const NativeDef> part : {str_search_methods(), str_case_methods(),
                                                str_split_methods(), str_format_methods()}) {
            rows.insert(rows.end(), part.begin(), part.end());
        }
        return rows;
    }();
    return all;
}

}  // namespace

Result<void> init_str_type(Thread& t) {
    t.heap().register_kind(Kind::Str, trace_str);
    TypeDef def = {
        .name = "str",
        .doc =
            "Text: an immutable sequence of Unicode code points.\n\nstr(object='') is what the "
            "object's __str__ "
            "returns; str(bytes, encoding, errors) decodes.",
        .instance_kind = Kind::Str,
        .instance_size = sizeof(Str),
        .flags = Type::kSubclassable | Type::kSequence,
        .methods = str_methods(),
        .new_signature = "(object='', encoding='utf-8', errors='strict')",
    };
    Slots& slots = def.slots;
    slots.repr = str_repr;
    slots.str = str_str;
    slots.hash = str_hash_slot;
    slots.length = str_length;
    slots.get_item = str_get_item;
    slots.contains = str_contains;
    slots.iter = str_iter;
    slots.compare = str_compare_slot;
    slots.binary = str_binary;
    slots.binary_ops =
        1u << int(BinaryOp::Add) | 1u << int(BinaryOp::Mul) | 1u << int(BinaryOp::Mod);
    slots.new_ = str_new;
    t.vm->types.str = TRY(make_native_type(t, def));
    t.vm->types.str_iterator = TRY(make_iterator_type(
        t, {.name = "str_iterator", .next = unicode_next, .methods = kIteratorMethods}));
    t.vm->types.str_ascii_iterator = TRY(make_iterator_type(
        t, {.name = "str_ascii_iterator", .next = ascii_next, .methods = kIteratorMethods}));
    return {};
}

}  // namespace krait

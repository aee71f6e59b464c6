// Subscripts, containment and iteration.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/types/dict.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/int.h"
#include "runtime/types/iteration.h"
#include "runtime/types/iterator.h"
#include "runtime/types/sequence.h"

namespace krait {

// ---- subscripts

namespace {

// C[key] for a class: __class_getitem__, which is no special method of the metaclass but an
// attribute of the class.
Result<Value> subscript_class(Thread& t, Value cls, Value key) {
    if (cls == Value(t.types().type)) {
        Value args = is_tuple(key) ? key : Value(TRY(make_tuple_from(t, &key, 1)));
        return make_generic_alias(t, cls, args);
    }
    Value hook = TRY(get_attr_or_absent(t, cls, t.names().__class_getitem__));
    if (!hook.is_absent() && !hook.is_none()) return call(t, hook, {key});
    return raise_type_error(t, cat("type '", type_name(cls.as<Type>()), "' is not subscriptable"));
}

bool acts_as_index(Thread& t, Value v) {
    if (is_int(v)) return true;
    const Slots& slots = type_of(t, v)->slots;
    return slots.unary != nullptr && (slots.unary_ops >> static_cast<int>(UnaryOp::Index) & 1);
}

// CPython words it by whether the class looks like a sequence and the key like an index.
Failure raise_no_deletion(Thread& t, Value v, Value key) {
    Type* type = type_of(t, v);
    bool as_sequence =
        (type->has_flag(Type::kScript) || type->has_flag(Type::kSequence)) && acts_as_index(t, key);
    return raise_type_error(t, cat("'", type_name(type), "' object ",
                                   as_sequence ? "doesn't" : "does not", " support item deletion"));
}

}  // namespace

Result<Value> get_item(Thread& t, Value v, Value key) {
    Type* type = type_of(t, v);
    if (type->slots.get_item != nullptr) return type->slots.get_item(t, v, key);
    if (is_type(v)) return subscript_class(t, v, key);
    return raise_type_error(t, cat("'", type_name(type), "' object is not subscriptable"));
}

Result<void> set_item(Thread& t, Value v, Value key, Value value) {
    Type* type = type_of(t, v);
    if (type->slots.set_item != nullptr) return type->slots.set_item(t, v, key, value);
    return raise_type_error(t,
                            cat("'", type_name(type), "' object does not support item assignment"));
}

Result<void> del_item(Thread& t, Value v, Value key) {
    Type* type = type_of(t, v);
    if (type->slots.set_item != nullptr) return type->slots.set_item(t, v, key, Value());
    return raise_no_deletion(t, v, key);
}

// ---- iteration

Result<Value> get_iter(Thread& t, Value v) {
    Type* type = type_of(t, v);
    if (KRAIT_LIKELY(type->slots.iter != nullptr)) {
        Value iterator = TRY(type->slots.iter(t, v));
        if (KRAIT_LIKELY(type_of(t, iterator)->slots.next != nullptr)) return iterator;
        return raise_type_error(
            t, cat("iter() returned non-iterator of type '", type_name(t, iterator), "'"));
    }
    bool is_sequence = type->slots.get_item != nullptr && !is_dict(v);
    if (is_sequence) return Value(TRY(make_iterator(t, t.types().sequence_iterator, v)));
    return raise_type_error(t, cat("'", type_name(type), "' object is not iterable"));
}

Result<Value> iter_next(Thread& t, Value iterator) {
    Result<Value> item = iter_step(t, iterator);
    if (KRAIT_LIKELY(item.ok())) return item;
    return end_of_iteration(t);
}

Result<Value> iter_step(Thread& t, Value iterator) {
    TRY(poll_interrupt(t));
    Type* type = type_of(t, iterator);
    if (KRAIT_LIKELY(type->slots.next != nullptr)) return type->slots.next(t, iterator);
    return raise_type_error(t, cat("'", type_name(type), "' object is not an iterator"));
}

bool clear_stop_iteration(Thread& t) {
    if (!pending_is(t, t.types().stop_iteration)) return false;
    clear_pending(t);
    return true;
}

Result<Value> end_of_iteration(Thread& t) {
    if (!clear_stop_iteration(t)) return Failure{};
    return Value::absent();
}

Result<void> feed(Thread& t, Value iterable, ItemConsumer& consumer) {
    auto take = [&](Value item) {
        if (KRAIT_UNLIKELY(interrupt::waits()) && !raise_interrupt(t).ok()) {
            consumer.failed = true;
            return false;
        }
        return consumer.take(consumer, t, item);
    };
    Object* o = iterable.is_object() ? iterable.object() : nullptr;
    if (o != nullptr && o->kind == Kind::Generator)
        return t.vm->hooks.feed_from_generator(t, o, consumer);
    if (o != nullptr && o->type == t.types().list) {
        List* list = static_cast<List*>(o);  // which the consumer may change
        for (u64 i = 0; i < list->length && take(list->items[i]);) i++;
    } else if (o != nullptr && o->type == t.types().tuple) {
        Tuple* tuple = static_cast<Tuple*>(o);
        for (u64 i = 0; i < tuple->length && take(tuple->items[i]);) i++;
    } else {
        Value iterator = TRY(get_iter(t, iterable));
        for (;;) {
            Value item = TRY(iter_next(t, iterator));
            if (item.is_absent()) return {};
            if (!take(item)) break;
        }
    }
    return consumer.failed ? Result<void>(Failure{}) : Result<void>();
}

// ---- containment

Result<bool> contains(Thread& t, Value container, Value item) {
    Type* type = type_of(t, container);
    if (type->slots.contains != nullptr) return type->slots.contains(t, container, item);
    return contains_by_iteration(t, container, item);
}

Result<bool> contains_by_iteration(Thread& t, Value container, Value item) {
    Result<Value> iterator = get_iter(t, container);
    if (!iterator.ok()) {
        if (!pending_is(t, t.types().type_error)) return Failure{};
        clear_pending(t);
        return raise_type_error(t, cat("argument of type '", type_name(t, container),
                                       "' is not a container or iterable"));
    }
    for (;;) {
        Value next = TRY(iter_next(t, iterator.value()));
        if (next.is_absent()) return false;
        if (TRY(equal_or_same(t, next, item))) return true;
    }
}

}  // namespace krait

// The generator type.

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "vm/interpreter/generator_run.h"
#include "vm/objects/frame.h"
#include "vm/objects/object_types.h"

namespace krait {

namespace {

Generator* generator(Value v) {
    return v.as<Generator>();
}

Result<Value> generator_repr(Thread& t, Value self) {
    return make_str(
        t, cat("<generator object ", generator(self)->qualname, " at ", address_text(self), ">"));
}
Result<Value> generator_iter(Thread&, Value self) {
    return self;
}
Result<Value> generator_next(Thread& t, Value self) {
    Value returned = Value::none();
    Result<Value> item = generator_resume(t, generator(self), Value::none(), &returned);
    if (KRAIT_LIKELY(!item.ok() || !item.value().is_absent() || returned.is_none())) return item;
    return raise_stop_iteration(t, returned);
}

// The end of a generator as StopIteration.
Result<Value> item_or_stop(Thread& t, Result<Value> item, Value returned) {
    Value v = TRY(item);
    if (!v.is_absent()) return v;
    return raise_stop_iteration(t, returned);
}

Result<Value> generator_send(Thread& t, Value* a) {
    Value returned = Value::none();
    return item_or_stop(t, generator_resume(t, generator(a[0]), a[1], &returned), returned);
}

bool is_given(Value v) {
    return !v.is_empty() && !v.is_none();
}

// The exception for throw(cls, value). One that can't be made is replaced by the reason for that, which is thrown instead.
Value make_thrown(Thread& t, Value cls, Value value) {
    if (is_exception(value) && is_subtype(type_of(t, value), cls.as<Type>())) return value;
    Result<Value> made = Failure{};
    if (!is_given(value)) {
        made = call(t, cls, {});
    } else if (is_tuple(value)) {
        Tuple* args = value.as<Tuple>();
        made = call(t, cls, Args{args->items, static_cast<u32>(args->length), 0, nullptr});
    } else {
        made = call(t, cls, {value});
    }
    if (made.ok() && is_exception(made.value())) return made.value();
    if (made.ok()) {
        Result<Str*> shown = repr(t, cls);
        if (shown.ok())
            (void)raise_type_error(t,
                                   cat("calling ", shown.value(),
                                       " should have returned an instance of BaseException, not ",
                                       type_name(t, made.value())));
    }
    return take_pending(t);
}

Result<Value> generator_throw_method(Thread& t, Value* a) {
    Value exc = a[1], value = a[2], traceback = a[3];
    if (is_given(traceback) && type_of(t, traceback) != t.types().traceback)
        return raise_type_error(t, "throw() third argument must be a traceback object");
    bool by_class = is_type(exc) && is_subtype(exc.as<Type>(), t.types().base_exception);
    if (by_class) {
        exc = make_thrown(t, exc, value);
    } else if (!is_exception(exc)) {
        return raise_type_error(
            t, cat("exceptions must be classes or instances deriving from BaseException, not ",
                   type_name(t, exc)));
    } else if (is_given(value)) {
        return raise_type_error(t, "instance exception may not have a separate value");
    }
    if (by_class || is_given(traceback)) {
        exc.as<Exception>()->traceback = is_given(traceback) ? traceback : Value::none();
        write_barrier(t, exc.object());
    }
    Value returned = Value::none();
    return item_or_stop(t, generator_throw(t, generator(a[0]), exc, &returned), returned);
}

Result<Value> generator_close_method(Thread& t, Value* a) {
    return generator_close(t, generator(a[0]));
}

Result<Value> get_code(Thread&, Value self) {
    return generator(self)->function->code();
}
Result<Value> get_running(Thread&, Value self) {
    return Value::from_bool(generator(self)->state == Generator::kRunning);
}
Result<Value> get_suspended(Thread&, Value self) {
    return Value::from_bool(generator(self)->state == Generator::kSuspended);
}
Result<Value> get_delegate(Thread&, Value self) {
    Value v = generator_delegate(generator(self));
    return v.is_empty() ? Value::none() : v;
}
Result<Value> get_frame(Thread& t, Value self) {
    if (generator(self)->state == Generator::kFinished) return Value::none();
    return generator_frame(t, generator(self));
}
Result<Value> get_name(Thread&, Value self) {
    return generator(self)->name;
}
Result<void> set_name(Thread& t, Value self, Value v) {
    if (v.is_empty() || !is_str(v))
        return raise_type_error(t, "__name__ must be set to a string object");
    generator(self)->name = v.as<Str>();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_qualname(Thread&, Value self) {
    return generator(self)->qualname;
}
Result<void> set_qualname(Thread& t, Value self, Value v) {
    if (v.is_empty() || !is_str(v))
        return raise_type_error(t, "__qualname__ must be set to a string object");
    generator(self)->qualname = v.as<Str>();
    write_barrier(t, self.object());
    return {};
}

const NativeDef kMethods[] = {
    {"send", "($self, value, /)", "Resume the generator with a value.", generator_send},
    {"throw", "($self, typ, val=<unset>, tb=<unset>, /)",
     "Raise an exception inside the generator.", generator_throw_method},
    {"close", "($self, /)", "Raise GeneratorExit inside the generator.", generator_close_method},
    // What the collector calls for a dropped generator: its pending finally blocks run.
    {"__del__", "($self, /)", "Called when the generator is about to be destroyed.",
     generator_close_method},
};
const GetSetDef kAttributes[] = {
    {"gi_code", nullptr, get_code},
    {"gi_running", nullptr, get_running},
    {"gi_suspended", nullptr, get_suspended},
    {"gi_yieldfrom", "what the generator delegates to", get_delegate},
    {"gi_frame", nullptr, get_frame},
    {"__name__", nullptr, get_name, set_name},
    {"__qualname__", nullptr, get_qualname, set_qualname},
};

}  // namespace

Result<void> init_generator_type(Thread& t) {
    TypeDef def = {
        .name = "generator", .instance_kind = Kind::Generator, .instance_size = sizeof(Generator)};
    def.flags = Type::kDisallowNew | Type::kWeakRefable;
    def.slots.repr = generator_repr;
    def.slots.iter = generator_iter;
    def.slots.next = generator_next;
    def.methods = kMethods;
    def.getsets = kAttributes;
    t.vm->types.generator = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait

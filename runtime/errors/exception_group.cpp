// Parts of exception groups.
#include "runtime/errors/exception_group.h"

#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/sequence.h"

namespace krait {

namespace {

Exception* exception(Value v) {
    return v.as<Exception>();
}

bool is_group(Thread& t, Value v) {
    return is_exception(v) && is_subtype(type_of(t, v), t.types().base_exception_group);
}

// What picks exceptions: a class or a tuple of classes, or a function.
struct Matcher {
    Value condition;
    bool by_call;

    Result<bool> matches(Thread& t, Value exc) const {
        if (!by_call) return exception_matches(t, exc, condition);
        Value verdict = TRY(call(t, condition, {exc}));
        return truth(t, verdict);
    }
};

bool is_exception_class(Thread& t, Value v) {
    return is_type(v) && is_subtype(v.as<Type>(), t.types().base_exception);
}

Result<Matcher> make_matcher(Thread& t, Value condition) {
    if (!is_type(condition) && is_callable(t, condition)) return Matcher{condition, true};
    bool classes = is_exception_class(t, condition);
    if (is_tuple(condition)) {
        classes = true;
        for (Value item : *condition.as<Tuple>()) classes = classes && is_exception_class(t, item);
    }
    if (classes) return Matcher{condition, false};
    return raise_type_error(t,
                            "expected an exception type, a tuple of exception types, or a callable "
                            "(other than a class)");
}

Result<void> copy_notes(Thread& t, Value from, Value to) {
    Value notes = TRY(get_attr_or_absent(t, from, t.names().__notes__));
    // (What is no sequence is somebody else's mistake, and nothing to complain of here.)
    if (notes.is_absent() || !(is_list(notes) || is_tuple(notes))) return {};
    List* copy = TRY(list_from_iterable(t, notes));
    return set_attr(t, to, t.names().__notes__, copy);
}

// The group with these of its members; None if there are none.
Result<Value> part_of(Thread& t, Value group, List* members) {
    if (members->length == 0) return Value::none();
    Value part = TRY(call_method(t, group, TRY(intern(t, "derive")), {members}));
    if (!is_group(t, part))
        return raise_type_error(t, "derive must return an instance of BaseExceptionGroup");
    Exception* made = exception(part);
    Exception* original = exception(group);
    if (!original->traceback.is_empty() && !original->traceback.is_none())
        made->traceback = original->traceback;
    made->context = original->context;
    made->cause = original->cause;
    made->flags |= Exception::kSuppressContext;
    write_barrier(t, made);
    TRY(copy_notes(t, group, part));
    return part;
}

// Both are None where there is nothing.
struct Parts {
    Value matching = Value::none(), rest = Value::none();
};

Result<Parts> split_exception(Thread& t, Value exc, const Matcher& matcher, bool want_rest) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in exception group split");
    Parts parts;
    if (TRY(matcher.matches(t, exc))) {
        parts.matching = exc;
        return parts;
    }
    if (!is_group(t, exc)) {
        if (want_rest) parts.rest = exc;
        return parts;
    }
    List* matching = TRY(make_list(t));
    List* rest = TRY(make_list(t));
    Tuple* members = exception(exc)->fields[kGroupExceptions].as<Tuple>();
    for (u64 i = 0; i < members->length; i++) {
        Parts of_member = TRY(split_exception(t, members->items[i], matcher, want_rest));
        if (!of_member.matching.is_none()) TRY(list_append(t, matching, of_member.matching));
        if (!of_member.rest.is_none()) TRY(list_append(t, rest, of_member.rest));
    }
    parts.matching = TRY(part_of(t, exc, matching));
    if (want_rest) parts.rest = TRY(part_of(t, exc, rest));
    return parts;
}

// A group whose __new__ was not run has no members to look at.
Result<void> check_made(Thread& t, Value group) {
    if (is_tuple(exception(group)->fields[kGroupExceptions])) return {};
    return raise_type_error(t, "the exception group has no exceptions");
}

Result<Value> group_subgroup(Thread& t, Value* a) {
    TRY(check_made(t, a[0]));
    Matcher matcher = TRY(make_matcher(t, a[1]));
    Parts parts = TRY(split_exception(t, a[0], matcher, false));
    return parts.matching;
}

Result<Value> group_split(Thread& t, Value* a) {
    TRY(check_made(t, a[0]));
    Matcher matcher = TRY(make_matcher(t, a[1]));
    Parts parts = TRY(split_exception(t, a[0], matcher, true));
    Value both[2] = {parts.matching, parts.rest};
    return TRY(make_tuple_from(t, both, 2));
}

Result<Value> group_derive(Thread& t, Value* a) {
    Value message = exception(a[0])->fields[kGroupMessage];
    if (message.is_empty()) message = Value::none();
    return call(t, Value(t.types().base_exception_group), {message, a[1]});
}

constexpr NativeDef kMethods[] = {
    {"derive", "($self, excs, /)",
     "A group with the same message and other exceptions: what split and subgroup make parts with.",
     group_derive},
    {"subgroup", "($self, matcher_value, /)",
     "The part of the group whose exceptions match, or None.", group_subgroup},
    {"split", "($self, matcher_value, /)",
     "A pair: the part of the group that matches and the part that does not; None for an empty "
     "one.",
     group_split},
    {"__class_getitem__", "($type, object, /)", kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};

}  // namespace

std::span<const NativeDef> exception_group_methods() {
    return kMethods;
}

}  // namespace krait

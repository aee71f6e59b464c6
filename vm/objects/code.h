// Objects that carry bytecode or frames: Code, Bytecode, Function, Generator, Frame, Traceback.
//
// A Code is what the compiler made, immutable. Its instructions with their inline caches live in a Bytecode, of which there
// is one per (code, globals dict, builtins): caches of globals need no guard for the dict then. A Function ties a Bytecode to
// closure and defaults.
#pragma once

#include "compiler/bytecode/compiled_unit.h"
#include "runtime/object/thread.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"

#include <memory>
#include <vector>

namespace krait {

using compiler::CompiledCode;

struct Bytecode;
struct Frame;

// What a Code owns outside the heap.
struct CodeTables {
    std::shared_ptr<const CompiledCode> unit;
    std::vector<u32> sites;  // word offsets of the instructions that have inline caches
    std::vector<u8>
        behind_start;  // by word: how many words behind the start of its instruction it is
};

struct Code : Object {
    static constexpr Kind kKind = Kind::Code;
    Str* name;
    Str* qualname;
    Str* filename;
    Tuple* constants;    // Values by constant index (code constants are Codes)
    Tuple* local_names;  // Str by register
    Tuple* cell_names;
    Tuple* free_names;
    Bytecode* first_body;  // the one for the first globals dict that this code ran with
    CodeTables* tables;    // owned
    u32 code_flags;        // CompiledCode::Flags
    u32 first_line;
    u32 arg_count;
    u32 posonly_count;
    u32 kwonly_count;
    u32 param_count;  // registers that parameters take: positional, keyword-only, *args, **kwargs
    u32 register_count;  // the frame's window, with room for pushed continuations
    bool simple;  // positional parameters only, not a generator: arguments are the first registers
};

struct Bytecode : Object {
    static constexpr Kind kKind = Kind::Bytecode;
    Code* code;
    Dict* globals;
    // What globals["__builtins__"] was when the first function with this body was made: the dict of a module stands for the
    // module; scripts may put anything there.
    Value builtins;
    Bytecode* next;  // of the same code, for other globals or builtins
    u32 word_count;
    void* polymorphic;  // owned: entries of polymorphic sites (specialize/polymorphic_store.h)
    u32 stats_id;       // 1 + index of its counters (vm/stats); 0 = none yet
    Word words[];
};

struct Function : Object {
    static constexpr Kind kKind = Kind::Function;
    static constexpr u32 kNotSimple = ~0u;
    const Word* entry;
    u32 simple_args;     // argument count if the code is simple, else kNotSimple
    u32 register_count;  // of the code
    Bytecode* body;
    Tuple* closure;    // cells, or null
    Tuple* defaults;   // or null
    Dict* kwdefaults;  // or null
    Str* name;
    Str* qualname;
    Value module;       // empty = none
    Value doc;          // empty = the code's
    Value annotate;     // __annotate__: function or None/empty
    Value annotations;  // evaluated, or empty
    Value type_params;
    // The Dict* of function attributes follows (attr_offset).
    Code* code() const { return body->code; }
    Dict* globals() const { return body->globals; }
    Value builtins() const { return body->builtins; }
};

struct Generator : Object {
    static constexpr Kind kKind = Kind::Generator;
    enum State : u8 { kCreated, kSuspended, kRunning, kFinished };
    enum Resumer : u8 { kFromNative, kFromForLoop, kFromYieldFrom };
    Function* function;
    const Word* pc;       // where it goes on
    Frame* frame;         // gi_frame, once somebody asked
    Value inner_handled;  // the exception it was handling when it yielded
    Value outer_handled;  // while running: its resumer's
    Str* name;
    Str* qualname;
    State state;
    Resumer resumer;
    u8 sent_register;  // register that gets what is sent
    u32 saved;         // registers kept in regs
    Value regs[];
};
// The instruction that a generator which is not running is at: the YIELD or YIELD_FROM it stopped at, or its start.
const Word* suspended_at(const Generator*);

// A frame as an object. While the frame runs, `live` points at its registers and its header names this object; when it
// ends, the locals are copied and `live` is null.
struct Frame : Object {
    static constexpr Kind kKind = Kind::Frame;
    Function* function;
    Value* live;
    Generator*
        generator;  // of a generator's frame (its registers may be on the stack or in the generator)
    Value back;     // f_back once the frame has ended, or empty
    const Word* pc;  // the instruction it ended at, while not live
    Value trace;
    Dict* extra_locals;  // what f_locals was given beyond the variables
    u32 count;           // locals copied
    Value locals[];
};

struct Traceback : Object {
    static constexpr Kind kKind = Kind::Traceback;
    Value next;  // Traceback or None
    Frame* frame;
    const Word* pc;  // the instruction
    u32 line;        // 0 = not looked up yet
};

inline bool is_function(Value v) {
    return v.is_object() && v.object()->kind == Kind::Function;
}

// ---- making them (objects/code_loader.cpp, function.cpp, generator.cpp, frame.cpp)
Result<Code*> load_code(Thread&, std::shared_ptr<const CompiledCode> unit);
// The instructions of `code` for these globals and builtins (see builtins_of).
Result<Bytecode*> bytecode_for(Thread&, Code*, Dict* globals, Value builtins);
// The builtins that functions get which are made with these globals now: globals["__builtins__"], else the Vm's.
Value builtins_of(Thread&, Dict* globals);
// How many positional arguments are just the first registers; kNotSimple if binding is needed.
u32 simple_arguments(const Code*);
Result<Function*> make_function(Thread&, Code*, Dict* globals, Value builtins);
void release_bytecode(Object*);
void release_code(Object*);
// The source range of an instruction.
compiler::PositionEntry position_of(const Code*, u32 word_offset);
inline u32 word_offset(const Bytecode* body, const Word* pc) {
    return static_cast<u32>(pc - body->words);
}
// Whether an instruction of the body starts at pc.
inline bool is_instruction(const Bytecode* body, const Word* pc) {
    return pc >= body->words && pc < body->words + body->word_count &&
           body->code->tables->behind_start[word_offset(body, pc)] == 0;
}
// The instruction that `next` follows: where a frame is whose callee returns to `next`.
inline const Word* instruction_before(const Bytecode* body, const Word* next) {
    return next - 1 - body->code->tables->behind_start[word_offset(body, next) - 1];
}

Result<void> init_vm_objects(Thread&);  // types code, function, generator, frame, traceback

}  // namespace krait

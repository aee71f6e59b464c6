// Frame objects: made on demand for tracebacks, sys._getframe, locals() and inspection.
#pragma once

#include "vm/interpreter/frame_layout.h"

namespace krait {

// The Frame object of a running frame (the same one each time).
Result<Frame*> frame_object(Thread&, Value* R);
// The frame ends: copies its variables into the Frame object.
// gi_frame.
Result<Frame*> generator_frame(Thread&, Generator*);
void detach_frame(Thread&, Frame*, Value* R);
u32 traceback_line(Traceback*);
u32 frame_line(Thread&, Frame*);
// f_locals: a fresh snapshot dict for functions (the namespace itself for modules and class bodies).
Result<Value> frame_locals(Thread&, Frame*);
// locals() of the running frame.
Result<Value> current_locals(Thread&);

}  // namespace krait

// What the collector must know of the vm room: the register stack, and the weak caches in bytecode.
#pragma once

#include "vm/vm_state.h"

namespace krait {

class VmRoots final : public RootSource {
public:
    explicit VmRoots(Thread& thread) : thread_(thread) {}
    void trace_roots(Tracer&) override;
    void sweep_weak(Heap&, bool minor) override;

private:
    Thread& thread_;
};

void register_vm_kinds(Thread&);

}  // namespace krait

// Exceptions and imports: all out of line.
OP(RAISE) {
    SLOW(raise);
}
OP(RERAISE) {
    SLOW(reraise);
}
OP(PUSH_EXC) {
    SLOW(push_exc);
}
OP(POP_EXC) {
    SLOW(pop_exc);
}
OP(MATCH_EXC) {
    SLOW(match_exc);
}
OP(WITH_EXIT) {
    SLOW(with_exit);
}
OP(LOAD_ASSERTION_ERROR) {
    R[A] = t.vm->types.assertion_error;
    NEXT(1);
}
OP(IMPORT_NAME) {
    SLOW(import_name);
}
OP(IMPORT_FROM) {
    SLOW(import_from);
}
OP(IMPORT_STAR) {
    SLOW(import_star);
}

# Shared by tools/run and tools/test: source it with `root` set to the top directory.

# configure PRESET: only when it was not configured yet, or the presets changed since.
# (When a CMakeLists.txt or the set of files changes, ninja configures again by itself.)
configure() {
    local build=$root/build/$1
    if [ ! -f "$build/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$build/.configured" ]; then
        (cd "$root" && cmake --preset "$1") || return 1
        touch "$build/.configured"
    fi
}

# with_lock FILE COMMAND…: one build at a time in one directory, whoever starts it.
with_lock() {
    local file=$1 descriptor status=0
    shift
    mkdir -p "$(dirname "$file")"
    exec {descriptor}>"$file"
    flock "$descriptor"
    "$@" {descriptor}>&- || status=$?
    exec {descriptor}>&-
    return $status
}

"""What the text generated so far has defined: the names in reach and what they probably hold."""

KINDS = ("int", "int", "int", "float", "str", "list", "list", "dict", "tuple", "set", "bytes", "any",
         "obj")


class Scope:
    """The variables of one function, and of those around it. Kinds are guesses, never promises."""

    def __init__(self, parent=None, is_generator=False, loops=0):
        self.parent = parent
        self.level = parent.level + 1 if parent else 0
        self.names = {}             # name -> kind
        self.writable = {}          # of enclosing functions, declared nonlocal
        self.is_generator = is_generator
        self.loops = loops          # how many loops surround the place
        self.in_loop = False        # break and continue are possible
        self.bound = set()          # loop variables, not to be assigned: loops shall end

    def add(self, name, kind):
        self.names[name] = kind

    def visible(self):
        """All names that can be read, own ones last."""
        found = dict(self.parent.visible()) if self.parent else {}
        found.update(self.names)
        return found

    def of_kind(self, kind):
        names = self.visible()
        return [name for name, k in names.items() if k == kind]

    def targets(self):
        """Own names that may be assigned or deleted, and those declared nonlocal."""
        return [n for n in (*self.names, *self.writable) if n not in self.bound]

    def new_name(self, rng):
        """One of a few names of this level, so that they are used again and again."""
        return "abcd"[min(self.level, 3)] + str(rng.randrange(5)) + "_"

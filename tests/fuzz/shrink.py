"""Makes a failing input smaller while it keeps failing.

`shrink_program` works on a syntax tree, so that each candidate is a program: it removes
statements, puts a compound statement's body in its place, and simplifies expressions.
`shrink_bytes` knows no grammar; it is for inputs whose syntax is what fails.
"""
import ast
import copy
import time


class Budget:
    """Runs the test until the time is up; then everything counts as uninteresting."""

    def __init__(self, is_interesting, seconds):
        self.is_interesting = is_interesting
        self.deadline = time.monotonic() + seconds
        self.seen = set()

    def over(self):
        return time.monotonic() > self.deadline

    def accepts(self, candidate):
        if candidate in self.seen or self.over():
            return False
        self.seen.add(candidate)
        return self.is_interesting(candidate)


# ---- text without a grammar ----

def remove_pieces(pieces, accepts):
    """The pieces that are needed: halves are tried first, then ever smaller runs."""
    size = max(1, len(pieces) // 2)
    while True:
        start = 0
        while start < len(pieces):
            candidate = pieces[:start] + pieces[start + size:]
            if accepts(candidate):
                pieces = candidate
            else:
                start += size
        if size == 1:
            return pieces
        size //= 2


def shrink_bytes(data, is_interesting, seconds=60.0):
    """The smallest input found for which is_interesting(bytes) still holds."""
    budget = Budget(is_interesting, seconds)
    before = None
    while data != before and not budget.over():
        before = data
        lines = remove_pieces(data.splitlines(keepends=True), lambda p: budget.accepts(b"".join(p)))
        data = b"".join(lines)
        if len(data) <= 4000:
            single = remove_pieces([data[i:i + 1] for i in range(len(data))],
                                   lambda p: budget.accepts(b"".join(p)))
            data = b"".join(single)
        else:
            data = remove_chunks(data, budget)
    return data


def remove_chunks(data, budget):
    """For long lines: runs of bytes of shrinking size, down to about a thousandth."""
    size = len(data) // 2
    while size > max(1, len(data) // 1000) and not budget.over():
        start = 0
        while start < len(data):
            candidate = data[:start] + data[start + size:]
            if budget.accepts(candidate):
                data = candidate
            else:
                start += size
        size //= 2
    return data


# ---- programs as lines: quick, for what is still long ----

CLAUSES = ("except", "else:", "elif ", "finally:")


def line_groups(lines):
    """A nested list: each statement is a list of (first line, [statements of its body]), one for each clause;
    a decorator is a clause too. Only lines and indentation are looked at."""
    groups = []
    index = 0
    joins = False
    while index < len(lines):
        depth = len(lines[index]) - len(lines[index].lstrip())
        end = index + 1
        while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
            end += 1
        clause = (lines[index], line_groups(lines[index + 1:end]))
        if groups and (joins or lines[index].lstrip().startswith(CLAUSES)):
            groups[-1].append(clause)
        else:
            groups.append([clause])
        joins = lines[index].lstrip().startswith("@")
        index = end
    return groups


def flat_lines(groups):
    lines = []
    for group in groups:
        for head, body in group:
            lines.append(head)
            if body:
                lines += flat_lines(body)
            elif head.endswith(":"):
                lines.append(" " * (len(head) - len(head.lstrip()) + 4) + "pass")
    return lines


def shrink_lines(text, accepts):
    """Leaves out statements with all that belongs to them, outer ones first."""
    root = line_groups([line for line in text.splitlines() if line.strip()])

    def accepts_now(groups, pieces):
        before, groups[:] = groups[:], pieces
        fine = accepts("\n".join(flat_lines(root)) + "\n")
        groups[:] = before
        return fine

    def thin(groups):
        groups[:] = remove_pieces(groups[:], lambda pieces: accepts_now(groups, pieces)) if groups else groups
        for group in groups:
            for _, body in group:
                thin(body)

    thin(root)
    return "\n".join(flat_lines(root)) + "\n"


# ---- programs ----

COMPOUND = (ast.If, ast.For, ast.While, ast.Try, ast.With)


def bodies(tree):
    """(node, field) of each list of statements, outer ones first."""
    return [(node, field) for node in ast.walk(tree)
            for field in ("body", "orelse", "finalbody", "handlers")
            if isinstance(getattr(node, field, None), list) and getattr(node, field)]


def render(tree):
    """The tree's text, or None where an edit left something that has none."""
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        ast.parse(text)
        return text
    except (SyntaxError, ValueError, AttributeError, TypeError, IndexError, RecursionError):
        return None


class ProgramShrinker:
    def __init__(self, text, budget):
        self.tree = ast.parse(text)
        self.budget = budget

    def attempt(self, edit):
        """Apply edit(tree) to a copy; keep the copy if its text is still interesting."""
        candidate = copy.deepcopy(self.tree)
        if edit(candidate) is False:
            return False
        text = render(candidate)
        if text is None or not self.budget.accepts(text):
            return False
        self.tree = ast.parse(text)
        return True

    def remove_statements(self):
        index = 0
        while index < len(found := bodies(self.tree)):
            size = len(getattr(*found[index]))
            while size:
                self.remove_runs(index, size)
                size //= 2
            index += 1

    def remove_runs(self, index, size):
        start = 0
        while index < len(found := bodies(self.tree)) and start < len(getattr(*found[index])):
            def edit(tree):
                node, field = bodies(tree)[index]
                statements = getattr(node, field)
                if [type(s) for s in statements] == [ast.Pass]:
                    return False
                del statements[start:start + size]
                if not statements and field == "body" and not isinstance(node, ast.Module):
                    statements.append(ast.Pass())
            if not self.attempt(edit):
                start += size

    def unwrap(self):
        """Put the body of an if, a loop, a try in its place."""
        index = 0
        while index < len(found := bodies(self.tree)):
            position = 0
            while (index < len(found := bodies(self.tree))
                   and position < len(getattr(*found[index]))):
                def edit(tree):
                    node, field = bodies(tree)[index]
                    statement = getattr(node, field)[position]
                    if not isinstance(statement, COMPOUND):
                        return False
                    getattr(node, field)[position:position + 1] = statement.body
                if not self.attempt(edit):
                    position += 1
            index += 1

    def thin_lists(self):
        """Leave out decorators, bases, arguments, elements, one at a time."""
        index = 0
        while index < len(list_items(self.tree)) and not self.budget.over():
            def edit(tree):
                node, field, item = list_items(tree)[index]
                if isinstance(node, ast.Dict):
                    if field != "keys":
                        return False
                    del node.values[item]
                del getattr(node, field)[item]
            if not self.attempt(edit):
                index += 1

    def simplify_expressions(self):
        """Replace an expression by a part of itself, by 0, or a number by a smaller one."""
        index = 0
        while index < len(list(expressions(self.tree))):
            for choice in range(8):
                def edit(tree):
                    parent, field, item, node = list(expressions(tree))[index]
                    options = simpler(node)
                    if choice >= len(options):
                        return False
                    if item is None:
                        setattr(parent, field, options[choice])
                    else:
                        getattr(parent, field)[item] = options[choice]
                if self.budget.over():
                    return
                if self.attempt(edit):
                    break
            else:
                index += 1

    def run(self):
        before = None
        while (now := ast.dump(self.tree)) != before and not self.budget.over():
            before = now
            self.remove_statements()
            self.unwrap()
            # The expensive steps only when the cheap ones have nothing left to do.
            if ast.dump(self.tree) == before:
                self.thin_lists()
                self.simplify_expressions()
        return render(self.tree)


def list_items(tree):
    """(node, field, index) of whatever can be left out of a list in an expression or a header."""
    fields = ("decorator_list", "bases", "keywords", "args", "elts", "keys", "targets",
              "generators", "values", "defaults", "kwonlyargs")
    return [(node, field, item) for node in ast.walk(tree) for field in fields
            if isinstance(getattr(node, field, None), list)
            for item in range(len(getattr(node, field)))]


def expressions(tree):
    """(parent, field, index or None, node) of each expression that is read."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for item, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                is_target = isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
                if isinstance(node, ast.expr) and not is_target:
                    yield parent, field, item, node


def simpler(node):
    """What may stand in place of an expression; each is smaller, so that this comes to an end."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int) and not isinstance(node.value, bool) and node.value > 2:
            return [ast.Constant(2), ast.Constant(node.value // 2), ast.Constant(node.value - 1)]
        return []
    parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    if isinstance(node, ast.Lambda):
        parts = []
    return [ast.Constant(0), *parts[:7]] if not isinstance(node, ast.Name) else [ast.Constant(0)]


def shrink_program(text, is_interesting, seconds=120.0):
    """The smallest program found for which is_interesting(text) still holds."""
    budget = Budget(is_interesting, seconds)
    text = shrink_lines(text, budget.accepts)
    plain = render(ast.parse(text))
    if plain is None or not budget.accepts(plain):
        return text         # what fails lies in the way it is written
    return ProgramShrinker(plain, budget).run()

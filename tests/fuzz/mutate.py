"""Damages source text: by tokens, lines and bytes, from the conformance scripts and the examples.

The tokens are cut out by one regular expression, not by a lexer: what comes out need not be right,
only often nearly right, so that errors lie deep in the parser and not on the first line.
"""
import re

import runner  # noqa: F401  (finds the conformance tests' modules)
import corpus

TOKEN = re.compile(
    rb"[rRbBuUfF]{0,2}(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")|"
    rb"\w+|#[^\n]*|\n[ \t]*|[ \t]+|"
    rb"\*\*=|//=|>>=|<<=|\.\.\.|:=|->|==|!=|<=|>=|\*\*|//|>>|<<|[-+*/%@&|^]=|.", re.DOTALL)

WORDS = [word.encode() for word in """
    False None True and as assert async await break class continue def del elif else except finally
    for from global if import in is lambda nonlocal not or pass raise return try while with yield
    match case type _ self print __debug__ ( ) [ ] { } , : ; . = == -> := + - * ** / // % @ & | ^ ~
    < > <= >= != <> ! ... += **= @= \\ ` $ ? 0 1 0x 0b2 0o8 1_ 1__0 1e 1e5 1.5j 0777 1if 0_0 1.real
    99999999999999999999 '' "" b'' f'' f'{x}' f'{x!r:>{w}}' f'{' f'}}' f'{x=}' f'{{' rb'\\x'
    '\\N{DIGIT_ONE}' '\\xZZ' b'\\xff' u'x' t'x' ''' \"\"\" f'''{ *x **x *x, x:=1 (x:=1) x=1
    """.split()]
WORDS += [phrase.strip().encode() for phrase in """
    not in|is not|yield from|lambda: 0|lambda *, x: x|else:|if x:|for x in y|except* E:
    from . import x|from __future__ import annotations|import a.b as c|class A(B, metaclass=M): pass
    def f(x, /, y, *, z=1, **k): pass|global x|nonlocal x|return 1|async def f(): await x|@d
    match x:|case 1:|type X = int|[x for x in y if z]|{x: y for x, y in z}|(yield)|{**a, 'b': 1}
    x: int = 1|del x, (y, [z])|with a as b, c:|try:|finally:|except (A, B) as e:|except A, B:
    raise A from B|a if b else c|a[b:c:d, ...]
    """.replace("\n", "|").split("|") if phrase.strip()]

ODD_BYTES = (
    b"\0", b"\xff", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80",
    b"\x0c", b"\x0b", b"\r", b"\r\n", b"\x1a", b"\xef\xbb\xbf", b"\xc2\xa0", b"\xe2\x80\xa8", b"\t",
    b"\\\n", b"\\ \n", b"\x7f", b"\x1b", "é".encode(), "ﬁ".encode(), "𝔘".encode(), "€".encode(),
    "·".encode(), "²".encode(),
)

# (opening, innermost, closing) of things that can be nested.
NESTS = (
    (b"(", b"x", b")"), (b"[", b"", b"]"), (b"{", b"", b"}"), (b"{0:", b"0", b"}"),
    (b"f(", b"x", b")"), (b"x[", b"0", b"]"), (b"-", b"1", b""), (b"not ", b"x", b""),
    (b"lambda: ", b"0", b""), (b"(yield ", b"x", b")"), (b"x if y else ", b"z", b""),
    (b"x.", b"y", b""), (b"x + ", b"y", b""), (b"x ** ", b"y", b""), (b"x < ", b"y", b""),
    (b"x and ", b"y", b""), (b"x = ", b"y", b""), (b"[", b"x for x in y", b" for x in z]"),
    (b"f'{", b"x", b"}'"), (b"f'{x:{", b"y", b"}}'"), (b"await ", b"x", b""),
    (b"(x := ", b"1", b")"), (b"", b"x", b".a"), (b"", b"x", b"()"), (b"", b"x", b"[0]"),
    (b"'a' ", b"'b'", b""), (b"*", b"x", b""), (b"(x, ", b"y", b")"), (b"del (", b"x", b")"),
    (b"@", b"x", b""), (b"x, ", b"y", b" = z"), (b"(*", b"x", b",)"),
)

BLOCKS = (
    b"if x:", b"while x:", b"for x in y:", b"def f():", b"class C:", b"try:", b"with x:", b"else:",
    b"finally:", b"except x:", b"elif x:", b"def f(x=lambda: 0):", b"class C(x):",
)

REPEATED = (
    b"x, ", b"x + ", b"a", b"1", b"'a' ", b"; ", b"\n", b"x = ", b"    ", b"#", b"\\\n", b"f'{x}' ",
    b"x.", b"(),", b"\t", b"if x: pass\n", b"elif x: pass\n", b"def f(): pass\n", b"x[0] = ",
    b"*a, ", b"k=1, ", b"0 < ", b"'{}' ", b"1.0, ", b"v1 = 1\n",
)


class Mutator:
    def __init__(self, rng, texts):
        self.rng = rng
        self.texts = texts

    def source(self):
        """A seed, or a part of one: short texts let more changes hit something."""
        text = self.rng.choice(self.texts)
        if self.rng.random() < 0.6:
            text = self.excerpt(text, self.rng.choice((3, 10, 30, 80)))
        return text

    def excerpt(self, text, size):
        lines = text.splitlines(keepends=True)
        starts = [i for i, line in enumerate(lines) if line[:1] not in b" \t\n)]}"]
        start = self.rng.choice(starts or [0])
        return b"".join(lines[start:start + size])

    def mutate(self):
        """A damaged text."""
        text = self.source()
        for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3, 5))):
            text = self.rng.choice(self.KINDS)(self, text)
        return text

    def place(self, items):
        return self.rng.randrange(len(items) + 1)

    def run_of(self, items):
        """The bounds of a short run."""
        start = self.place(items)
        return start, min(len(items), start + self.rng.choice((1, 1, 1, 2, 3, 8, 30)))

    # ---- tokens ----

    def on_tokens(self, text):
        tokens = TOKEN.findall(text)
        start, end = self.run_of(tokens)
        kind = self.rng.randrange(8)
        if kind == 0:
            del tokens[start:end]
        elif kind == 1:
            tokens[start:start] = tokens[start:end]
        elif kind == 2:
            tokens[start:end] = [b" ", self.rng.choice(WORDS), b" "]
        elif kind == 3:
            tokens[start:start] = [b" ", self.rng.choice(WORDS), b" "]
        elif kind == 4 and tokens:
            tokens[start:start + 1] = [self.rng.choice(tokens)]
        elif kind == 5 and tokens:
            other = self.rng.randrange(len(tokens))
            tokens.insert(start, tokens.pop(other))
        elif kind == 6:
            foreign = TOKEN.findall(self.excerpt(self.rng.choice(self.texts), 5))
            left, right = self.run_of(foreign)
            tokens[start:end] = foreign[left:right]
        else:
            self.same_kind(tokens)
        return b"".join(tokens)

    def same_kind(self, tokens):
        """Swap words for other words of the text: often still a program, of another meaning."""
        words = [i for i, token in enumerate(tokens) if token[:1].isalpha()]
        if words:
            for _ in range(self.rng.randrange(1, 4)):
                tokens[self.rng.choice(words)] = tokens[self.rng.choice(words)]

    def brackets(self, text):
        places = [m.start() for m in re.finditer(rb"[][(){}'\":]", text)]
        if not places or self.rng.random() < 0.4:
            at = self.place(text)
            more = (b"(", b")", b"[", b"]", b"{", b"}", b"'", b'"', b":", b"'''")
            return text[:at] + self.rng.choice(more) + text[at:]
        at = self.rng.choice(places)
        return text[:at] + self.rng.choice((b"", b"(", b")", b"]", b"}", b"{")) + text[at + 1:]

    # ---- lines ----

    def on_lines(self, text):
        lines = text.splitlines(keepends=True)
        start, end = self.run_of(lines)
        kind = self.rng.randrange(6)
        if kind == 0:
            del lines[start:end]
        elif kind == 1:
            lines[start:start] = lines[start:end]
        elif kind == 2:
            foreign = self.excerpt(self.rng.choice(self.texts), 8)
            lines[start:start] = foreign.splitlines(keepends=True)
        elif kind == 3:
            moved, lines[start:end] = lines[start:end], []
            at = self.place(lines)
            lines[at:at] = moved
        elif kind == 4:
            ends = (b" ", b";", b"\\\n", b",")
            lines[start:end] = [line.rstrip(b"\n") + self.rng.choice(ends)
                                for line in lines[start:end]]
        else:
            return text[:self.place(text)]
        return b"".join(lines)

    def indentation(self, text):
        lines = text.splitlines(keepends=True)
        start, end = self.run_of(lines)
        by = self.rng.choice((b" ", b"    ", b"\t", b"  \t", b"\x0c", b"        ", None, None))
        for index in range(start, end):
            line = lines[index]
            if by is not None:
                lines[index] = by + line
            elif line[:1] == b" ":
                lines[index] = line[self.rng.choice((1, 4)):]
        return b"".join(lines)

    # ---- bytes ----

    def on_bytes(self, text):
        at = self.place(text)
        kind = self.rng.randrange(4)
        if kind == 0:
            return text[:at] + self.rng.choice(ODD_BYTES) + text[at:]
        if kind == 1:
            return text[:at] + bytes([self.rng.randrange(256)]) + text[at + 1:]
        if kind == 2:
            return text[:at] + text[at + self.rng.choice((1, 1, 2, 5)):]
        random_bytes = bytes(self.rng.choices(range(9, 127), k=self.rng.randrange(1, 6)))
        return text[:at] + random_bytes + text[at:]

    # ---- size ----

    def deep(self, text):
        opening, inner, closing = self.rng.choice(NESTS)
        depth = self.rng.choice((5, 20, 60, 95, 101, 150, 199, 201, 300, 1000, 5000, 50000))
        if depth > 1000 and self.rng.random() < 0.7:
            depth = 90
        if self.rng.random() < 0.15:
            closing = b""
        nest = opening * depth + inner + closing * depth
        places = [m.end() for m in re.finditer(rb"[=(\[,] ?|\n", text)][:200]
        at = self.rng.choice([0, len(text), *places])
        before, after = self.rng.choice((b"", b"x = ", b"return ")), self.rng.choice((b"\n", b""))
        return text[:at] + before + nest + after + text[at:]

    def deep_blocks(self, text):
        depth = self.rng.choice((5, 18, 20, 21, 50, 98, 99, 100, 101, 150))
        heads = self.rng.choices(BLOCKS[:7] if self.rng.random() < 0.9 else BLOCKS, k=depth)
        if self.rng.random() < 0.6:
            heads = [heads[0]] * depth
        lines = [b" " * i + head + b"\n" for i, head in enumerate(heads)]
        lines.append(b" " * depth + b"pass\n")
        lines += [b" " * i + b"finally: pass\n" for i in reversed(range(depth))
                  if heads[i] == b"try:"]
        return text + b"".join(lines) if self.rng.random() < 0.5 else b"".join(lines) + text

    def long(self, text):
        piece = self.rng.choice(REPEATED)
        times = self.rng.choice((100, 256, 257, 300, 500, 1000, 4000))
        if self.rng.random() < 0.03:
            times = 70000
        at = self.place(text)
        return text[:at] + piece * times + text[at:]

    KINDS = ((on_tokens,) * 12 + (brackets,) * 3 + (on_lines,) * 5 + (indentation,) * 3
             + (on_bytes,) * 4 + (deep, deep_blocks, long))


def seed_texts():
    """The texts to start from: what the tests and the documentation hold."""
    return [script.path.read_bytes() for script in corpus.all_scripts()]


class Files:
    """The texts of files, read when they are asked for; after them, texts that are there."""

    def __init__(self, paths, texts):
        self.paths = paths
        self.texts = texts

    def __len__(self):
        return len(self.paths) + len(self.texts)

    def __getitem__(self, index):
        if index >= len(self.paths):
            return self.texts[index - len(self.paths)]
        return self.paths[index].read_bytes() or b"\n"


def library_texts(folder, texts):
    """The files below a folder, long ones left out, and the other texts so often that they are a quarter."""
    paths = [path for path in sorted(folder.rglob("*.py"))
             if path.is_file() and path.stat().st_size < 60000]
    return Files(paths, texts * max(1, len(paths) // 3 // max(1, len(texts))))

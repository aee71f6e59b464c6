"""Files and streams in memory."""
import io
import sys


def text_stream():
    stream = io.StringIO()
    for i in range(200):
        stream.write("line %d\n" % i)
    stream.seek(0)
    lines = stream.readlines()
    return len(lines), lines[-1], stream.tell() > 0, len(stream.getvalue())


def byte_stream():
    stream = io.BytesIO()
    stream.write(b"data" * 500)
    stream.seek(10)
    return stream.read(6), len(stream.getvalue()), stream.read1(3)


def own_source():
    with open(__file__, encoding="utf-8") as stream:
        first = stream.readline()
        rest = stream.read()
    with open(__file__, "rb") as stream:
        size = len(stream.read())
    return first, size == len((first + rest).encode())


def lines():
    with open(__file__) as stream:
        return sum(1 for line in stream if "def " in line)


def missing():
    try:
        open("/no/such/file")
    except OSError as error:
        return error.errno, error.strerror


def printing():
    out = io.StringIO()
    print("a", 1, [2], sep="-", end="!", file=out)
    print("long" * 400, file=out)
    saved, sys.stdout = sys.stdout, out
    try:
        print("redirected")
    finally:
        sys.stdout = saved
    return len(out.getvalue()), out.getvalue()[:8]


for work in (text_stream, byte_stream, own_source, lines, missing, printing):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)

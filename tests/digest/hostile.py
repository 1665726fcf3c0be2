"""Files that want to crash, fill the memory or take for ever; each is made when a test asks for it."""

from collections.abc import Callable

MEGABYTE = 1_000_000


def _laughs() -> str:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(["l0: &l0 [ha, ha]", *levels])


def _merges() -> str:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 30)]
    return "\n".join(lines)


HEAD = "digest: {id: d, title: {vi: x}}\n"

TEXTS: dict[str, tuple[Callable[[], str], str]] = {
    "billion laughs": (_laughs, "alias"),
    "nested merge keys": (_merges, "merge-key"),
    "50,000 open lists": (lambda: "[" * 50_000, "depth"),
    "50,000 open mappings": (lambda: "{" * 50_000, "key-not-text"),
    "50,000 open keys": (lambda: "{a: " * 50_000, "depth"),
    "50,000 nested block lists": (lambda: "- " * 50_000 + "a", "depth"),
    "50,000 nested complex keys": (lambda: "? " * 50_000 + "a", "key-not-text"),
    "1,000 levels of indentation": (lambda: "\n".join(" " * n + "a:" for n in range(1000)), "depth"),
    "million colons": (lambda: HEAD + ": " * MEGABYTE, "syntax-indent"),
    "python object": (lambda: HEAD + "x: !!python/object/apply:os.system ['true']", "tag"),
    "5,000-digit number": (lambda: HEAD + f"articles: [{{id: a, paragraphs: {'9' * 5000}}}]", "number-wanted"),
    "many documents": (lambda: "---\na: 1\n" * 10_000, "documents"),
    "many duplicate keys": (lambda: HEAD + "a: 1\n" * 100_000, "duplicate-key"),
    "many anchors": (lambda: HEAD + "".join(f"k{n}: &a{n} x\n" for n in range(100_000)), "anchor"),
    "many unknown keys": (lambda: HEAD + "".join(f"k{n}: x\n" for n in range(100_000)), "keys"),
    "many wrong records": (lambda: HEAD + "themes:\n" + "- x\n" * 500_000, "text-or-mapping"),
    "many nearly empty records": (
        lambda: HEAD + "themes:\n" + "".join(f"- {{id: cd-{n}}}\n" for n in range(200_000)),
        "missing",
    ),
    "many empty records": (lambda: HEAD + "themes: [" + "{}," * MEGABYTE + "]", "missing"),
    "long list within a record": (lambda: HEAD + "officials: [{id: a, aliases: [" + "x," * MEGABYTE + "]}]", "entries"),
    "long list of nothing known": (lambda: HEAD + "x: [" + "x," * MEGABYTE + "]", "entries"),
    "long text": (lambda: HEAD + f"x: '{'x' * 20 * MEGABYTE}'", "stretch"),
    "long plain text": (lambda: HEAD + "x: " + "x " * 10 * MEGABYTE, "stretch"),
    "long block text": (lambda: HEAD + "x: |\n" + f" {'x' * 99}\n" * 200_000, "stretch"),
    "long comment": (lambda: HEAD + "#" + "x" * 20 * MEGABYTE, "stretch"),
    "blank lines": (lambda: HEAD + "\n" * 20 * MEGABYTE, "stretch"),
    "long key": (lambda: HEAD + "x" * 20 * MEGABYTE + ": 1", "stretch"),
    "long anchor": (lambda: HEAD + "x: &" + "x" * 20 * MEGABYTE, "stretch"),
    "long tag": (lambda: HEAD + "x: !" + "x" * 20 * MEGABYTE, "stretch"),
    "control characters": (lambda: HEAD + "x: '\x1b[2J'", "control"),
    "text that orders the terminal": (lambda: HEAD + 'x: "\\e]0;x\\a"', "unsafe"),
    "nothing": (lambda: "", "empty-file"),
}
BYTES: dict[str, tuple[Callable[[], bytes], str]] = {
    "UTF-16": (lambda: HEAD.encode("utf-16"), "encoding-wide"),
    "Latin-1": (lambda: "digest: {id: d, title: {vi: café}}".encode("latin-1"), "encoding"),
    "zeros": (lambda: bytes(100_000), "control"),
    "random": (lambda: bytes((n * n * 31 + n * 7) % 251 for n in range(100_000)), ""),
}


COUNTED_FIRST = frozenset({"50,000 open mappings"})
"""Files of which the libyaml of PyYAML 6.0.4 and later counts the depth before it looks at the keys."""


EXPECTED: dict[str, str] = {
    name: {"text-or-mapping": "mapping-wanted"}.get(key, key) for name, (_, key) in (TEXTS | BYTES).items()
}
"""By the name of a file the key of one of the faults to expect; an empty key stands for any."""


def make_content(name: str) -> bytes:
    """Return the bytes of a file: all of them together take 400 MB."""
    return TEXTS[name][0]().encode() if name in TEXTS else BYTES[name][0]()

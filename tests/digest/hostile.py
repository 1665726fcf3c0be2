"""Files that want to crash, fill the memory or take for ever."""

from collections.abc import Iterator

MEGABYTE = 1_000_000


def _laughs() -> str:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(["l0: &l0 [ha, ha]", *levels])


def _merges() -> str:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 30)]
    return "\n".join(lines)


HEAD = "digest: {id: d, title: {vi: x}}\n"

TEXTS: dict[str, tuple[str, str]] = {
    "billion laughs": (_laughs(), "alias"),
    "nested merge keys": (_merges(), "merge-key"),
    "50,000 open lists": ("[" * 50_000, "depth"),
    "50,000 open mappings": ("{" * 50_000, "key-not-text"),
    "50,000 open keys": ("{a: " * 50_000, "depth"),
    "50,000 nested block lists": ("- " * 50_000 + "a", "depth"),
    "50,000 nested complex keys": ("? " * 50_000 + "a", "key-not-text"),
    "1,000 levels of indentation": ("\n".join(" " * n + "a:" for n in range(1000)), "depth"),
    "million colons": (HEAD + ": " * MEGABYTE, "syntax-indent"),
    "python object": (HEAD + "x: !!python/object/apply:os.system ['true']", "tag"),
    "5,000-digit number": (HEAD + f"articles: [{{id: a, paragraphs: {'9' * 5000}}}]", "number-wanted"),
    "many documents": ("---\na: 1\n" * 10_000, "documents"),
    "many duplicate keys": (HEAD + "a: 1\n" * 100_000, "duplicate-key"),
    "many anchors": (HEAD + "".join(f"k{n}: &a{n} x\n" for n in range(100_000)), "anchor"),
    "many unknown keys": (HEAD + "".join(f"k{n}: x\n" for n in range(100_000)), "keys"),
    "many wrong records": (HEAD + "themes:\n" + "- x\n" * 500_000, "text-or-mapping"),
    "many nearly empty records": (
        HEAD + "themes:\n" + "".join(f"- {{id: cd-{n}}}\n" for n in range(200_000)),
        "missing",
    ),
    "many empty records": (HEAD + "themes: [" + "{}," * MEGABYTE + "]", "missing"),
    "long list within a record": (HEAD + "officials: [{id: a, aliases: [" + "x," * MEGABYTE + "]}]", "entries"),
    "long list of nothing known": (HEAD + "x: [" + "x," * MEGABYTE + "]", "entries"),
    "long text": (HEAD + f"x: '{'x' * 20 * MEGABYTE}'", "stretch"),
    "long plain text": (HEAD + "x: " + "x " * 10 * MEGABYTE, "stretch"),
    "long block text": (HEAD + "x: |\n" + f" {'x' * 99}\n" * 200_000, "stretch"),
    "long comment": (HEAD + "#" + "x" * 20 * MEGABYTE, "stretch"),
    "blank lines": (HEAD + "\n" * 20 * MEGABYTE, "stretch"),
    "long key": (HEAD + "x" * 20 * MEGABYTE + ": 1", "stretch"),
    "long anchor": (HEAD + "x: &" + "x" * 20 * MEGABYTE, "stretch"),
    "long tag": (HEAD + "x: !" + "x" * 20 * MEGABYTE, "stretch"),
    "control characters": (HEAD + "x: '\x1b[2J'", "control"),
    "text that orders the terminal": (HEAD + 'x: "\\e]0;x\\a"', "unsafe"),
    "nothing": ("", "empty-file"),
}
BYTES: dict[str, tuple[bytes, str]] = {
    "UTF-16": (HEAD.encode("utf-16"), "encoding-wide"),
    "Latin-1": ("digest: {id: d, title: {vi: café}}".encode("latin-1"), "encoding"),
    "zeros": (bytes(100_000), "control"),
    "random": (bytes((n * n * 31 + n * 7) % 251 for n in range(100_000)), ""),
}


COUNTED_FIRST = frozenset({"50,000 open mappings"})
"""Files of which the libyaml of PyYAML 6.0.4 and later counts the depth before it looks at the keys."""


def samples() -> Iterator[tuple[str, bytes, str]]:
    """Yield name, bytes and the key of one of the faults to expect; an empty key stands for any."""
    for name, (text, key) in TEXTS.items():
        yield name, text.encode(), {"text-or-mapping": "mapping-wanted"}.get(key, key)
    for name, (content, key) in BYTES.items():
        yield name, content, key

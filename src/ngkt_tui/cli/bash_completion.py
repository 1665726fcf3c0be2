"""Completion in bash, which cuts a word at `:` and `=` and puts what is offered in the place of the last piece alone.

The whole line is therefore looked at here, and each word that is offered is cut as bash has cut the typed one. What is
offered need not begin with what was typed (an agency is found by its name, and offered by its id): bash would then
shorten what stands there to what all the words have in common. In such a case the words are only shown.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from click.shell_completion import BashComplete, split_arg_string

LINE, BREAKS = "NGKT_COMP_LINE", "NGKT_COMP_BREAKS"
"""What the script hands over: the line up to the cursor, and the characters at which bash cuts words."""
_SPECIAL = re.compile(r"([^\w@%+=:,./\-])")
_SPECIAL_IN_QUOTES = re.compile(r'(["$`\\])')
_SCRIPT = """\
%(complete_func)s() {
    local IFS=$'\\n' response completion type value
    response=$(env NGKT_COMP_LINE="${COMP_LINE:0:COMP_POINT}" NGKT_COMP_BREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=] ]]; then
        compopt -o nospace
    fi
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class BashCompletion(BashComplete):
    """click's completion for bash, over the whole line."""

    source_template: ClassVar[str] = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        if LINE not in os.environ:
            return super().get_completion_args()
        word = last_word(os.environ[LINE])
        return split_arg_string(os.environ[LINE][: -len(word.raw) or None])[1:], word.text

    def complete(self) -> str:
        if LINE not in os.environ:
            return super().complete()
        args, typed = self.get_completion_args()
        found = self.get_completions(args, typed)
        kept = [f"{item.type},{item.value}" for item in found if item.type != "plain"]
        head = typed[: typed.index("=") + 1] if typed.startswith("-") and "=" in typed else ""
        words = [head + item.value for item in found if item.type == "plain"]
        pieces = offered_pieces(last_word(os.environ[LINE]), words, os.environ.get(BREAKS, ""))
        return "\n".join([*kept, *(f"plain,{piece}" for piece in pieces)])


class TypedWord(NamedTuple):
    """A word as it stands on the line, what it means, and the quote that is still open in it."""

    raw: str
    text: str
    quote: str


def last_word(line: str) -> TypedWord:
    """Return the word at the end of a line: empty after a blank."""
    start, quote, is_escaped = 0, "", False
    for place, letter in enumerate(line):
        if is_escaped:
            is_escaped = False
        elif letter == "\\" and quote != "'":
            is_escaped = True
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter.isspace():
            start = place + 1
    raw = line[start:]
    return TypedWord(raw, "".join(split_arg_string(raw)[:1]), quote)


def offered_pieces(word: TypedWord, words: Sequence[str], breaks: str) -> Iterator[str]:
    """Yield what bash is to put in the place of the last piece of `word` for each of `words`."""
    kept = _kept_length(word, breaks)
    if len(words) > 1 and not all(each.startswith(word.text) for each in words):
        yield word.raw[kept:]
        yield from (f"{word.raw[kept:]} -> {each}" for each in words)
        return
    for each in words:
        written = _written(word, each)
        if written.startswith(word.raw[:kept]):
            yield written[kept:]


def _kept_length(word: TypedWord, breaks: str) -> int:
    """Return how much of a word bash lets stand: up to the open quote, else up to the last character that cuts."""
    if word.quote:
        return word.raw.rindex(word.quote) + 1
    cuts = [place for place, letter in enumerate(word.raw) if letter in breaks and letter not in "\"'"]
    return cuts[-1] + 1 if cuts else 0


def _written(word: TypedWord, wanted: str) -> str:
    """Return how `wanted` is written on the line in the place of `word`; what is typed of it stays as it is."""
    if wanted.startswith(word.text):
        return word.raw + _escaped(wanted[len(word.text) :], word.quote)
    return (
        word.raw[: word.raw.rindex(word.quote) + 1] + _escaped(wanted, word.quote) if word.quote else _escaped(wanted)
    )


def _escaped(text: str, quote: str = "") -> str:
    if quote == "'":
        return text
    return (_SPECIAL_IN_QUOTES if quote else _SPECIAL).sub(r"\\\1", text)

"""What a plain YAML scalar stands for: null, true, false, a decimal number, and otherwise its own letters.

YAML 1.1 would make `no` false, `12:30` 750 and `010` 8; here they stay text, and a model that wants a number
or a truth value refuses them.
"""

import re

_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER_START = frozenset("-0123456789")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")


def resolve(letters: str) -> object:
    """Return the value of a plain scalar. A number of more than 15 digits stays text."""
    if letters in _WORDS:
        return _WORDS[letters]
    if letters[0] in _NUMBER_START and (match := _NUMBER.fullmatch(letters)):
        return float(letters) if match[1] else int(letters)
    return letters

"""The names of keys: as users know them, as Textual knows them, and from the one to the other.

`/` is Textual's `slash`, `Ctrl+R` its `ctrl+r`. Nothing here loads Textual: the command line reads the keys of the
configuration file too, and pays for no screen.
"""

import string
import unicodedata
from functools import cache

_SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""The keys that type nothing a reader would see, with what stands on them."""

_ALSO = {"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown"}
_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+@",
    "ctrl+at": "ctrl+@",
}
"""What a terminal cannot tell from another key."""
_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's own names, in the place of those of Unicode."""


def key_names(keys: str) -> list[str]:
    """Return the keys of a row as a user knows them: `slash` is `/`, `ctrl+r` is `Ctrl+R`."""
    return [_key_name(key) for key in keys.split(",") if key]


def read_key(written: str) -> str | None:
    """Return Textual's name of a key that was written by a user, in either way; `None` where no key is called so."""
    text = unicodedata.normalize("NFC", written.strip() or written)
    if text.endswith("++") or text == "+":
        text = text[:-1] + "plus"
    *before, last = text.split("+")
    modifiers = {modifier.strip().lower() for modifier in before}
    key = _read_plain(last.strip() or last, is_modified=bool(modifiers - {"shift"}))
    if key is None or not modifiers <= set(_MODIFIERS):
        return None
    if "shift" in modifiers and len(key) == 1:
        if not key.isalpha():
            return None  # what shift makes of a digit depends on the keyboard
        if modifiers == {"shift"}:
            return key.upper()
    name = "+".join([*sorted(modifiers), key])
    return _SAME.get(name, name)


def types_something(key: str) -> bool:
    """Return whether a key by Textual's name would be typed into a box."""
    return len(key) == 1 or key == "space" or key in _signs()


def known_names() -> tuple[str, ...]:
    """Return the names of keys that are more than one sign, for whoever looks for the nearest."""
    return *_SHOWN, *_ALSO, *_signs()


def _read_plain(name: str, *, is_modified: bool) -> str | None:
    if len(name) == 1:
        shown = {sign: key for key, sign in _SHOWN.items()}
        if name in shown:
            return shown[name]
        return name.lower() if is_modified and name.isalpha() else _sign_name(name)
    lower = name.lower()
    key = _ALSO.get(lower, lower)
    return key if key in _SHOWN or key in _signs() else None


def _sign_name(sign: str) -> str | None:
    if sign.isalnum():
        return sign
    if sign != " " and (sign.isspace() or not sign.isprintable()):
        return None
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name) or None


@cache
def _signs() -> dict[str, str]:
    return {_sign_name(sign) or sign: sign for sign in string.punctuation}


def _key_name(key: str) -> str:
    *modifiers, last = key.split("+")
    shown = _SHOWN.get(last) or _signs().get(last, last)
    if not modifiers:
        return shown
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown.upper() if len(shown) == 1 else shown])

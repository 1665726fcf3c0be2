"""What Textual works out anew for each app and each message, worked out once for all tests of a process.

A style sheet's rules depend on its text and its colours, which of them hold for a widget on what it and those around it
are, the handlers of a message on two classes, and how many parameters a callback has on its code: none of it changes
between the thousand dashboards of a run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import FunctionType, MethodType
from typing import Any, NamedTuple

import pytest
from textual import _callback
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

Handlers = tuple[tuple[type, Any], ...]


@pytest.fixture(scope="session", autouse=True)
def _keeps_rules_and_handlers() -> Iterator[None]:
    """Parse each style sheet once, choose the rules of like widgets once, and look for handlers once for each class.

    The first two are a third of the time that an app takes to start or to open a dialog, the search a tenth of that of
    every message.
    """
    if Stylesheet.apply.__name__ == "apply_once":  # two folders ask for the caches; one in another would lose rules
        yield
        return
    numbers: dict[int, int] = {}
    """Of the rules of all style sheets, each list by its place in memory: all are kept."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(ColorSystem, "generate", _mixing_once())
        patching.setattr(Stylesheet, "parse", _parsing_once(numbers))
        patching.setattr(Stylesheet, "apply", _choosing_once(numbers))
        patching.setattr(Stylesheet, "replace_rules", _replacing_changes())
        patching.setattr(MessagePump, "_get_dispatch_methods", _searching_once())
        patching.setattr(_callback, "_count_parameters", _counting_by_code())
        yield


def _mixing_once() -> Any:
    generate, known = ColorSystem.generate, {}

    def generate_once(colors: ColorSystem) -> dict[str, str]:
        key = tuple((name, str(value)) for name, value in vars(colors).items())
        if key not in known:
            known[key] = generate(colors)
        return dict(known[key])

    return generate_once


def _parsing_once(numbers: dict[int, int]) -> Any:
    parse = Stylesheet.parse
    known: dict[tuple[object, ...], list[RuleSet]] = {}

    def parse_once(sheet: Stylesheet) -> None:
        key = (frozenset(sheet._variables.items()), *sheet.source.items())
        if sheet._invalid_css or key not in known:
            parse(sheet)
            known[key] = sheet.rules
            numbers[id(sheet.rules)] = len(numbers)
        sheet._rules, sheet._require_parse, sheet._rules_map = known[key], False, None

    return parse_once


class Candidates(NamedTuple):
    """The rules that may hold for a widget with certain names, and what else they ask for."""

    number: int
    pseudo_classes: tuple[str, ...]
    """Those that any of the rules asks for, also one for a part of the widget that has a style of its own."""
    features: Mapping[str, bool]


Places = dict[tuple[DOMNode, tuple[str, ...]], tuple[object, ...]]


def _choosing_once(numbers: dict[int, int]) -> Any:
    apply = Stylesheet.apply
    candidates: dict[tuple[object, ...], Candidates] = {}
    chosen: dict[tuple[object, ...], Any] = {}

    def apply_once(sheet: Any, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
        names = (numbers[id(sheet.rules)], type(node), node._id, frozenset(node._classes))
        if names not in candidates:
            candidates[names] = _candidates(sheet, node, len(candidates))
        number, pseudo_classes, features = candidates[names]
        key = (number, *_path(node, pseudo_classes, {} if cache is None else cache))
        if node.__dict__.get("_chosen_by") == key and not animate:  # nor has any part of it another style
            node.notify_style_update()
            return
        node.__dict__.update(features)
        node.__dict__["_chosen_by"] = None if animate else key
        if key in chosen:
            if chosen[key] is not None:
                sheet.replace_rules(node, chosen[key], animate=animate)
            sheet._process_component_classes(node)
            return
        chosen[key] = None

        def keep(node: DOMNode, rules: Any, animate: bool = False) -> None:
            del sheet.replace_rules
            chosen[key] = rules
            sheet.replace_rules(node, rules, animate=animate)

        sheet.replace_rules = keep
        apply(sheet, node, animate=animate)
        sheet.__dict__.pop("replace_rules", None)

    return apply_once


def _path(node: DOMNode, pseudo_classes: tuple[str, ...], known: Places) -> list[tuple[object, ...]]:
    """Return the places of a node and of all around it; `known` are those of the others that are styled with it."""
    path = []
    each: Any = node
    while isinstance(each, DOMNode):
        if (each, pseudo_classes) not in known:
            known[each, pseudo_classes] = _place(each, pseudo_classes)
        path.append(known[each, pseudo_classes])
        each = each._parent
    return path


def _candidates(sheet: Stylesheet, node: DOMNode, number: int) -> Candidates:
    rules = _rules_for(sheet, node)
    pseudo_classes: set[str] = set().union(*(rule.pseudo_classes for rule in rules))
    features = {
        "_has_hover_style": "hover" in pseudo_classes,
        "_has_focus_within": "focus-within" in pseudo_classes,
        "_has_order_style": not pseudo_classes.isdisjoint(
            {"first-of-type", "last-of-type", "first-child", "last-child", "empty"}
        ),
        "_has_odd_or_even": not pseudo_classes.isdisjoint({"odd", "even"}),
    }
    parts = (DOMNode(classes=name) for name in node._get_component_classes())
    of_parts = (rule for part in parts for rule in _rules_for(sheet, part))
    return Candidates(number, tuple(sorted(set().union(*map(_pseudo_classes, (*rules, *of_parts))))), features)


def _rules_for(sheet: Stylesheet, node: DOMNode) -> set[RuleSet]:
    by_name = sheet.rules_map
    return {rule for name in by_name.keys() & node._selector_names for rule in by_name[name]}


def _pseudo_classes(rule: RuleSet) -> set[str]:
    """Return the pseudo-classes of all selectors of a rule: of the widget, and of those around it."""
    return {name for selectors in rule.selector_set for each in selectors.selectors for name in each.pseudo_classes}


def _place(node: DOMNode, pseudo_classes: tuple[str, ...]) -> tuple[object, ...]:
    """Return all of a node that a selector can ask for."""
    return (type(node), node._id, node.classes, *map(node.has_pseudo_class, pseudo_classes))


def _replacing_changes() -> Any:
    replace = Stylesheet.replace_rules
    set_before: dict[int, tuple[Any, Any]] = {}
    """By the rules that a widget without any was given: these, that they stay, and how Textual keeps them."""

    def replace_changes(node: DOMNode, rules: Any, animate: bool = False) -> None:
        """Set the rules of a node that are others than before: to set an equal one changes nothing."""
        if animate:
            replace(node, rules, animate)
            return
        styles = node.styles.base
        before = styles._rules
        is_new = not before
        if is_new and id(rules) in set_before:
            styles.merge_rules(set_before[id(rules)][1])
            styles.refresh(layout=True, children=True)
            node.notify_style_update()
            return
        for name in before.keys() | rules.keys():
            if name not in rules or name not in before or rules[name] != before[name]:  # type: ignore[literal-required]
                setattr(styles, name, rules.get(name))
        if is_new:
            set_before[id(rules)] = rules, styles.get_rules()
        node.notify_style_update()

    return staticmethod(replace_changes)


def _searching_once() -> Any:
    search = MessagePump._get_dispatch_methods
    known: dict[tuple[type, str, type], Handlers | None] = {}

    def search_once(pump: MessagePump, name: str, message: Message) -> Iterable[tuple[type, Any]]:
        key = (pump.__class__, name, message.__class__)
        if key not in known:
            known[key] = _handlers(*key)
        handlers = known[key]
        if handlers is None:
            return search(pump, name, message)
        return _bound(handlers, pump, message) if handlers else ()

    return search_once


def _handlers(pump: type, name: str, message: type[Message]) -> Handlers | None:
    """Return the handlers of a message by the classes of a pump; nothing where one is chosen by a selector."""
    messages = [each for each in message.__mro__ if issubclass(each, Message)]
    found = []
    for each in pump.__mro__:
        decorated = each.__dict__.get("_decorated_handlers") or {}
        if any(decorated.get(kind) for kind in messages):
            return None
        method = each.__dict__.get(f"_{name}") or each.__dict__.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((each, method))
    return tuple(found)


def _bound(handlers: Handlers, pump: MessagePump, message: Message) -> Iterator[tuple[type, Any]]:
    for each, method in handlers:
        if message._no_default_action:
            break
        yield each, method.__get__(pump, each)


def _counting_by_code() -> Any:
    count = _callback._count_parameters

    def count_by_code(callback: Callable[..., object]) -> int:
        """Count from the code of a plain function what a signature, a hundred times as dear, says too."""
        function = callback.__func__ if isinstance(callback, MethodType) else callback
        if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
            return count(callback)
        code = function.__code__
        variable = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
        return code.co_argcount + code.co_kwonlyargcount + variable - (function is not callback)

    return count_by_code

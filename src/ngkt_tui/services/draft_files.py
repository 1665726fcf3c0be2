"""Drafts of articles, each in a file beside its store, in `drafts/<store>/<who writes it>`, written whole at each act.

What was decided outlives the program, however it ends. A file holds the article too, for its owner alone to read. Once
the stores of a folder had one `drafts/<who writes it>`: what stands there is still found, and goes from there with its
next act.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from ngkt_tui.domain.clauses import Clause
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import ExportError
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.text import slug
from ngkt_tui.services.article_draft import ArticleDraft, Decision, DraftEntry
from ngkt_tui.services.clause_facts import ClauseFact
from ngkt_tui.services.context import Context
from ngkt_tui.services.file_writing import put_file
from ngkt_tui.store.files import make_folder

MAX_NAME = 40


def draft_file(context: Context, draft: str) -> Path:
    """Return the file in which an actor's draft of an article is kept."""
    return _drafts_of(context.store) / _folder_of(context.actor) / f"{draft}.json"


def _folder_of(actor: str) -> str:
    readable = slug(actor)[:MAX_NAME].strip("-")
    return f"{readable}-{sha256(actor.encode()).hexdigest()[:8]}"  # two names may read alike


def _earlier_file(context: Context, draft: str) -> Path | None:
    """Return where the draft was kept when the stores of a folder shared their drafts."""
    store = context.store
    return (
        store.resolve().parent / "drafts" / _folder_of(context.actor) / f"{draft}.json"
        if isinstance(store, Path)
        else None
    )


def _present_file(context: Context, draft: str) -> Path:
    """Return where a draft is kept now."""
    path, earlier = draft_file(context, draft), _earlier_file(context, draft)
    return earlier if earlier is not None and not path.exists() and earlier.exists() else path


def _drafts_of(store: Place) -> Path:
    """Return the folder of drafts: beside a file, or, as a server keeps no files of its users, among a user's own."""
    if isinstance(store, Path):
        return store.resolve().parent / "drafts" / store.resolve().name
    from platformdirs import user_data_path  # only for such a store

    return user_data_path("ngkt-tui", appauthor=False) / "drafts" / sha256(str(store).encode()).hexdigest()[:12]


def kept_articles(context: Context) -> list[str]:
    """Return the ids of the articles whose drafts the actor keeps, the last one first."""
    with suppress(OSError):
        places = (draft_file(context, "x"), _earlier_file(context, "x"))
        files = [file for place in places if place is not None for file in place.parent.glob("*.json")]
        return list(dict.fromkeys(each.stem for each in sorted(files, key=lambda each: -each.stat().st_mtime)))
    return []


def save_draft(context: Context, draft: ArticleDraft) -> None:
    """Keep a draft, whole or not at all. Raises `ExportError`."""
    path = draft_file(context, draft.article)
    make_folder(path.parent)
    put_file(path, [json.dumps(_plain(draft), ensure_ascii=False)], may_replace=True)
    _drop_earlier(context, draft.article)


def _drop_earlier(context: Context, draft: str) -> None:
    earlier = _earlier_file(context, draft)
    if earlier is not None:
        with suppress(OSError):
            earlier.unlink()


def articles_folder(context: Context) -> Path:
    """Return the folder with the texts of articles that are at hand, by which terms are proven."""
    store = context.store
    return (store.resolve() if isinstance(store, Path) else _drafts_of(store)).parent / "articles"


def forget_draft(context: Context, draft: ArticleDraft) -> None:
    """Forget the draft of an article that has been taken in; its text stays at hand."""
    with suppress(OSError, ExportError):
        folder = articles_folder(context)
        make_folder(folder)
        put_file(folder / f"{draft.article}.txt", ["\n".join(draft.paragraphs), "\n"], may_replace=True)
    with suppress(OSError):
        draft_file(context, draft.article).unlink()
    _drop_earlier(context, draft.article)


def load_draft(context: Context, article: str, paragraphs: Sequence[str] | None = None) -> ArticleDraft | None:
    """Return the draft that is kept of an article; `None` for none, a damaged one, and where its text has changed."""
    try:
        kept = json.loads(_present_file(context, article).read_text("utf-8"))
        draft = _read_plain(kept)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return draft if paragraphs is None or draft.paragraphs == tuple(paragraphs) else None


def _plain(draft: ArticleDraft) -> dict[str, Any]:
    plain = {name: getattr(draft, name) for name in ("article", "paragraphs", "conference", "is_conference_taken")}
    entries = [{**entry._asdict(), "clause": entry.clause._asdict()} for entry in draft.entries]
    return plain | {"entries": entries, "used": sorted(draft.used)}


def _read_plain(kept: Mapping[str, Any]) -> ArticleDraft:
    entries = tuple(_entries(kept["entries"]))
    whole = {**kept, "entries": entries, "paragraphs": tuple(kept["paragraphs"]), "used": frozenset(kept["used"])}
    return ArticleDraft(**whole)


def _entries(kept: Sequence[Mapping[str, Any]]) -> Iterator[DraftEntry]:
    for each in kept:
        given = {**each, "clause": Clause(**each["clause"]), "kind": RecordKind(each["kind"])}
        given |= {"decision": Decision(each["decision"]), "terms": tuple(each["terms"]), "notes": tuple(each["notes"])}
        given |= {"facts": tuple(ClauseFact(RecordKind(kind), *rest) for kind, *rest in each.get("facts", ()))}
        yield DraftEntry(**given)

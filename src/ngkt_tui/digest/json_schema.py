"""The JSON Schema of a digest, made from the models, for editors that complete and validate.

Cross references and required fields of a record are checked by `ngkt-tui check` only.
"""

import json
from typing import Any

from ngkt_tui.digest.model.whole_digest import MODELS, Digest

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema as plain values."""
    schema = Digest.model_json_schema(by_alias=True)
    for model in MODELS.values():
        definition = schema["$defs"][model.__name__]
        names = ", ".join(("id", *model.required))
        definition["description"] += f"\n\nRequired, here or in another digest that is used: {names}."
    for name, definition in schema["$defs"].items():
        for field, described in definition.get("properties", {}).items():
            _describe(described, FIELD_WORDS.get(f"{name}.{field}") or FIELD_WORDS.get(field))
    for field, described in schema["properties"].items():
        _describe(described, LIST_WORDS.get(field) or FIELD_WORDS[field])
    return {"$schema": DIALECT, **schema, "title": "A digest for ngkt-tui"}


def _describe(described: dict[str, Any], words: str | None) -> None:
    if words:
        described["description"] = words


def schema_text() -> str:
    """Return the schema as text, ready for a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


FIELD_WORDS: dict[str, str] = {
    "digest": "What this file is, and which other digests it builds on.",
    "id": "The id: lowercase letters and digits, joined by single hyphens. It means one thing for ever.",
    "notes": "What a reader should know beside the facts, in both languages.",
    "inferred": "For each field that is not printed but follows from the text: what it follows from.",
    "was": "The ids that this record had before; what users did to it is carried over.",
    "corrects": "In a digest of one's own: the fields that stand in place of what other digests say.",
    "sources": "Where it is printed: articles, paragraphs, and key terms that stand in them.",
    "name": "What it is called.",
    "title": "Its title, in our own words unless it is a printed title.",
    "text": "The words, in both languages.",
    "kind": "Which kind it is.",
    "aliases": "Other names under which it is printed or looked for.",
    "printed_as": "What is printed, letter for letter, where that is a number or differs from the right form.",
    "conference": "The id of the conference at which it was said.",
    "period": "The time that it is about, in words.",
    "said_by": "The id of the official or organisation that said it.",
    "themes": "The ids of the themes that it falls under.",
    "figures": "The ids of the figures that it names.",
    "Heading.schema": "The version of this file format; it is 2, and 1 is still read.",
    "Heading.uses": "The ids of the digests whose records this one refers to.",
    "Article.title": "The headline as printed.",
    "Heading.own": "true for what a unit made itself: no articles, and records that need no source.",
    "Article.outlet": "The newspaper or site, if printed.",
    "Article.author": "Who wrote it, if printed.",
    "Article.published": "The day of publication, if printed: YYYY-MM-DD.",
    "Article.language": "The language of the article: vi, en, …",
    "Article.url": "Where it can be read.",
    "Article.complete": "false where only a part of the article was at hand.",
    "Article.document": "The id of the document, where the text is not news but the document itself.",
    "Article.paragraphs": "How many paragraphs the text has: lines with something on them.",
    "Article.sha256": "The hash of the paragraphs; `ngkt-tui verify` tells whether it is right.",
    "Article.notes": "What a reader should know; also why nothing cites a paragraph: “¶1, 25: headline; ¶3: caption”.",
    "Document.number": "The official number, as 15-CT/TW.",
    "Document.issuer": "The id of the organisation that issued it.",
    "Document.issued": "The day of issue: YYYY-MM-DD.",
    "Document.implements": "The ids of the documents that it carries out.",
    "Organisation.short": "The usual abbreviation.",
    "Organisation.parent": "The id of the organisation that it is a part of.",
    "Organisation.member_of": "The ids of the groups it belongs to: what a group was asked, its members were asked.",
    "Conference.date": "The day: YYYY-MM-DD. Left out where no source gives one.",
    "Conference.time_of_day": "The time of day as printed, as “morning”.",
    "Conference.format": "Whether people met in one place, online, or both.",
    "Conference.place": "Where it was held.",
    "Conference.related": "The ids of conferences that it follows up or belongs to.",
    "Conference.points": "The ids of the organisations in whose places people took part by video link.",
    "Conference.participants": "Who took part, and as what.",
    "Participant.official": "The id of the official who took part.",
    "Participant.organisation": "The id of the organisation that took part.",
    "Participant.who": "Who took part, where only words name them.",
    "Participant.roles": "As what they took part.",
    "Participant.point": "Where they took part, as the place of a video link.",
    "Participant.said": "What they said there, in a sentence.",
    "Official.name": "The full name in its right form.",
    "Official.posts": "The posts, each with the conferences at which it is printed.",
    "Post.title": "The post as printed.",
    "Post.organisation": "The id of the organisation that the post belongs to.",
    "Post.conferences": "The ids of the conferences at which the person held the post.",
    "Family.name": "What the enumeration is called, as “three priorities”.",
    "Family.printed_count": "The number that the source prints; as many items must be listed.",
    "Family.items": "The items, in their order.",
    "FamilyItem.directives": "The ids of the directives that the item covers.",
    "FamilyItem.directive": "The id of the one directive that the item is, as schema 1 writes it.",
    "Directive.issued": "The day on which it was asked, where no conference dates it: YYYY-MM-DD.",
    "Directive.kind": "How it was asked: the verb decides.",
    "Directive.issuers": "The ids of who asked: officials, organisations, or the conference itself.",
    "Directive.addressees": "The ids of the organisations that were asked.",
    "Directive.lead": "The ids of the organisations in charge (chủ trì), where the source names them.",
    "Directive.coordinating": "The ids of the organisations that join in (phối hợp), where the source names them.",
    "Directive.text": "The one thing to do, in our own words.",
    "Directive.markets": "The ids of the markets that it is about.",
    "Directive.agreements": "The ids of the agreements that it is about.",
    "Directive.documents": "The ids of the documents that it rests on or asks for.",
    "Directive.nature": "Whether following it up can find a product or event, work that goes on, or no act at all.",
    "Directive.product": "The product, decision, document, event or number that the text names.",
    "Directive.horizon": "The time by which or in which it is to be done, as printed.",
    "Directive.repeats": "The directives that this one takes up again, or is related to.",
    "Repeat.directive": "The id of the other directive; of an earlier conference, unless the two are only related.",
    "Repeat.how": "Whether the same is asked again, something narrower, broader or more, or only something related.",
    "Period.text": "The time as printed.",
    "Period.start": "The first day, where it follows from the words: YYYY-MM-DD.",
    "Period.end": "The last day, where it follows from the words: YYYY-MM-DD.",
    "Agreement.partners": "The ids of the markets or organisations that it is made with.",
    "Agreement.within": "The ids of the sets or networks of agreements that contain it.",
    "Agreement.observations": "What each conference reported of it.",
    "Observation.conference": "The id of the conference that reported it.",
    "Observation.stage": "The stage as reported, never more; left out where none was.",
    "Observation.what": "What was reported beside the stage, as that it was reviewed.",
    "Observation.next_step": "What is to come next, as reported.",
    "Market.within": "The ids of the regions or blocs that it lies in or belongs to.",
    "Market.mentions": "How each conference spoke of it.",
    "MarketMention.stance": "How the conference spoke of it.",
    "MarketMention.what": "What was said of it.",
    "Company.country": "The id of the market that the company comes from.",
    "Company.mentions": "What each conference said of it.",
    "CompanyMention.what": "What was said of it.",
    "Figure.label": "What the number counts.",
    "Figure.value": "The number; the lower one of a range.",
    "Figure.value_max": "The upper number of a range.",
    "Figure.bound": "How exact the number is meant: about, nearly, over, at least, hundreds of.",
    "Figure.unit": "The unit.",
    "Figure.kind": "Whether it was reported as a fact, aimed at, or expected.",
    "Result.kind": "Whether it was done, judged, expected or agreed; left out for what was done.",
    "Result.text": "What was reported, in our own words.",
    "Result.actors": "The ids of the organisations that did it.",
    "Result.answers": "The ids of directives that it may answer.",
    "Citation.article": "The id of the article.",
    "Citation.para": "The number of the paragraph, or a list of numbers (no range); they count from 1.",
    "Citation.terms": "One to four short terms that stand in one of the paragraphs, letter for letter.",
    "Citation.document": "In a digest of one's own: the id of the document that stands in place of an article.",
    "Citation.point": "The point of the document, as “2” or “II.3”.",
    "Citation.of": "The fields that only this source reports; left out where it speaks for all.",
    "Text.vi": "The Vietnamese text.",
    "Text.en": "The English text.",
}

LIST_WORDS: dict[str, str] = {
    "articles": "The articles that this digest is written from.",
    "documents": "Resolutions, programmes and other papers that are spoken of.",
    "organisations": "Bodies and groups that act or are addressed.",
    "themes": "Subjects that directives and results are sorted by.",
    "conferences": "Conferences and meetings, with who took part.",
    "officials": "Named people, with their posts.",
    "families": "Enumerations that a source names, as “three priorities”.",
    "directives": "What was asked: one entry, one thing to do.",
    "agreements": "Trade agreements and the like, with the stages reported.",
    "markets": "Countries, blocs, regions and products, with how they were spoken of.",
    "companies": "Companies that are named.",
    "figures": "Numbers, with what they count.",
    "results": "What was reported as done, judged, expected or agreed.",
}
"""What each list of a digest holds."""

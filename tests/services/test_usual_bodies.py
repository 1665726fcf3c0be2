"""The packaged digest of usual bodies: what it says fits the other one, and former names lead to who took over."""

from collections import Counter
from pathlib import Path

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.records import Organisation
from ngkt_tui.domain.enums import OrganisationKind
from ngkt_tui.query.lookup import normalize_name
from ngkt_tui.services.agencies import agencies_called, lacks_usual_bodies
from ngkt_tui.services.context import USUAL_BODIES, digest_path, packaged_digest
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.reader import Reader
from tests.digest.reading import check_file
from tests.fixtures.stores import context_of, make_packaged_store

PATH = digest_path(Path(USUAL_BODIES))
PROVINCES = 34
MINISTRIES = 14


@pytest.fixture(scope="module")
def bodies() -> tuple[Organisation, ...]:
    return load(PATH).digest.organisations


def test_it_is_whole_and_strict(bodies: tuple[Organisation, ...]) -> None:
    checked = check_file(PATH, strict=True)
    assert (checked.faults, checked.advice) == ((), ())
    kinds = Counter(each.kind for each in bodies)
    assert (kinds[OrganisationKind.PROVINCE], kinds[OrganisationKind.MINISTRY]) == (PROVINCES, MINISTRIES)
    assert all("2025" in each.notes.vi for each in bodies if each.notes and "ngang bộ" not in each.notes.vi)


def test_no_name_means_two_bodies_and_each_of_the_63_provinces_is_found(bodies: tuple[Organisation, ...]) -> None:
    names = Counter(
        normalize_name(name)
        for each in bodies
        for name in {each.name and each.name.vi, each.short and each.short.vi, *each.aliases}
        if name
    )
    assert [name for name, count in names.items() if count > 1] == []
    provinces = [each for each in bodies if each.kind is OrganisationKind.PROVINCE]
    former = [name for each in provinces for name in each.aliases if name.startswith("UBND tỉnh ")]
    assert len(former) + len(provinces) == 63 + 1  # Huế was one before, by another name


def test_a_body_that_the_other_digest_knows_has_its_id_there(bodies: tuple[Organisation, ...]) -> None:
    known = {
        normalize_name(each.name.vi): each.id for each in load(packaged_digest()).digest.organisations if each.name
    }
    twice = {each.id: known.get(normalize_name(each.name.vi), each.id) for each in bodies if each.name}
    assert {mine: theirs for mine, theirs in twice.items() if mine != theirs} == {}
    assert {"bng", "ubnd-lang-son", "bo-nganh"} <= set(twice)


def test_former_names_lead_to_who_took_over(tmp_path: Path) -> None:
    context = context_of(make_packaged_store(tmp_path / "ngkt.sqlite"))
    with Reader(context) as reader:
        assert lacks_usual_bodies(reader)
    import_digest(context, PATH)
    with Reader(context) as reader:
        assert not lacks_usual_bodies(reader)
        found = agencies_called(reader, ["Bộ Kế hoạch và Đầu tư; Bộ GTVT; Hà Giang; TP.HCM; Bộ NN&MT"])
        full = agencies_called(reader, ["Ủy ban nhân dân tỉnh Lạng Sơn; UỶ BAN NHÂN DÂN TP. Hà Nội; UBND TP Huế"])
    assert found == ("btc", "bxd", "ubnd-tuyen-quang", "ubnd-ho-chi-minh", "bnnmt")
    assert full == ("ubnd-lang-son", "ubnd-ha-noi", "ubnd-hue")

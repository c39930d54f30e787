"""What `make bench` measures with is there: it runs too long to be a test itself."""

from bench.dossiers import cases, long_form, with_papers
from sync.change import Insert
from tests.forms.shared import complete_dossiers


def test_it_has_a_dossier_of_every_form() -> None:
    assert set(cases()) == set(complete_dossiers())
    assert all(cases().values())


def test_its_long_dossiers_are_as_long_as_they_say() -> None:
    assert len(long_form()) == 40
    papers = with_papers(cases()["chung-thuc@1"], 9)
    assert sum(isinstance(operation, Insert) for operation in papers) == 9

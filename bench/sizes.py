"""What an edit and a dossier weigh, signature, parents and ids included, beside the answers as plain JSON."""

import json
from collections.abc import Sequence

from msgspec import structs

from bench.dossiers import ANSWERS, Signed, answers, begun, cases, edited, long_form, with_papers
from bench.figure import Figure
from sync.change import Operation

EDIT_BYTES_MAX = 200
# of a dossier as long as most: the signature and the ids, some 200 B, weigh the same in a short one
DOSSIER_RATIO_MAX = 1.15
PAPERS = 9


def figures() -> list[Figure]:
    found = []
    for form, operations in cases().items():
        dossier = begun(form, operations, 0)
        found.append(
            weighed(f"{form}, {len(answers(operations))} answers in one sitting", dossier, operations)
        )
        edit = len(edited(form, dossier, answers(operations)[-1]).envelope())
        found.append(
            Figure(name=f"{form}, one answer changed", value=edit, unit="B", value_max=EDIT_BYTES_MAX)
        )
    papers = with_papers(cases()["chung-thuc@1"], PAPERS)
    found.append(
        weighed(f"chung-thuc@1, {PAPERS} papers in one sitting", begun("chung-thuc@1", papers, 1), papers)
    )
    long = long_form()
    figure = weighed(f"{ANSWERS} answers and a paragraph in one sitting", begun("khoi-cong@1", long, 2), long)
    return [*found, structs.replace(figure, ratio_max=DOSSIER_RATIO_MAX)]


def weighed(name: str, dossier: Signed, operations: Sequence[Operation]) -> Figure:
    floor = len(as_json(operations))
    return Figure(name=name, value=len(dossier.envelope()), unit="B", floor=floor, beside="answers as JSON")


def as_json(operations: Sequence[Operation]) -> bytes:
    """The answers alone, by path, as an unsigned draft would be kept."""
    by_path = {answer.path: answer.value for answer in answers(operations)}
    return json.dumps(by_path, ensure_ascii=False, separators=(",", ":")).encode()

"""What an edit and a dossier weigh, signature, parents and ids included, beside the answers as plain JSON."""

import json
from collections.abc import Sequence

from msgspec import structs

from bench.dossiers import Signed, begun, cases, edited
from bench.figure import Figure
from sync.change import Insert, Operation, Set

EDIT_BYTES_MAX = 200
# of a dossier as long as most: the signature and the ids, some 200 B, weigh the same in a short one
DOSSIER_RATIO_MAX = 1.15
ANSWERS = 40
PAPERS = 9
PARAGRAPH = (
    "Nhà mình xây lại trên nền nhà cũ, giữ nguyên ranh giới với hai nhà bên. Đường vào hẹp nên vật tư "
    "chở bằng xe ba gác, tập kết trong sân, không để ra lòng đường. Thợ làm từ bảy giờ sáng đến năm giờ "
    "chiều, nghỉ chủ nhật."
)


def figures() -> list[Figure]:
    found = []
    for form, operations in cases().items():
        dossier = begun(form, operations, 0)
        found.append(
            weighed(f"{form}, {len(answers(operations))} answers in one sitting", dossier, operations)
        )
        edit = len(edited(form, dossier, answers(operations)[-1]).envelope())
        kept = edit <= EDIT_BYTES_MAX
        goal = f"at most {EDIT_BYTES_MAX} B"
        found.append(Figure(name=f"{form}, one answer changed", value=edit, unit="B", goal=goal, kept=kept))
    papers = with_papers(cases()["chung-thuc@1"], PAPERS)
    found.append(
        weighed(f"chung-thuc@1, {PAPERS} papers in one sitting", begun("chung-thuc@1", papers, 1), papers)
    )
    long = lengthened(cases()["khoi-cong@1"], ANSWERS)
    figure = weighed(f"{ANSWERS} answers and a paragraph in one sitting", begun("khoi-cong@1", long, 2), long)
    kept = figure.value <= DOSSIER_RATIO_MAX * figure.floor
    return [*found, structs.replace(figure, goal=f"at most {DOSSIER_RATIO_MAX} times", kept=kept)]


def answers(operations: Sequence[Operation]) -> list[Set]:
    return [operation for operation in operations if isinstance(operation, Set)]


def weighed(name: str, dossier: Signed, operations: Sequence[Operation]) -> Figure:
    return Figure(name=name, value=len(dossier.envelope()), unit="B", floor=len(as_json(operations)))


def with_papers(operations: Sequence[Operation], papers: int) -> list[Operation]:
    """The appointment for copies with more papers, each a row like the first."""
    found = list(operations)
    row = next(operation.row for operation in operations if isinstance(operation, Insert))
    for paper in range(1, papers):
        other = f"{paper:013}"
        for operation in operations:
            if isinstance(operation, Insert):
                found.append(Insert(operation.list_path, other, f"P{paper}"))
            elif isinstance(operation, Set) and row in operation.path:
                found.append(Set(operation.path.replace(row, other), operation.value))
    return found


def lengthened(operations: Sequence[Operation], count: int) -> list[Operation]:
    """A long form: these answers, again these in a part of their own, and one in full sentences."""
    again = [Set(f"/second{answer.path}", answer.value) for answer in answers(operations)]
    return [*[*answers(operations), *again][: count - 1], Set("/content", PARAGRAPH)]


def as_json(operations: Sequence[Operation]) -> bytes:
    """The answers alone, by path, as an unsigned draft would be kept."""
    by_path = {answer.path: answer.value for answer in answers(operations)}
    return json.dumps(by_path, ensure_ascii=False, separators=(",", ":")).encode()

"""What fields of a form ask of each other, and what is worked out from them. Pure.

A rule is broken where its condition is false; where it cannot be told yet it stands aside, as `required` says
what is missing. One that only warns keeps nobody from handing in. The twin of pwa/src/forms/rules.ts.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from backend.forms.assemble import Answers
from backend.forms.definition import Form
from backend.forms.expressions import Around, Value, holds, value_of
from backend.forms.visible import instances


class BrokenRule(Struct, frozen=True, kw_only=True):
    path: str
    rule: str
    level: Literal["error", "warning"]
    # the answer that would do, such as the earliest day still possible; None where nothing can be offered
    offer: Value


def broken_rules(form: Form, answers: Answers, today: str) -> Iterator[BrokenRule]:
    """In the order of the form's rules. `today` is the day in Ho Chi Minh City; what is not asked is fine."""
    for rule in form.rules.rules:
        for path in instances(rule.at, answers.asked, answers.lists):
            around = _around(form, answers, path, today)
            if path in answers.asked and holds(rule.holds, around) is False:
                offer = None if rule.offer is None else value_of(rule.offer, around)
                yield BrokenRule(path=path, rule=rule.id, level=rule.level, offer=offer)


def computed(form: Form, answers: Answers, today: str) -> dict[str, Value]:
    """What is worked out, by the path at which it is shown; None while something is missing."""
    return {
        path: value_of(each.value, _around(form, answers, path, today))
        for each in form.rules.computed
        for path in instances(each.at, answers.asked, answers.lists)
    }


def _around(form: Form, answers: Answers, path: str, today: str) -> Around:
    return Around(asked=answers.asked, rows=answers.lists, path=path, today=today, calendar=form.calendar)

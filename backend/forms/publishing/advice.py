"""Whether the field that a procedure's advice names is in its form, and holds a unit."""

from collections.abc import Iterable, Iterator

from backend.forms.definition import Form
from backend.forms.procedure import Procedure
from backend.forms.publishing.faults import Fault


def advice_faults(procedure: Procedure, versions: Iterable[Form]) -> Iterator[Fault]:
    """In every version of its form: a dossier of an old one waits for a network as well."""
    path = None if procedure.unsent is None else procedure.unsent.unit
    if path is None:
        return
    for form in versions:
        field = form.ui.fields.get(path)
        # In rows there would be several, and one number is called.
        if field is None or field.widget != "unit" or "@" in path:
            yield Fault("/unsent/unit", f"{path} is no field of {form.id} with one unit", "mend the path")

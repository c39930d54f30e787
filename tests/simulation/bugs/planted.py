"""A planted bug: one fault of one kind, switched on by a patch for the length of a block."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from msgspec import Struct


class Bug(Struct, frozen=True, kw_only=True):
    name: str
    # the promise or rule that it breaks
    breaks: str
    # what is patched, and with what
    target: Any
    function: str
    instead: Callable[..., Any]

    @property
    def place(self) -> str:
        module = getattr(self.target, "__module__", None)
        name = self.target.__name__ if module is None else f"{module}.{self.target.__qualname__}"
        return f"{name}.{self.function}"

    @contextmanager
    def planted(self) -> Iterator[None]:
        with mock.patch.object(self.target, self.function, self.instead):
            yield

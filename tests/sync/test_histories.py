"""Generated histories: every replica agrees with the oracle, all agree with each other, no value is lost.

`HAIDANG_HISTORIES` is how many (2,000), `HAIDANG_SEED` the first seed (0). A failure names its seed.
"""

import os
from random import Random
from typing import Final

import pytest

from tests.interop.replica import Harness
from tests.support.histories import History
from tests.sync import referee
from tests.sync.oracle import Oracle

_HISTORIES: Final = int(os.environ.get("HAIDANG_HISTORIES", "2000"))
_SEED: Final = int(os.environ.get("HAIDANG_SEED", "0"))
_BLOCKS: Final = 20


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("block", range(_BLOCKS))
def test_W2_W3_W4_O4_C8_every_history_holds(block: int) -> None:
    for seed in range(_SEED + block, _SEED + _HISTORIES, _BLOCKS):
        try:
            check(seed)
        except Exception as fault:
            fault.add_note(f"history {seed}")
            raise


def check(seed: int) -> None:
    history = History(seed, Harness().answer)
    referee.check_answers(history)
    referee.check_agreement(history)
    for held in referee.final(history):
        oracle = Oracle(held)
        document = referee.check_orders(held, oracle, Random(seed))
        referee.check_honest_contexts(history, oracle)
        referee.check_no_value_is_lost(history, oracle, document)

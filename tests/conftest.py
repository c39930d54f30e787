"""Hypothesis without a clock: the same examples every time, and others for each `HAIDANG_SEED`."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    deadline=None,
    derandomize="HAIDANG_SEED" not in os.environ,
    # a busy machine is slow, not wrong
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

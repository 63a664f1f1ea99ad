"""Settings that every test run shares, also those that start notebook kernels."""

import os

from hypothesis import settings

# Kernels inherit these: pictures instead of sliders, one BLAS thread, no window system.
os.environ["MFML_STATIC"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["MPLBACKEND"] = "agg"

# Everybody tests the same examples, however slow the machine; the weekly run explores.
settings.register_profile("course", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("MFML_EXAMPLES", "course"))


def pytest_collectstart(collector):
    # A library may warn on one machine and not on another; that no warning is *stored*
    # in a notebook is asserted in tests/course.
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("stderr",)

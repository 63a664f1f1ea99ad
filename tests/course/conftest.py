"""A test that takes `lesson` runs once per notebook of the course."""

import pytest

from tests.course.lessons import LESSONS, id_of, read


@pytest.fixture(params=LESSONS, ids=id_of)
def lesson(request):
    return read(request.param)

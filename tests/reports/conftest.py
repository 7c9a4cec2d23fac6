"""What tests of reports start from."""

import pytest

from tests.meetings.factories import Table


@pytest.fixture
def table(db: None) -> Table:
    return Table()

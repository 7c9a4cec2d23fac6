"""A portal that holds the demonstration and nothing else."""

import pytest
from django.core.management import call_command


@pytest.fixture
def demonstration(db: None) -> None:
    call_command("load_demo", verbosity=0)

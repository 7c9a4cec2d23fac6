"""What every test may use."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

pytest_plugins = ["tests.embedded_database"]

hypothesis.register_profile(
    "default", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.register_profile("fuzz", hypothesis.get_profile("default"), max_examples=1000)
hypothesis.load_profile("default")


@pytest.fixture(autouse=True)
def kept_apart(settings: LazySettings, tmp_path: Path) -> None:
    """Files of a test stay in its own folder; passwords are hashed fast; pages need no manifest."""
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.STATIC_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }

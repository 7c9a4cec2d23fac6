"""What every test may use."""

pytest_plugins = ["tests.embedded_database"]

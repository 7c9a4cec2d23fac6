"""The settings of the portal: how the body that runs it presents itself, and its logo."""

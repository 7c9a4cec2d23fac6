"""A report in each of its formats, from one content."""

"""A PostgreSQL of the portal's own, in its data folder, for whoever names no other one."""

from arbj_portal.core.embedded.server import EmbeddedPostgres, embedded_url

__all__ = ["EmbeddedPostgres", "embedded_url"]

"""The pages of members and accounts."""

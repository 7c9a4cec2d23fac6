"""What the demonstration holds, by subject: facts that were published, and fiction, flagged."""

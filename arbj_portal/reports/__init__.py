"""What is read across all rooms to account for an agreement."""

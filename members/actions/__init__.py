"""What changes members and accounts. Each action is atomic and says who acts."""

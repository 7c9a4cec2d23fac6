"""What changes agreements and activities. Each action is atomic and says who acts."""

"""The pages of agreements and activities."""

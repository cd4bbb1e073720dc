"""What each lesson asks."""

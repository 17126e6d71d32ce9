"""What is known beforehand: actors, places. Read-only, versioned with the program, and open to a user's own files."""

"""What a user writes: scenario files, the catalogue of everything they may set, and clear errors."""

"""What people say of a journey, step by step: one field, and what others said there."""

"""The questions, and what they share: where to look, and how answers are worded. Knows graph/ only."""

"""The board page: where it breaks most, how much, and who must meet."""

"""What a run goes through: what a source says is settled with what all others say, before anything is written."""

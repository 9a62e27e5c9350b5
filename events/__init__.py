"""What customers did: contacts as systems recorded them, kept as Parquet, and the flows and routes mined from them."""

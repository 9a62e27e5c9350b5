"""A knowledge file as a workbook: its sheets and columns read off the model, written and read."""

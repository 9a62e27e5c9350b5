"""The workbook of a journey."""

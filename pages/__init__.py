"""What architects and boards look at: a page is a folder with its operation, its template and its picture."""

"""Every word that people read, in both languages: labels, sentences, cells, numbers, dates, reports."""

"""Files to reports: paths, text, trees, checked reports."""

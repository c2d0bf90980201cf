"""Reports to files: YAML, templates, drafts and the database."""

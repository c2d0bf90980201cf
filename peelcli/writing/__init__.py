"""Reports to files: YAML, templates, drafts."""

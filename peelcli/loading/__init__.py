"""Loading: from files to validated reports."""

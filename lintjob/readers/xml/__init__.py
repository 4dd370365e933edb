"""XML feeds."""

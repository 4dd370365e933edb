"""The kinds of checks: a small closed set, one module each.

A kind is a module with the keys of a rule file that are its own (``KEYS``) and ``parse``, which
makes a check of them. A check is a pure generator of findings and knows nothing of files, levels
or output.
"""

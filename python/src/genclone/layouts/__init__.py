"""How each CPython lays out a generator and its frame: one module a version."""

"""A town of three tables and two modules of rules, small enough to read at a glance."""

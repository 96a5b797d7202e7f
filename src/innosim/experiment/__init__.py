"""Many runs: what varies (plan), how a run runs (runner), where results go (folder), and back (result)."""

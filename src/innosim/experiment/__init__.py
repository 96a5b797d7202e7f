"""Many runs: what varies (plan), how a run runs (runner), where results go (store), and back (result)."""

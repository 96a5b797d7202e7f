"""The test suite on every Python that innosim promises: `nox`, or `nox -s tests-3.13 -- tests/unit`."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False

LOCK = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", "requirements/lock-dev.txt"]


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    session.install(*LOCK)
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")
    session.run("python", "-m", "pip", "check")
    session.run("pytest", *(session.posargs or ["-n", "auto"]))

#!/usr/bin/env python3
"""Start innosim from a checkout: nothing is needed but Python 3.11, 3.12 or 3.13.

    python start.py run randers      whatever follows goes to innosim: run, check, show, ...
    python start.py test             every check that must pass before a change lands
    python start.py test --only pytest tests/unit -k ledger    just some of them, while working
    python start.py test --lowest tests/unit   tests with the lowest versions that pyproject.toml allows
    python start.py docs             the documentation, in docs/_build/html
    python start.py baseline         the reference numbers in tests/, made again
    python start.py object           the compiled model that the next wheel takes along
    python start.py lock [--upgrade] the locks in requirements/, made again from pyproject.toml

The first use makes the folder .venv beside this file and installs into it exactly what
requirements/ lists, each file checked against its hash; later ones start at once.
"""

# Written so that any Python can read it, and a too old one says so in a sentence.
from __future__ import print_function

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "innosim-installed.json")
WINDOWS = os.name == "nt"
PYTHON = (
    os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")
)
LOCKS = {
    "core": os.path.join(ROOT, "requirements", "lock.txt"),
    "dev": os.path.join(ROOT, "requirements", "lock-dev.txt"),  # holds all of core, and the tools
    "lowest": os.path.join(ROOT, "requirements", "lock-lowest.txt"),  # of core, and what tests need
}
HOLDS = {"core": ["core"], "dev": ["core", "dev"], "lowest": ["lowest"]}
OLDEST, NEWEST = (3, 11), (3, 13)

UNREACHABLE = 75  # "try again later", of BSD's sysexits: for CI, no package index is no failed test
# What pip writes into its log, old (23) or new (26), where the network lets it down.
AWAY = (
    "Max retries exceeded",
    "connection error:",
    "Server Error:",
    "Read timed out",
    "IncompleteDownload",
)

CHECKS = [
    ("format", ["-m", "ruff", "format", "--check", "--quiet"]),
    ("lint", ["-m", "ruff", "check", "--quiet"]),
    ("spelling", ["-m", "codespell_lib", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"]),
    ("types", ["-m", "mypy", "--no-error-summary"]),
    (
        "imports",
        [
            "-c",
            "import sys; from importlinter.cli import lint_imports as f; sys.exit(f(no_logo=True))",
        ],
    ),
    ("pytest", ["-m", "pytest"]),  # last, so that its closing line stands near the end
]


def stop(sentence, code=2):
    sys.stderr.write("start.py: " + sentence + "\n")
    sys.exit(code)


def say(sentence):
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def runs(name):
    path = shutil.which(name) if hasattr(shutil, "which") else None
    return bool(path) and not subprocess.call(
        [path, "-c", ""], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def need_a_supported_python():
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    sentence = "innosim needs Python 3.11, 3.12 or 3.13, and this is {}.{}".format(
        *sys.version_info[:2]
    )
    found = [name for name in ("python3.13", "python3.12", "python3.11") if runs(name)]
    if found:
        sentence += "; try: {} start.py {}".format(found[0], " ".join(sys.argv[1:]))
    elif WINDOWS:
        sentence += "; try: py -3.13 start.py {}".format(" ".join(sys.argv[1:]))
    stop(sentence.rstrip() + ("" if found or WINDOWS else "."))


def digest(*paths):
    total = hashlib.sha256()
    for path in paths:
        try:
            with open(path, "rb") as file:
                # A checkout may have turned line ends; that is no other lock.
                total.update(file.read().replace(b"\r\n", b"\n"))
        except (IOError, OSError):
            stop("{} is missing; is this a complete checkout?".format(os.path.relpath(path, ROOT)))
    return total.hexdigest()


def installed():
    """What the stamp says .venv holds; nothing where the last installation did not finish."""
    try:
        with open(STAMP, "rb") as file:
            return json.loads(file.read().decode("utf-8"))
    except (IOError, OSError, ValueError):
        return {}


def environment():
    """The variables of a process that runs in .venv.

    src goes on the path although innosim is installed: on Windows, Python before 3.13 reads the
    one line of that installation in an old encoding, and misses a folder named in Danish letters.
    """
    variables = dict(os.environ)
    for name in ("PYTHONHOME", "__PYVENV_LAUNCHER__", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"):
        variables.pop(name, None)
    variables["VIRTUAL_ENV"] = VENV
    variables["PATH"] = os.path.dirname(PYTHON) + os.pathsep + variables.get("PATH", "")
    variables["PYTHONPATH"] = os.path.join(ROOT, "src")
    variables["UV_PYTHON_DOWNLOADS"] = "never"
    return variables


def call(arguments, **options):
    """Run Python in .venv and give its exit code; Ctrl-C and a kill reach it, and end this as well."""
    child = subprocess.Popen([PYTHON] + arguments, env=environment(), **options)
    before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return child.wait()
    except KeyboardInterrupt:  # the child has had it too
        child.wait()
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def index_was_away(said):
    """Say whether pip, which failed, could not reach its package index. A wrong file is another matter."""
    return "DO NOT MATCH THE HASHES" not in said and any(words in said for words in AWAY)


def pip(arguments, sentence):
    log = os.path.join(VENV, "pip.log")
    if os.path.exists(log):
        os.remove(log)  # pip would write on at its end
    # Quiet twice: the sentences here say what goes on, pip only what fails.
    command = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    # What pip says goes to stderr: stdout belongs to innosim.
    if not call(command + ["--log", log] + arguments, cwd=ROOT, stdout=sys.stderr):
        return
    said = ""
    if os.path.exists(log):
        with open(log, "rb") as file:
            said = file.read().decode("utf-8", "replace")
    stop(sentence, UNREACHABLE if index_was_away(said) else 2)


def make_venv():
    say("Making .venv with Python {}.{}.{} ...".format(*sys.version_info[:3]))
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV], stdout=sys.stderr):
        stop(
            "Python could not make .venv, see above; "
            "on Debian and Ubuntu the package python3-venv must be installed first."
        )


def prepare(kind):
    """Have .venv hold what the lock lists: nothing to do if the stamp says so."""
    project = digest(os.path.join(ROOT, "pyproject.toml"))
    wanted = {name: digest(LOCKS[name]) for name in HOLDS[kind]}
    have = installed() if os.path.exists(PYTHON) else {}
    new_lock = any(have.get(name) != wanted[name] for name in wanted)
    if not new_lock and have.get("project") == project:
        return
    if not os.path.exists(PYTHON):
        make_venv()
    if os.path.exists(STAMP):
        os.remove(STAMP)  # written again only when everything below has succeeded
    if new_lock:
        name = os.path.relpath(LOCKS[kind], ROOT)
        say("Installing what {} lists, once: this takes a minute or two ...".format(name))
        # The lock is complete (--no-deps), each file's hash is known, and nothing is built on the
        # spot (a build would fetch its own requirements unchecked).
        pip(
            ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", LOCKS[kind]],
            "the packages could not be installed, see above; without a network this cannot work the first time.",
        )
        have = {}
    # --no-build-isolation: hatchling comes from the lock, too.
    pip(
        ["--no-deps", "--no-build-isolation", "--editable", ROOT],
        "innosim could not be installed, see above.",
    )
    have.update(wanted, project=project)
    with open(STAMP, "wb") as file:
        file.write(json.dumps(have, sort_keys=True).encode("utf-8"))


def innosim(arguments):
    prepare("core")
    command = ["-m", "innosim"] + arguments
    os.environ["INNOSIM_CALLED"] = (
        "python start.py"  # so that what to type next is said as it was typed
    )
    if WINDOWS:
        return call(command)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(PYTHON, [PYTHON] + command, environment())  # signals reach innosim itself
    return None


def pytest_arguments(arguments, kind):
    """Without arguments everything, on all cores, notebooks where there is Jupyter; with some, just those."""
    if kind == "lowest":
        # An old release may call what a newer neighbour has deprecated: it works all the same.
        return ["-W", "default::DeprecationWarning"] + (arguments or ["-n", "auto"])
    if arguments:
        return arguments
    notebooks = os.path.join(ROOT, "notebooks")
    some = os.path.isdir(notebooks) and any(
        name.endswith(".ipynb") for name in os.listdir(notebooks)
    )
    return ["-n", "auto"] + (["--nbmake", "tests", "notebooks"] if some else [])


def test(arguments):
    names = [name for name, _ in CHECKS]
    kind = "dev"
    if arguments[:1] == ["--lowest"]:
        kind, names, arguments = "lowest", ["pytest"], arguments[1:]
    elif arguments[:1] == ["--only"]:
        names = arguments[1].split(",") if len(arguments) > 1 else []
        arguments = arguments[2:]
        unknown = [name for name in names if name not in dict(CHECKS)]
        if unknown or not names:
            stop("--only takes some of {}, with commas between.".format(", ".join(dict(CHECKS))))
    prepare(kind)
    failed = []
    for name, command in CHECKS:
        if name not in names:
            continue
        say("[{}]".format(name))
        extra = pytest_arguments(arguments, kind) if name == "pytest" else []
        if call(command + extra, cwd=ROOT):
            failed.append(name)
    if failed:
        say("Did not pass: {}.".format(", ".join(failed)))
    return 1 if failed else 0


def lock(arguments):
    """Make the locks: tools first, then the core held to the same versions, and each at its lowest."""
    import tomllib

    prepare("dev")
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        declared = tomllib.load(file)
    build, project = declared["build-system"]["requires"], declared["project"]
    extras = project["optional-dependencies"]
    asked = build + project["dependencies"] + extras["test"] + extras["studies"]
    # Else uv keeps to what the lock has, also where a lower bound has gone down.
    anew = ["--upgrade-package=" + re.match(r"[\w.-]+", each).group() for each in asked]
    common = [
        "-m",
        "uv",
        "--quiet",
        "pip",
        "compile",
        "pyproject.toml",
        "-",
        "--universal",
        "--python-version",
        "3.11",
    ]
    common += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    steps = [
        ["--extra", "dev", "--extra", "docs", "--output-file", "requirements/lock-dev.txt"]
        + arguments,
        ["--extra", "studies", "--constraint", "requirements/lock-dev.txt"]
        + ["--output-file", "requirements/lock.txt"]
        + arguments,
        ["--extra", "test", "--extra", "studies", "--resolution", "lowest-direct"]
        + ["--output-file", "requirements/lock-lowest.txt"]
        + anew
        + arguments,
    ]
    for step in steps:
        command = [PYTHON] + common + step
        if subprocess.run(
            command, cwd=ROOT, env=environment(), input="\n".join(build).encode()
        ).returncode:
            stop("the locks could not be made, see above.")
    prepare("dev")
    return 0


def docs(arguments):
    if not os.path.exists(os.path.join(ROOT, "docs", "conf.py")):
        stop("there is no docs/conf.py yet.")
    prepare("dev")
    command = ["-m", "sphinx", "-b", "html", "-W", "--keep-going", "docs", "docs/_build/html"]
    return call(command + arguments, cwd=ROOT)


def baseline(arguments):
    prepare("dev")
    makers = ("make_baseline.py", "make_values.py", "make_who_writes.py")
    return max(call([os.path.join("tests", name)] + arguments, cwd=ROOT) for name in makers)


def ship(arguments):
    prepare("core")
    return call(["-m", "innosim.model.shipped"] + arguments, cwd=ROOT)


def main():
    need_a_supported_python()
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.rstrip())
        return 0
    commands = {"test": test, "lock": lock, "docs": docs, "baseline": baseline, "object": ship}
    if arguments[0] in commands:
        return commands[arguments[0]](arguments[1:])
    return innosim(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

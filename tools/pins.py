"""make pins: writes constraints.txt anew, without hashes and without any address."""

from tools.places import PYTHON, ROOT, must

OPTIONS = (
    "--universal",
    "--upgrade",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--python-version",
    "3.11",
)


def main() -> None:
    """Install uv if need be and let it resolve."""
    must([PYTHON, "-m", "pip", "install", "--quiet", "uv"])
    must([PYTHON, "-m", "uv", "pip", "compile", "--quiet", *OPTIONS, ROOT / "requirements-dev.in",
          "-o", ROOT / "constraints.txt"])  # fmt: skip
    print("constraints.txt written; run make check and make test")


if __name__ == "__main__":
    main()

"""The digest that comes with the program."""

from pathlib import Path

SEED = "seed.yaml"


def packaged_digest() -> Path:
    """Return the path of the packaged digest: within the package, or beside the checkout of an editable install."""
    package = Path(__file__).parents[1]
    packaged = package / "data" / SEED
    return packaged if packaged.is_file() else package.parents[1] / "data" / SEED

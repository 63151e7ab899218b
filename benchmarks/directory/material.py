"""What the queries are made of: sentences, kinds of places, parts of names."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yml")


@lru_cache(maxsize=1)
def material() -> dict[str, Any]:
    """The lists of material.yml, each as a list."""
    lists = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    lists["counties"] = [county.strip() for county in lists["counties"].split(";")]
    return {name: content.split() if isinstance(content, str) else content for name, content in lists.items()}

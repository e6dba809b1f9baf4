"""YAML of which no value is passed over: by itself, PyYAML believes the last of two of one name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

Joined = Callable[[list[tuple[str, Any]]], dict[str, Any]]
"""Makes one mapping of its names and values, or raises ValueError."""


def yaml_in(text: str, joined: Joined) -> Any:
    """The plain values of a YAML text, each mapping made by ``joined``. Raises ValueError,
    yaml.YAMLError, RecursionError, TypeError."""

    class Loader(yaml.SafeLoader):
        """One of its own for each ``joined``."""

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
        loader.flatten_mapping(node)
        return joined(
            [
                (
                    loader.construct_object(name, deep=True),
                    loader.construct_object(value, deep=True),
                )
                for name, value in node.value
            ]
        )

    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    return yaml.load(text, Loader=Loader)  # noqa: S506  a SafeLoader

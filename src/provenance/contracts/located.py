"""YAML with line numbers: a parsed document that can say on which line a value stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from provenance.errors import ContractError

#: Steps from the root of a document to a value: keys of mappings, positions in sequences.
Path = tuple[str | int, ...]

# libyaml's, several times as fast; a PyYAML that was built without it has only its own.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The key `<<`, which only means something inside its mapping.
_MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True)
class Located:
    """A YAML document: its parsed `value`, the `file` as messages name it, and the text it was read from."""

    file: str
    text: str
    value: Any
    root: yaml.Node

    def line(self, path: Sequence[str | int]) -> int:
        """The line (from 1) of the value at a path; of the nearest one around it where the path leads nowhere.

        Steps that the document does not have are passed over: pydantic puts the names of union members into its locations.
        """
        node, mark = self.root, self.root.start_mark
        for step in path:
            if isinstance(node, yaml.MappingNode):
                # The last key wins, as it does in the parsed value: merged keys (`<<`) come first.
                for key, value in reversed(node.value):
                    if key.value == step:
                        node, mark = value, key.start_mark
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
        return int(mark.line) + 1

    def error(self, path: Sequence[str | int], message: str) -> ContractError:
        """An error that names file and line of the value at a path."""
        return ContractError(f"{self.file}:{self.line(path)}: {message}")


def parse(file: str, text: str) -> Located:
    """Parse one YAML document (YAML 1.1, plain data only).

    Raises ContractError, with file and line, for a syntax error, a key that stands twice in one mapping, and a
    document that is not a mapping.
    """
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise ContractError(f"{file}:1: the file must hold one mapping (apiVersion, kind, id …)")
        for key in _repeated_keys(root):
            raise ContractError(f"{file}:{key.start_mark.line + 1}: the key {key.value!r} stands twice: remove one")
        for node in _nodes(root):
            _construct(file, loader, node)
        value = loader.construct_document(root)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        raise ContractError(f"{file}:{mark.line + 1 if mark else 1}: not valid YAML: {e.problem or e.context}") from e
    except yaml.reader.ReaderError as e:
        line = text.count("\n", 0, e.position) + 1
        raise ContractError(f"{file}:{line}: not valid YAML: {e.reason}") from e
    return Located(file, text, value, root)


def _construct(file: str, loader: yaml.constructor.SafeConstructor, node: yaml.Node) -> None:
    """Construct a scalar alone: PyYAML's own error for one that no date or number can be made of names no line."""
    if isinstance(node, yaml.ScalarNode) and node.tag != _MERGE:
        try:
            loader.construct_object(node)
        except ValueError as e:
            line = node.start_mark.line + 1
            raise ContractError(f"{file}:{line}: {node.value!r} is neither a number nor a date ({e}): quote it") from e


def _repeated_keys(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Keys that repeat an earlier one of the same mapping; PyYAML would let the last one win without a word."""
    for node in _nodes(root):
        if isinstance(node, yaml.MappingNode):
            names: set[str] = set()
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in names:
                        yield key
                    names.add(key.value)


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """Every node once, however many aliases lead to it."""
    pending, visited = [root], set()
    while pending:
        node = pending.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            pending.extend(each for pair in node.value for each in pair)
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key and every value that is neither a mapping nor a list, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from leaves(inner, (*path, position))
    else:
        yield path, value

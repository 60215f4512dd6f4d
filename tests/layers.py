"""The import contract of `pyproject.toml`: rooms in layers, where a room may lie inside another's folder.

import-linter's own `layers` cannot have a package and its descendant in one contract, and here
`municipalities.badge` stands above `municipalities`.
"""

from importlinter import Contract, ContractCheck, fields, output


class Rooms(Contract):
    """Upper layers import lower ones, never back; `|` divides strangers, `:` companions of one layer."""

    type_name = "rooms"
    layers = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose) -> ContractCheck:
        """Look at every import between two rooms."""
        rooms = parse(self.layers)
        missing = [name for name in rooms if name not in graph.modules]
        forbidden = [
            (importer, imported)
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not may_import(rooms, importer, imported)
        ]
        return ContractCheck(
            kept=not forbidden and not missing, metadata={"forbidden": forbidden, "missing": missing}
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that the picture forbids, with its line."""
        for name in check.metadata["missing"]:
            output.print_error(f"There is no module {name}")
        for importer, imported in check.metadata["forbidden"]:
            output.print_error(f"{importer} must not import {imported}")


def parse(layers) -> dict[str, tuple[int, bool]]:
    """Return room → (height, whether its neighbours of that layer may import it)."""
    rooms = {}
    for height, line in enumerate(reversed(layers)):
        companions = ":" in line
        for name in line.replace(":", "|").split("|"):
            rooms[name.strip()] = (height, companions)
    return rooms


def may_import(rooms, importer: str, imported: str) -> bool:
    """Whether the picture allows this import. Modules in no room assemble, and no room imports them."""
    upper, lower = room_of(rooms, importer), room_of(rooms, imported)
    if upper is None or upper == lower:
        return True
    if lower is None:
        return imported == "silab"
    if rooms[upper][0] == rooms[lower][0]:
        return rooms[upper][1]
    return rooms[upper][0] > rooms[lower][0]


def room_of(rooms, module: str) -> str | None:
    """Return the room with the longest name that the module lies in."""
    fitting = [name for name in rooms if module == name or module.startswith(f"{name}.")]
    return max(fitting, key=len, default=None)

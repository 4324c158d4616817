"""Tools: what every step of a run needs, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from provenance.contracts.odcs import Contract, load_contracts
from provenance.dataset import layout
from provenance.fields.registry import Registry, load_registry
from provenance.pipeline.recipe import Recipe, make_recipe
from provenance.pipeline.request import Request
from provenance.pipeline.settings import Settings


@dataclass(frozen=True)
class Tools:
    """What every step of a run needs: contracts, registry, recipe."""

    registry: Registry
    contracts: Mapping[str, Contract]
    recipe: Recipe

    @cached_property
    def schemas(self) -> Mapping[str, pa.Schema]:
        """Arrow schema of every table."""
        return {name: contract.schema for name, contract in self.contracts.items()}

    @cached_property
    def texts(self) -> Mapping[str, bytes]:
        """The texts behind the hashes, by their path in the dataset."""
        contracts = {layout.contract_path(each.hash): each.canonical for each in self.contracts.values()}
        return {layout.recipe_path(self.recipe.hash): self.recipe.text, **contracts}


def tools_for(request: Request) -> Tools:
    """The tools of a request, as `load_tools`."""
    return load_tools(request.settings, request.registry, request.contracts)


def load_tools(settings: Settings, registry_folder: Path | None = None, contracts_folder: Path | None = None) -> Tools:
    """Load contracts and registry and make the recipe. Raises ContractError or ConfigError; nothing has been written by then."""
    registry, contracts = load_registry(registry_folder), load_contracts(contracts_folder)
    return Tools(registry, contracts, make_recipe(settings, registry, contracts))

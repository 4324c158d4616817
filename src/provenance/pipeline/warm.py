"""What the server that workers are forked from does beforehand (`process.py`): it reads a page, by being imported.

What every page needs is so compiled and loaded once, not once in each worker. Nothing of the page reaches what is read later.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from provenance.fields.registry import load_registry
from provenance.model.snapshot import Snapshot
from provenance.pipeline.reading import read_snapshot
from provenance.pipeline.settings import Settings

PAGE = """<html lang="en"><title>Ferry sails again</title><article><h1>Ferry sails again</h1><p>By Ann Lee</p>
<p>The ferry to Larn sailed again on 14 March 2031, the harbour office said. “It carries 9 tonnes”, said Ann Lee.</p>
<p>It had been out of service for two weeks after a storm damaged its engine and parts of the pier in the old harbour.</p>
<p>(AFP)</p></article></html>"""

# What goes wrong here does so again where it is used.
with suppress(Exception):
    read_snapshot(Snapshot("warm", "ferry.html", "text/html", PAGE.encode()), load_registry(), Settings())
# Objects of before the fork: no worker has to go through them again.
gc.collect()
gc.freeze()

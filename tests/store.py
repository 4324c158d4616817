"""An S3 server on the loopback address, for as long as a test session."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class _Silent(WSGIRequestHandler):
    def log(self, *args: Any) -> None:
        """Nobody reads it."""


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of a server that runs meanwhile.

    It answers one request after the other: moto looks at the condition of a write first and writes then, which another thread
    could come between.
    """
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, threaded=False, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def access(address: str) -> dict[str, str]:
    """The variables that give access to the server."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "sample",
        "AWS_SECRET_ACCESS_KEY": "sample",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def new_bucket(address: str) -> str:
    """The name of a bucket that was made now."""
    name = f"bucket-{secrets.token_hex(4)}"
    with urlopen(Request(f"{address}/{name}", method="PUT")):
        return name

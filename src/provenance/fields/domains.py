"""Hosts and registered domains of addresses."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from tld import get_tld
from tld.utils import Result


def host_of(url: str) -> str | None:
    """The host of an http or https URL, lower case, without port, credentials and final dot; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    return host if parts.scheme in ("http", "https") and host and all(host.split(".")) else None


def registered_domain(url: str) -> str | None:
    """The registered domain of a URL's host: one label more than its public suffix (publicsuffix.org, both sections).

    The list is the one that the tld package bundles; nothing is fetched. A suffix that the list does not name, such as the
    reserved `.example`, falls under the list's own last rule, `*`: the last label is the suffix. None where the URL has no
    host, and for hosts that have no registered domain: an address of IP, a single label, a public suffix itself.
    """
    host = host_of(url)
    if host is None or _is_address(host):
        return None
    found = get_tld(f"https://{host}", fail_silently=True, as_object=True)
    if isinstance(found, Result):
        return found.fld if found.fld != found.tld else None
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 else None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

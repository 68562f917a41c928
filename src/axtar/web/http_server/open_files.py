"""The number of files that this process may open, of which each connection takes one."""

import sys
from dataclasses import replace

from axtar.web.http_server.limits import ServerLimits

OTHER_FILES = 512  # of the index, the catalogue, uploads and downloads
CONNECTIONS_ON_WINDOWS = 400  # it has no `poll`, and its `select` takes 512 sockets


def with_allowed_connections(limits: ServerLimits) -> ServerLimits:
    """Return the limits with as many connections as the system allows.

    It is asked to allow this process more open files first.
    """
    if sys.platform == "win32":
        return replace(limits, connections=min(limits.connections, CONNECTIONS_ON_WINDOWS))
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return replace(limits, connections=min(limits.connections, max(soft - OTHER_FILES, soft // 2)))
    return limits

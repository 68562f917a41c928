"""The open connections of a server, by the addresses that they come from."""

import time
from typing import TYPE_CHECKING

from axtar.clients import client_of
from axtar.web.http_server.limits import ServerLimits
from axtar.web.proxy import is_proxy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from axtar.web.http_server.channel import Channel


class Connections:
    """The open connections.

    When there are too many, those that are waiting for their client make room.
    """

    def __init__(self, limits: ServerLimits, proxies: "Sequence[str]" = ()) -> None:
        """Keep to the limits, that of one address except for a trusted proxy.

        A proxy brings the connections of many clients.
        """
        self._limits = limits
        self._proxies = proxies
        self._by_client: dict[str, list[Channel]] = {}

    def __iter__(self) -> "Iterator[Channel]":
        """Iterate over the open connections, which may be closed meanwhile."""
        for channels in list(self._by_client.values()):
            yield from list(channels)

    def __len__(self) -> int:
        """Return their number."""
        return sum(map(len, self._by_client.values()))

    def add(self, channel: "Channel") -> None:
        """Add a connection that was accepted."""
        self._by_client.setdefault(client_of(channel.addr[0]), []).append(channel)

    def remove(self, channel: "Channel") -> None:
        """Remove a connection that was closed."""
        client = client_of(channel.addr[0])
        channels = self._by_client.get(client, [])
        if channel in channels:
            channels.remove(channel)
        if not channels:
            self._by_client.pop(client, None)

    def make_room(self, address: str) -> bool:
        """Close a connection if there is no room for another from an address.

        Return whether there is room then.
        """
        own = self._by_client.get(client_of(address), [])
        if len(own) >= self._limits.per_address and not is_proxy(address, self._proxies):
            return _evict(own)
        return len(self) < self._limits.connections or _evict(list(self))

    def close_overdue(self) -> None:
        """Close the connections that have taken too long."""
        now = time.time()
        for channel in self:
            if channel.is_overdue(now):
                channel.end()


def _evict(channels: "list[Channel]") -> bool:
    """Close the connection that can best be spared; return whether there is one."""
    now = time.time()
    ranked = [(rank, channel) for channel in channels if (rank := channel.eviction_rank(now)) is not None]
    if not ranked:
        return False
    min(ranked, key=lambda pair: pair[0])[1].handle_close()
    return True

"""The identity of a client: what limits and delays by address count."""

import ipaddress

IPV6_PREFIX = 64
"""One customer of a provider has a whole network of this size; an address of it is no identity."""


def client_of(address: str) -> str:
    """Return what identifies a client: its IPv4 address or its IPv6 /64 network.

    All clients without a usable address are one: "".
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)

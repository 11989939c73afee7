"""Who sends, as far as it is counted: the account, the address, and the network that the address is in."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

# What one household, school or telephone mast shares.
PREFIX = {4: 24, 6: 64}


@dataclass(frozen=True)
class Sender:
    """Empty where there is none: a stranger has no account, and only a text message has a number."""

    account: str = ""
    address: str = ""
    network: str = ""
    number: str = ""

    @classmethod
    def of(cls, request: HttpRequest, *, number: str = "") -> Sender:
        address = address_of(request)
        account = str(request.user.pk) if request.user.is_authenticated else ""
        return cls(account=account, address=address, network=network_of(address), number=number)


def address_of(request: HttpRequest) -> str:
    """Behind proxies that are trusted, whoever asked the first of them."""
    return str(get_adapter().get_client_ip(request))


def network_of(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:  # a socket without an address
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    return str(ip_network(f"{known}/{PREFIX[known.version]}", strict=False))

"""Addresses of this machine and of private networks are known however they are written."""

from __future__ import annotations

import asyncio

import pytest

from blogsieve.crawler.politeness.guard import is_private

INSIDE = """127.0.0.1 2130706433 0x7f.1 0177.0.0.1 127.1 0.0.0.0 localhost 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1
169.254.169.254 224.0.0.1 ::1 :: ::ffff:127.0.0.1 ::ffff:7f00:1 64:ff9b::7f00:1 2002:7f00:1:: fe80::1 fd00::1""".split()


@pytest.mark.parametrize("host", INSIDE)
def test_private_address_is_known(host: str) -> None:
    assert asyncio.run(is_private(host))


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "nowhere.invalid"])
def test_other_hosts_are_not_private(host: str) -> None:
    assert not asyncio.run(is_private(host))

"""A real provider of OpenID Connect on this machine, and a browser that is somebody there: npm's oidc-provider."""

import os
import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO

import pytest
from django.test import Client

PROVIDER = Path(__file__).resolve().parents[2] / "scripts" / "oidc_provider"
SITE = "http://testserver"


class Unfollowed(Exception):
    """The provider sends the browser back to the site."""


class UntilTheSite(urllib.request.HTTPRedirectHandler):
    """Follows the provider's redirects, and stops at the one that leads back to the site."""

    def redirect_request(
        self, request: urllib.request.Request, file: IO[bytes], code: int, said: str, headers: HTTPMessage, address: str
    ) -> urllib.request.Request | None:
        if address.startswith(SITE):
            file.close()
            raise Unfollowed(address)
        return super().redirect_request(request, file, code, said, headers, address)


def install(folder: Path, package: str) -> None:
    """Install a provider from its lock file; skips the test where there is no Node, and fails in CI."""
    if shutil.which("npm") is None:
        sentence = f"There is no Node on this machine; the real provider is npm's {package}"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    if not (folder / "node_modules" / package).is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True)


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def provider_that_sends_to(*backs: str) -> AbstractContextManager[str]:
    """Let a provider run that sends browsers back to some addresses; its own address is given."""
    return running(PROVIDER, "oidc-provider", *backs)


@contextmanager
def running(folder: Path, package: str, *arguments: str) -> Iterator[str]:
    """Let the provider of a folder run, which says "ready" when it answers; its own address is given."""
    install(folder, package)
    port = free_port()
    process = subprocess.Popen(
        ["node", "provider.mjs", str(port), *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)
    process.stdout.close()


def way_back(client: Client, name: str, begin: str = "/log-ind/kommune?next=/maalepunkt/exam") -> str:
    """Return the address to which the provider sends the browser of somebody who says that they are `name`."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), UntilTheSite())
    with browser.open(client.get(begin)["Location"]) as page:
        uid = re.search(r"/interaction/([\w-]+)$", page.url)
        assert uid is not None
        address = page.url
    with pytest.raises(Unfollowed) as sent:
        browser.open(f"{address}/as/{name}")
    return str(sent.value).removeprefix(SITE)

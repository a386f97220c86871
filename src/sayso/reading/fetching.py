"""A URL to bytes, within bounds of time and size, from checked addresses alone."""

from __future__ import annotations

import importlib.metadata
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import FetchFailed, NotFound, RefusedAddress, TooLarge
from sayso.reading.limits import MIB, Limits
from sayso.reading.network import Network, checked_addresses

if TYPE_CHECKING:
    import httpx

GONE = frozenset({404, 410})
ERRORS_FROM = 400
RETRY = "Check the address and try again later, or save the page to a file and give that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: its bytes, the address after redirects, and the type and encoding declared."""

    data: bytes
    url: str
    content_type: str | None
    charset: str | None


def fetch(url: str, *, limits: Limits, network: Network) -> Fetched:
    """Return what is at *url*, an ``http`` or ``https`` address, after at most ``limits.redirects`` redirects.

    Every address on the way is checked and then connected to itself; proxies of the environment are not used,
    for they would resolve names anew. Raises `RefusedAddress`, `NotFound`, `TooLarge` and `FetchFailed`.
    """
    import httpx

    client = httpx.Client(
        transport=_transport(network, source=url),
        trust_env=False,
        follow_redirects=True,
        max_redirects=limits.redirects,
        timeout=limits.fetch_seconds,
        headers={"User-Agent": f"sayso/{importlib.metadata.version('sayso')}", "Accept-Encoding": "gzip, deflate"},
    )
    outcome: list[Fetched | BaseException] = []

    def get() -> None:
        try:
            outcome.append(_get(client, url, limits=limits))
        except BaseException as error:  # noqa: BLE001  # raised again below, in the caller's thread
            outcome.append(error)

    # A server can stay under every single time limit and still never end: the whole has one, too.
    thread = threading.Thread(target=get, daemon=True)
    thread.start()
    thread.join(limits.fetch_seconds)
    in_time = not thread.is_alive()
    client.close()
    if not in_time:
        raise FetchFailed(f"It took over {limits.fetch_seconds:g} seconds", source=url, remedy=RETRY)
    found = outcome[0]
    if isinstance(found, Fetched):
        return found
    raise _as_input_error(found, url=url, limits=limits)


def _as_input_error(error: BaseException, *, url: str, limits: Limits) -> BaseException:
    import httpx

    match error:
        case httpx.TooManyRedirects():
            what = f"It redirects more than {limits.redirects} times"
            return FetchFailed(what, source=url, remedy="Give the address that it leads to.")
        case httpx.UnsupportedProtocol() | httpx.InvalidURL():
            remedy = "Give an http or https address."
            return RefusedAddress("It is no address of a web page", source=url, remedy=remedy)
        case httpx.HTTPError():
            return FetchFailed(f"It can't be fetched ({error or type(error).__name__})", source=url, remedy=RETRY)
        case _:
            return error


def _get(client: httpx.Client, url: str, *, limits: Limits) -> Fetched:
    with client.stream("GET", url) as response:
        if response.status_code in GONE:
            raise NotFound(f"There is no such page (status {response.status_code})", source=url, remedy=RETRY)
        if response.status_code >= ERRORS_FROM:
            raise FetchFailed(f"The server refused (status {response.status_code})", source=url, remedy=RETRY)
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > limits.file:
                what = f"It is over {limits.file / MIB:g} MiB"
                raise TooLarge(what, source=url, remedy="Save it to a file and give that.")
        return Fetched(
            data=bytes(data),
            url=str(response.url),
            content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower() or None,
            charset=response.charset_encoding,
        )


def _transport(network: Network, *, source: str) -> httpx.BaseTransport:
    import httpx

    class CheckedTransport(httpx.HTTPTransport):
        """Connects each request, redirects too, to an address that was checked for it."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            host, scheme = request.url.host, request.url.scheme
            if scheme not in {"http", "https"} or request.url.userinfo:
                remedy = "Give an http or https address without a user name."
                raise RefusedAddress("It is no address of a public web page", source=source, remedy=remedy)
            port = request.url.port or (443 if scheme == "https" else 80)
            name = request.url
            # The certificate is checked against the name, the connection goes to the number.
            request.extensions = {**request.extensions, "sni_hostname": host}
            failure: httpx.ConnectError | httpx.ConnectTimeout | None = None
            for address in checked_addresses(host, port, network=network, source=source):
                request.url = name.copy_with(host=address)
                try:
                    response = super().handle_request(request)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    failure = error
                    continue
                finally:
                    request.url = name
                return response
            raise failure or httpx.ConnectError("no address", request=request)

    # No connection is kept: another name on the same address needs its own certificate checked.
    return CheckedTransport(limits=httpx.Limits(max_keepalive_connections=0))

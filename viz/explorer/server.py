"""The explorer as a running server: it listens on this machine, opens a browser, and ends with Ctrl-C."""

import errno
import ipaddress
import signal
import socket
import webbrowser
from collections.abc import Callable
from types import FrameType

import psutil
import uvicorn

from graph.errors import UsageError
from viz.explorer.app import application
from viz.explorer.desk import Desk
from viz.explorer.security import Guard, Keys

LOOPBACK = "127.0.0.1"
PORT = 8765


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any that is free. Raises UsageError where it cannot."""
    try:
        (family, _, _, _, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UsageError(f"{host} is no address of this machine; leave --host away for {LOOPBACK}.") from error
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows would let a second program take the port over
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise UsageError(_why_not(error, host, port)) from error
    return listening


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; give another with --port, or --port 0 for any that is free."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is not open to you; give one above 1023 with --port."
    return f"{host} is no address of this machine; leave --host away for {LOOPBACK}."


def hosts(host: str, port: int) -> frozenset[str]:
    """The values of the Host header under which the explorer answers; a name that somebody points here is none of them."""
    names = {host.lower()}
    if is_loopback(host):
        names |= {LOOPBACK, "localhost"} if ":" not in host else {"::1", "localhost"}
    elif _is_any(host):
        names = {"localhost", *(one.address for some in psutil.net_if_addrs().values() for one in some)}
    return frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def guarded(desk: Desk, keys: Keys, host: str, port: int) -> Guard:
    """The explorer behind its guard. The cookie carries the port: browsers share cookies among the ports of a host."""
    return Guard(application(desk, keys.csrf), keys=keys, hosts=hosts(host, port), cookie=f"palermo-{port}")


def configured(guard: Guard) -> uvicorn.Config:
    """How it is served: quietly, saying nothing of what serves it, without sockets, and believing no proxy."""
    return uvicorn.Config(
        guard,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=2,
    )


def serve(desk: Desk, listening: socket.socket, host: str, *, browser: bool, told: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or a signal to end. `told` is given the address at which it opens, which is good once."""
    port = listening.getsockname()[1]
    keys = Keys()
    shown = "localhost" if _is_any(host) else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/?t={keys.start}"
    told(address)
    if browser:
        webbrowser.open(address)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        uvicorn.Server(configured(guarded(desk, keys, host, port))).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
        listening.close()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt

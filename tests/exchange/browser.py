"""A headless Chromium, if the machine has one, spoken to through a pipe: no port, no package."""

import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_PATIENCE_S = 60
_FIRST_FD = 20


def chromium() -> str | None:
    """Return the path of a Chromium: the one DONNYBROOK_CHROMIUM names, or that of the system."""
    named = os.environ.get("DONNYBROOK_CHROMIUM")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)


class Browser:
    """One page, which is told where to go and asked what it shows. ``complaints`` is all that its console said."""

    def __init__(self, process: "subprocess.Popen[bytes]", to_fd: int, from_fd: int) -> None:
        self._process = process
        self._to, self._from = to_fd, from_fd
        self._number = 0
        self._rest = b""
        self._session = ""
        self.complaints: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol and return its result."""
        self._number += 1
        said: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._to, json.dumps(said).encode() + b"\0")
        while (heard := self._hear()).get("id") != self._number:
            self._note(heard)
        assert "error" not in heard, heard
        result: dict[str, Any] = heard["result"]
        return result

    def go(self, url: str) -> None:
        """Load a page, and wait until it has shown its fights."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && typeof donnybrook === 'object' && Boolean(donnybrook.page)")

    def ask(self, expression: str) -> Any:
        """Return what an expression comes to in the page."""
        said = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the page."""
        until_s = time.monotonic() + _PATIENCE_S
        while not self.ask(expression):
            assert time.monotonic() < until_s, expression
            time.sleep(0.02)

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Make the window so large, and let the system be dark or light."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def press(self, key: str, *, text: str = "") -> None:
        """Press a key and let go of it."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        for kind in ("keyDown", "keyUp"):
            said = {"type": kind, "key": key, "windowsVirtualKeyCode": codes.get(key, 0)}
            self.call("Input.dispatchKeyEvent", **said, **({"text": text} if text and kind == "keyDown" else {}))

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)

    def picture(self, path: Path) -> None:
        """Write what the window shows as a PNG."""
        import base64

        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._from, 1 << 16)
            assert more, f"Chromium ended with {self._process.poll()}"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(line)
        return heard

    def _note(self, heard: dict[str, Any]) -> None:
        method, said = heard.get("method"), heard.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(said["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(str(said["args"]))
        elif method == "Log.entryAdded":
            self.complaints.append(f"{said['entry']['text']} {said['entry'].get('url', '')}")


def _pipe() -> tuple[int, int]:
    """Return the ends of a pipe, above the numbers that mean something to a shell or to Chromium."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _FIRST_FD) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]


@contextmanager
def opened_browser(program: str, home: Path) -> Iterator[Browser]:
    """Start Chromium with a folder of its own, and end it."""
    (to_child, to_fd), (from_fd, from_child) = _pipe(), _pipe()
    flags = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={home}",
        "--remote-debugging-pipe",
    )
    # Chromium reads what it is told from 3, and answers on 4.
    shell = f'exec "$0" "$@" 3<&{to_child} 4>&{from_child} {to_child}<&- {from_child}>&-'
    process = subprocess.Popen(
        ["/bin/bash", "-c", shell, program, *flags],
        pass_fds=(to_child, from_child),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_child)
    os.close(from_child)
    try:
        browser = Browser(process, to_fd, from_fd)
        yield browser
        browser._session = ""
        os.write(to_fd, b'{"id":0,"method":"Browser.close"}\0')
        process.wait(timeout=30)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(to_fd)
        os.close(from_fd)

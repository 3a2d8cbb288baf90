"""Paths of object stores (s3://, gs://, az://, abfs://): list, read, fetch whole builds. Writing is export/upload.py.

A remote path is a Path like any other, as `Path("s3://bucket/press")` makes it: its first part tells the store. What
opens connections is fsspec with the store's own package, and only for a path that the user names.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, cast

from tocsin.errors import UsageError

PACKAGES: Mapping[str, str] = {
    "s3": 'pip install "tocsin[s3]"',
    "gs": "pip install gcsfs",
    "az": "pip install adlfs",
    "abfs": "pip install adlfs",
}
"""Store -> what to say when fsspec lacks the package that it needs."""
READ_AHEAD = 8 << 20
"""Bytes of one request: large enough that its way there and back does not count, small beside a worker."""

_SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]+):/{1,3}")  # a drive of Windows has one letter


def place(value: str | Path) -> Path:
    """What a user names -> a path: "file:///data/a" is /data/a, "s3://bucket/a" stays remote.

    Raises UsageError for a store that is not known: "https://host/a" is to be downloaded first.
    """
    path = Path(value)
    found = _SCHEME.match(path.as_posix())
    if found is None or is_remote(path):
        return path
    if found["name"].lower() == "file":
        return Path("/" + path.as_posix()[found.end() :])
    if path.exists() or (path.parts and Path(path.parts[0]).exists()):  # a folder whose name ends with a colon
        return path
    known = ", ".join(f"{name}://" for name in ("file", *PACKAGES))
    raise UsageError(f"{shown(path)}: paths of this kind are not read; known are {known}. Download it first")


def is_remote(path: Path) -> bool:
    """Whether a path lies in an object store."""
    return bool(path.parts) and path.parts[0].removesuffix(":") in PACKAGES and path.parts[0].endswith(":")


def shown(path: Path) -> str:
    """A path for the person who named it: remote ones with both strokes."""
    return _SCHEME.sub(lambda m: f"{m['name']}://", path.as_posix(), count=1) if _has_scheme(path) else str(path)


def _has_scheme(path: Path) -> bool:
    return _SCHEME.match(path.as_posix()) is not None


def store_of(path: Path) -> Any:
    """The file system of fsspec behind a remote path. Raises UsageError with the command that installs it."""
    import fsspec

    name = path.parts[0].removesuffix(":")
    try:
        return fsspec.filesystem(name, use_listings_cache=False)  # another program may write there meanwhile
    except ImportError as error:
        raise UsageError(f"{shown(path)}: needs a package; install it with: {PACKAGES[name]}") from error


@contextmanager
def told() -> Iterator[None]:
    """Whatever a store raises, as OSError: its packages have errors of their own for networks and rights."""
    try:
        yield
    except (OSError, UsageError):
        raise
    except Exception as error:  # botocore, aiohttp, google.auth: no common base
        first = (str(error) or type(error).__name__).splitlines()[0]
        raise OSError(f"{type(error).__name__}: {first}") from error


# ---------------------------------------------------------------- listing


@dataclass(frozen=True, slots=True)
class Stat:
    """A remote file: its path below the folder that was listed, its size, and what changes when its content does."""

    name: str
    size: int
    mark: str


def stat(path: Path) -> Stat:
    """One remote file. Raises FileNotFoundError when there is none, a folder included."""
    with told():
        found = store_of(path).info(shown(path))
    if found["type"] != "file":
        raise FileNotFoundError(f"{shown(path)}: is no file")
    return _stat(path.name, found)


def below(path: Path) -> list[Stat]:
    """Every file below a remote folder, sorted by name; none when there is no such folder."""
    store = store_of(path)
    prefix = _key(store, path) + "/"
    try:
        with told():
            found = store.find(shown(path), detail=True)
    except FileNotFoundError:
        return []
    files = {name: info for name, info in found.items() if name.startswith(prefix) and not name.endswith("/")}
    inside = {name: info for name, info in files.items() if ".." not in PurePosixPath(name).parts}
    return sorted((_stat(name[len(prefix) :], info) for name, info in inside.items()), key=lambda s: s.name)


def fitting(path: Path) -> list[Path]:
    """The remote files and folders that fit a pattern, sorted."""
    with told():
        found = store_of(path).glob(shown(path))
    return sorted(Path(f"{path.parts[0]}//{name}") for name in found)


def _key(store: Any, path: Path) -> str:
    key: str = store._strip_protocol(shown(path))
    return key.rstrip("/")


def _stat(name: str, info: Mapping[str, Any]) -> Stat:
    mark = info.get("ETag") or info.get("etag") or info.get("md5Hash") or info.get("LastModified") or ""
    return Stat(name, int(info.get("size") or 0), str(mark))


# ---------------------------------------------------------------- reading


class RemoteFile(io.RawIOBase):
    """A remote file for reading, from any place in it; its faults are OSError."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        with told():
            self._stream: Any = store_of(path).open(shown(path), "rb", block_size=READ_AHEAD, cache_type="readahead")
        self.size = int(self._stream.size)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any file."""
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        """As of any file."""
        return int(self._stream.tell())

    def readinto(self, buffer: object) -> int:
        """Fill the buffer."""
        view = memoryview(cast(bytearray, buffer))
        with told():
            found = self._stream.read(len(view))
        view[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Let go of the connection."""
        if not self.closed:
            self._stream.close()
        super().close()


def hash_of(path: Path) -> str:
    """The SHA-256 of a remote file, read once more."""
    with RemoteFile(path) as raw, io.BufferedReader(raw, READ_AHEAD) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# ---------------------------------------------------------------- builds


@contextmanager
def at_hand(path: str | Path) -> Iterator[Path]:
    """A build folder or a file as a path of this machine: local ones as they are, remote ones fetched while it is used.

    A remote build is what its manifest tells: each file must have the hash that stands there.
    Raises UsageError when there is no build, or one that is being written.
    """
    named = place(path)
    if not is_remote(named):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="tocsin-fetched-") as folder:
        target = Path(folder) / named.name
        try:
            with told():
                _fetch(named, target)
        except OSError as error:
            raise UsageError(f"{shown(named)}: cannot be read ({_why(error)})") from error
        yield target


def _fetch(path: Path, target: Path) -> None:
    store, url = store_of(path), shown(path)
    if store.isfile(url):
        store.get_file(url, str(target))
        return
    text = manifest_of(path)
    if text is None:
        raise UsageError(f"{url}: no build here (no manifest.json; while a build is being written there is none)")
    target.mkdir()
    (target / "manifest.json").write_bytes(text)
    for name, file in json.loads(text).get("files", {}).items():
        if name != PurePosixPath(name).name or name in ("", ".", ".."):
            raise UsageError(f"{url}: its manifest names {name!r}, which lies elsewhere")
        store.get_file(f"{url}/{name}", str(target / name))
        with (target / name).open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != file["sha256"]:
                raise UsageError(f"{url}/{name}: is not what the manifest tells; the build is being replaced, or torn")


def manifest_of(path: Path) -> bytes | None:
    """The bytes of manifest.json in a remote folder, None when there is none."""
    try:
        with told():
            found: bytes = store_of(path).cat_file(f"{shown(path)}/manifest.json")
            return found
    except FileNotFoundError:
        return None


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).splitlines()[0]

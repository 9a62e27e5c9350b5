"""A stand-in for Windows: our own code meets here what it would meet there; all others go on as they are.

Whoever starts Python with this folder in `PYTHONPATH`, and a value in `AS_ON_WINDOWS` that all its processes share, has
every one of them begin with this. To the packages that are `OURS`

- `sys.platform` is `win32`; modules of POSIX are not there, nor what other modules have on POSIX alone;
- `msvcrt` is, with locks on parts of files that the kernel gives back.

To everybody

- a file that any of the processes has open cannot be replaced, nor removed;
- no file can have a name that Windows has none of, and what is open for reading alone cannot be made to last;
- a process is started as Windows starts them, or not at all, and never ended otherwise than at once.
"""

import builtins
import contextlib
import errno
import fcntl
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import types
import warnings
from pathlib import Path
from typing import Any

OURS = ("parcours", "graph", "events", "queries", "wording", "importers", "api", "pages", "demo")
MODULES = (
    "curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty", "uvloop",
)  # fmt: skip

HIDDEN = {
    os: """
        WNOHANG O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK chown chroot fchdir fchmod fchown fork forkpty getegid
        geteuid getgid getgroups getloadavg getpgid getpgrp getpriority getsid getuid killpg lchown lockf mkfifo mknod
        nice openpty posix_fallocate posix_spawn pread pwrite register_at_fork sched_getaffinity sched_setaffinity
        sendfile set_blocking setegid seteuid setgid setpgid setpriority setsid setuid statvfs sync sysconf tcgetpgrp
        ttyname uname wait wait3 wait4
    """,
    signal: """
        SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 SIGWINCH alarm
        pause pthread_kill pthread_sigmask setitimer sigpending sigtimedwait sigwait
    """,
    socket: "AF_UNIX MSG_DONTWAIT SO_REUSEPORT",
    tempfile: "NamedTemporaryFile",  # which nobody could open a second time
    time: "clock_gettime tzset",
    sys: "getdlopenflags",
    subprocess: "",
}
INSTEAD: dict[types.ModuleType, dict[str, Any]] = {
    sys: {"platform": "win32"},
    os: {"name": "nt"},
    socket: {"SO_EXCLUSIVEADDRUSE": socket.SO_REUSEADDR},  # as which it behaves, where others listen
    subprocess: {"CREATE_NO_WINDOW": 0x08000000, "CREATE_NEW_PROCESS_GROUP": 0x200, "DETACHED_PROCESS": 0x8},
}
NO_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.I)

_frame, _import = sys._getframe, builtins.__import__
_members: dict[str, bool] = {}
_looks: dict[int, int] = {}


def is_ours(names: dict[str, object] | None) -> bool:
    return str((names or {}).get("__package__") or "").partition(".")[0] in OURS


def watched(module: types.ModuleType, hidden: frozenset[str], instead: dict[str, object]) -> type[types.ModuleType]:
    class Watched(types.ModuleType):
        def __getattribute__(self, name: str) -> object:
            if (name in hidden or name in instead) and is_ours(_frame(1).f_globals):
                if name in hidden:
                    raise AttributeError(f"module {module.__name__!r} has no attribute {name!r} on Windows")
                return instead[name]
            return super().__getattribute__(name)

    return Watched


def imported(name, names=None, locals=None, fromlist=(), level=0):
    if not level and is_ours(names):
        if name.partition(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r} on Windows", name=name)
        if name == "msvcrt":
            return msvcrt
    return _import(name, names, locals, fromlist, level)


def locking(file: int, mode: int, size: int) -> None:
    """What the C library of Windows does: a part of the file from where it stands, for this opening of it alone."""
    at = os.lseek(file, 0, os.SEEK_CUR)
    kind = fcntl.F_UNLCK if mode == msvcrt.LK_UNLCK else fcntl.F_WRLCK
    asked = struct.pack("hhlli", kind, os.SEEK_SET, at, size, 0)
    if fcntl.fcntl(file, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:  # Windows locks such a file, too
        if kind == fcntl.F_UNLCK:
            os.close(_looks.pop(file))
            return
        _looks[file] = file = os.open(f"/proc/self/fd/{file}", os.O_RDWR)
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, asked)
    except OSError as error:
        if file in _looks.values():
            _looks.pop(next(asked for asked, held in _looks.items() if held == file))
            os.close(file)
        raise PermissionError(errno.EACCES, "Permission denied") from error


msvcrt = types.ModuleType("msvcrt")
vars(msvcrt).update(locking=locking, LK_UNLCK=0, LK_NBLCK=2)


def open_files() -> set[tuple[int, int]]:
    """The regular files that our processes have open."""
    found = set()
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _is_member(process):
            for fd in _listed(process / "fd"):
                with contextlib.suppress(OSError):
                    at = fd.stat()
                    found.add((at.st_dev, at.st_ino))
    return found


def _is_member(process: Path) -> bool:
    """Whether a process began with this, too; Java, which it may have started, lets its files be taken from it."""
    if process.name not in _members:
        try:
            known = f"AS_ON_WINDOWS={os.environ['AS_ON_WINDOWS']}\0".encode() in (process / "environ").read_bytes()
            _members[process.name] = known and (process / "exe").resolve().name.startswith("python")
        except OSError:
            return False
    return _members[process.name]


def _listed(folder: Path) -> list[Path]:
    try:
        return [*folder.iterdir()]
    except OSError:
        return []


def sharing(act, *places: int):
    """Refuse to act on a file that somebody has open."""

    def acted(*given, **named):
        for place in places:
            try:
                at = os.lstat(given[place])
            except (OSError, IndexError):
                continue
            if (at.st_dev, at.st_ino) in open_files():
                raise PermissionError(errno.EACCES, "it is being used by another process", str(given[place]))
        return act(*given, **named)

    return acted


def lasting(act):
    def acted(file):
        number = file if isinstance(file, int) else file.fileno()
        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return act(file)

    return acted


def heard(event: str, given: tuple[object, ...]) -> None:
    """Refuse names that no file of Windows has, when one is made."""
    made: object = None
    if event == "open" and isinstance(given[2], int) and given[2] & os.O_CREAT:
        made = given[0]
    elif event in ("os.rename", "os.link"):
        made = given[1]
    elif event == "os.mkdir":
        made = given[0]
    if isinstance(made, str | os.PathLike) and NO_NAME.search(Path(made).name):
        raise OSError(errno.EINVAL, "Invalid argument", str(made))


def _program(path: str) -> str:
    """What is at a path, which Windows adds no ending to."""
    if path == sys.executable:
        return path
    if not path.endswith(".exe"):
        raise FileNotFoundError(errno.ENOENT, "there is no program of this name", path)
    return path.removesuffix(".exe")


def started(begin):
    """Have processes started as on Windows: without what only a fork can do, Ctrl-C kept from who has a console."""

    def begun(self, words, *given, creationflags=0, **how):
        frame: types.FrameType | None = _frame(1)
        while frame and frame.f_globals.get("__name__") == "subprocess":
            frame = frame.f_back
        if frame and is_ours(frame.f_globals):
            for name in ("preexec_fn", "start_new_session", "process_group", "user", "group", "umask", "pass_fds"):
                if name in how:
                    raise ValueError(f"{name} is not supported on Windows platforms")
            apart = creationflags & INSTEAD[subprocess]["CREATE_NO_WINDOW"]
            how["start_new_session"] = bool(apart)
            words = [_program(words[0]), *words[1:]]
        return begin(self, words, *given, **how)

    return begun


if "AS_ON_WINDOWS" in os.environ:
    for packages in OURS:
        warnings.filterwarnings("error", category=EncodingWarning, module=rf"{packages}(\.|$)")
    for name in ("unlink", "remove"):
        setattr(os, name, sharing(getattr(os, name), 0))
    for name in ("replace", "rename"):
        setattr(os, name, sharing(getattr(os, name), 0, 1))
    os.fsync = lasting(os.fsync)
    subprocess.Popen.__init__ = started(subprocess.Popen.__init__)  # type: ignore[method-assign]
    subprocess.Popen.terminate = subprocess.Popen.kill  # type: ignore[method-assign]
    sys.addaudithook(heard)
    builtins.__import__ = imported
    for module, names in HIDDEN.items():
        module.__class__ = watched(module, frozenset(names.split()), INSTEAD.get(module, {}))

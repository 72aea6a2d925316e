"""What bench/faults does its faults with: disks that fill up, a PostgreSQL server, free ports, and patience."""

import contextlib
import glob
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

WAITS_AT_MOST = 90


class NotHere(Exception):
    """Something that is needed is not to be had on this machine."""


def free_port():
    # The ports of outgoing connections begin at 32768; one of these could be taken while nobody listens.
    while True:
        port = random.randint(20000, 30000)
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def wait_until(what, true, seconds=WAITS_AT_MOST):
    """Waits until something is true, and says whether it became so."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            print(f"in vain for {seconds} s: {what}", flush=True)
            return False
        time.sleep(0.05)
    return True


def run_program(command, **more):
    """Runs a program that ends what it started when it is interrupted; so it is interrupted when this process has to stop."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **more)
    try:
        said, _ = process.communicate()
    except SystemExit:
        process.send_signal(signal.SIGINT)
        process.wait()
        raise
    return process.returncode, said


@contextlib.contextmanager
def temporary():
    """A folder that is gone afterwards, unless something went wrong."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chief-faults-")).resolve()
    try:
        yield folder
    except BaseException:
        print(f"kept: {folder}", flush=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


class SmallDisk:
    """A file system in memory, mounted at a folder for the processes of a namespace only, so that nothing is left of it."""

    def __init__(self, folder, megabytes):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        script = f'mount -t tmpfs -o size={megabytes}m small "$0" && echo mounted; cat'
        self.holder = subprocess.Popen(
            ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = self.holder.stdout.readline().strip()
        if said != "mounted":
            self.close()
            raise NotHere(f"no disk can be mounted without rights: {said}")
        self.inside = (
            *("nsenter", "--preserve-credentials", "--user", "--mount"),
            *(f"--wdns={folder.parent}", f"--target={self.holder.pid}"),
        )

    def fill(self):
        # The last bytes one by one: what is left after large writes would be room for small ones.
        self.run('for size in 65536 4096 1; do dd if=/dev/zero bs=$size of="$0/fill.$size" 2>/dev/null; done; true')

    def empty(self):
        self.run('rm -f "$0"/fill.*')

    def copy(self, to):
        """Copies what it holds to where everybody sees it."""
        to.mkdir(parents=True, exist_ok=True)
        self.run(f'cd "$0" && tar cf - . | tar xf - -C "{to}"')

    def run(self, script):
        subprocess.run([*self.inside, "sh", "-c", script, self.folder], check=True)

    def close(self):
        self.holder.stdin.close()
        self.holder.wait()
        self.holder.stdout.close()


class Postgres:
    """A server of the programs that are installed. It refuses to run as root, so root has it run as the user that Debian's package made."""

    def __init__(self):
        programs = [pathlib.Path(name) for name in sorted(glob.glob("/usr/lib/postgresql/*/bin"))]
        if not programs and shutil.which("initdb"):
            programs.append(pathlib.Path(shutil.which("initdb")).resolve().parent)
        if not programs:
            raise NotHere("no PostgreSQL is installed")
        self.programs = programs[-1]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chief-faults-postgres-"))
        self.command = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.port = free_port()
        self.process = None
        self.url = f"jdbc:postgresql://127.0.0.1:{self.port}/chief?user=postgres"
        try:
            self.run("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
            self.start()
            self.sql("CREATE DATABASE chief")
        except BaseException:
            self.close()
            raise

    def run(self, program, *arguments):
        subprocess.run([*self.command, self.programs / program, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, check=True)

    def sql(self, text):
        self.run("psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c", text)

    def answers(self):
        with open(self.folder / "said", "ab") as said:
            command = [*self.command, self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            return subprocess.run(command, cwd=self.folder, stdout=said, stderr=said).returncode == 0

    def start(self):
        """Starts it, and again: what a killed server leaves in memory holds its next start up for a moment."""

        def ready():
            if self.process is None or self.process.poll() is not None:
                self.launch()
            return self.answers()

        if not wait_until("PostgreSQL starts", ready):
            raise AssertionError(f"no PostgreSQL started:\n{(self.folder / 'log').read_text()[-3000:]}")

    def launch(self):
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        with open(self.folder / "log", "ab") as log:
            command = [*self.command, self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), *options]
            self.process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def close(self):
        if self.process is not None and self.process.poll() is None:
            # Without waiting for its clients.
            self.process.terminate()
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

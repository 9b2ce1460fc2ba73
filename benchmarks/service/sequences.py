"""POST /sequence/next beside pgbench running the plain one-row upsert on the same server.

The server is PostgreSQL as it comes: fsync on, every commit waited for. It, the service and the
clients share all cores of the machine.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

BUILD = Path("target")
SERVICE = Path("../../fib-service/target")
HOST, PORT = "127.0.0.3", "5498"
URL = "http://127.0.0.3:6765"
MANY = 10_000
CLIENTS = 64
SECONDS, ROUNDS = 3, 2
UPSERT = (
    "\\set id random(1, :sessions)\n"
    "INSERT INTO seq(id, n) VALUES (:id, 1)"
    " ON CONFLICT (id) DO UPDATE SET n = seq.n + 1 RETURNING n;\n"
)
ENVIRONMENT = {
    **os.environ, "FIBONACCI_STORE": "postgresql", "FIBONACCI_DATABASE_HOST": HOST,
    "FIBONACCI_DATABASE_PORT": PORT, "FIBONACCI_DATABASE_NAME": "fibonacci",
    "FIBONACCI_DATABASE_USERNAME": "postgres", "MICRONAUT_SERVER_HOST": "127.0.0.3",
}


def tool(name):
    found = shutil.which(name) or next(
        iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if not found:
        sys.exit(f"{name} is missing: install postgresql")
    return str(found)


def output(*command):
    done = subprocess.run(
        list(map(str, command)), env=ENVIRONMENT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def postgresql():
    folder = Path(tempfile.mkdtemp(prefix="sequences-"))
    user = None
    if os.getuid() == 0:  # which PostgreSQL refuses to be
        user = "postgres"
        shutil.chown(folder, user)
    data = folder / "data"
    subprocess.run(
        [tool("initdb"), "-D", data, "-A", "trust", "-U", "postgres"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user,
    )
    server = subprocess.Popen(
        [tool("postgres"), "-D", data, "-h", HOST, "-p", PORT, "-k", folder],
        stderr=subprocess.DEVNULL, cwd=folder, user=user,
    )
    try:
        while subprocess.run([tool("pg_isready"), "-q", "-h", HOST, "-p", PORT]).returncode:
            time.sleep(0.1)
        sql("CREATE DATABASE fibonacci")
        sql("CREATE TABLE seq (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(folder)


def sql(statement):
    return output(tool("psql"), "-h", HOST, "-p", PORT, "-U", "postgres", "-qtAc", statement)


def pgbench(clients, sessions, seconds):
    script = BUILD / "upsert.sql"
    script.write_text(UPSERT)
    text = output(
        tool("pgbench"), "-n", "-h", HOST, "-p", PORT, "-U", "postgres", "-M", "prepared",
        "-f", script, "-D", f"sessions={sessions}", "-c", clients, "-j", 1, "-T", seconds, "postgres",
    )
    return (
        float(re.search(r"tps = ([0-9.]+)", text).group(1)),
        float(re.search(r"latency average = ([0-9.]+)", text).group(1)),
    )


def in_process(calls, clients, sessions, seconds):
    classes = f"{BUILD}/java:{SERVICE}/fib-service.jar"
    lines = output(
        os.environ["JAVA"], "-XX:+UseSerialGC", "-Xmx288m", "-cp", classes,
        "Sequences", ",".join(calls), clients, sessions, seconds,
    ).splitlines()[-len(calls):]
    return {call: tuple(map(float, figures)) for call, *figures in map(str.split, lines)}


@contextmanager
def service():
    process = subprocess.Popen(
        [os.environ["JAVA"], "-XX:+UseSerialGC", "-Xmx288m", "-jar", SERVICE / "fib-service.jar"],
        env=ENVIRONMENT, stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(
                    urllib.request.Request(f"{URL}/sequence/next", method="POST"), timeout=1
                ).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def wrk(kind, clients, sessions, seconds):
    text = output(
        "wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "-s", "sequences.lua", URL,
        "--", sessions, kind,
    )
    if "Non-2xx" in text or "Socket errors" in text:
        sys.exit(f"wrk met errors:\n{text}")
    milliseconds = {
        name: float(amount) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]
        for name, amount, unit in re.findall(r"(50|99)%\s+([0-9.]+)(us|ms|s)", text)
    }
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", text).group(1)), milliseconds["50"], milliseconds["99"]


def sequences(quick):
    seconds, rounds = (1, 1) if quick else (SECONDS, ROUNDS)
    rates, latencies, lone = {}, {}, []

    def note(name, case, result):
        rates[name, case] = max(rates.get((name, case), 0), result[0])
        latencies[name, case] = min(latencies.get((name, case), (1e9,)), result[1:])

    cases = [MANY, 1]
    with postgresql():
        for _ in range(rounds):
            for case in cases:
                note("pgbench", case, pgbench(CLIENTS, case, seconds))
                for kind in ("plain", "keyed"):
                    note(f"in process, {kind}", case, in_process([kind], CLIENTS, case, seconds)[kind])
            note("pgbench", "lone", pgbench(1, MANY, seconds))
            lone.append(in_process(["upsert", "plain", "keyed"], 1, MANY, 2 * seconds))
        with service():
            for kind in ("plain", "keyed"):
                wrk(kind, CLIENTS, MANY, 1 if quick else 8)
            for _ in range(rounds):
                for kind in ("plain", "keyed"):
                    for case in cases:
                        note(f"HTTP, {kind}", case, wrk(kind, CLIENTS, case, seconds))
                    note(f"HTTP, {kind}", "lone", wrk(kind, 1, MANY, seconds))
        durability = sql("SELECT string_agg(name || '=' || setting, ', ') FROM pg_settings"
                         " WHERE name IN ('fsync', 'synchronous_commit', 'server_version')").strip()

    print(f"\n### `next`, {CLIENTS} clients: numbers a second ({durability})\n")
    print(f"| | {MANY:,} sessions | ratio | one session | ratio |\n|---|---|---|---|---|")
    for name in ("pgbench", *(f"{way}, {kind}" for way in ("in process", "HTTP") for kind in ("plain", "keyed"))):
        cells = [f"{rates[name, case]:,.0f} | {rates[name, case] / rates['pgbench', case]:.1f}" for case in cases]
        print(f"| {LABELS[name]} | {' | '.join(cells)} |")
    print("\n### A lone caller: milliseconds\n")
    print("| | median | relative to the upsert through JDBC |\n|---|---|---|")
    for kind, result in min(lone, key=lambda turn: turn["upsert"][1]).items():
        note(f"in process, {kind}", "lone", result)
    base = latencies["in process, upsert", "lone"][0]
    for name in ("pgbench", *(f"in process, {kind}" for kind in ("upsert", "plain", "keyed")), "HTTP, plain", "HTTP, keyed"):
        median = latencies[name, "lone"][0]
        print(f"| {LABELS[name]} | {median:.2f} | {median / base:.2f} |")


LABELS = {
    "pgbench": "pgbench, upsert of one row",
    "in process, upsert": "upsert of one row through JDBC",
    "in process, plain": "`next`, in process",
    "in process, keyed": "`next` with Idempotency-Key, in process",
    "HTTP, plain": "`next`, over HTTP",
    "HTTP, keyed": "`next` with Idempotency-Key, over HTTP",
}

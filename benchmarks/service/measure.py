"""Runs what `run` has built, in turns, and prints tables in Markdown.

Each figure is the best of several rounds, in which all programs take turns, so that what disturbs
the machine for a while disturbs all of them alike. Servers have core 0, the client core 1.
"""

import argparse
import os
import platform
import re
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from sequences import sequences, tool

BUILD = Path("target")
SERVICE = Path(os.environ.get("SERVICE", "../../fib-service/target"))
JAVA = os.environ["JAVA"]
# As the service runs in a pod of 512 MiB, on one core.
POD = ["@../../fib-service/jvm.options", "-XX:MaxRAM=512m"]
SERVER_CORE, CLIENT_CORE = "0", "1"


def pinned(core, command):
    return ["taskset", "-c", core, *map(str, command)]


# ---- arithmetic

def java_compute(kind):
    return [JAVA, "-XX:+UseSerialGC", "-Xmx1g", "-cp", f"{BUILD}/java:{SERVICE}/classes", "Compute", kind]


def compute_programs():
    programs = {
        "ours": java_compute("ours"),
        "C, GMP": [BUILD / "c"],
        "Python, gmpy2": [BUILD / "python/bin/python", "peers/python/compute.py", "number"],
        "Go, math/big": [BUILD / "go", "compute"],
        "Java, BigInteger": java_compute("biginteger"),
    }
    return {name: line for name, line in programs.items() if Path(line[0]).exists()}


def timed(program, n, milliseconds):
    output = subprocess.run(
        pinned(SERVER_CORE, [*program, n, milliseconds]), check=True, capture_output=True, text=True
    ).stdout.split()
    return float(output[0]), output[1]


def arithmetic(quick, also):
    sizes = [10**k for k in range(2, 6 if quick else 9)]
    slow = {"Go, math/big": 10**6, "Java, BigInteger": 10**6}
    programs = {**compute_programs(), **also}
    best = {}
    digests = {}
    for _ in range(1 if quick else 2):
        for n in sizes:
            for name, program in programs.items():
                if n > slow.get(name, 10**9):
                    continue
                # A JVM compiles for half of its time.
                budget = (300 if quick else 800) * (3 if program[0] == JAVA else 1)
                nanoseconds, digest = timed(program, n, budget)
                best[name, n] = min(nanoseconds, best.get((name, n), nanoseconds))
                if digest != "-":
                    digests.setdefault(n, set()).add(digest)
    wrong = [n for n, values in digests.items() if len(values) > 1]
    if wrong:
        sys.exit(f"the programs disagree about F(n) for n = {wrong}")
    print("\n### F(n) in decimal, one thread: time relative to C with GMP\n")
    print("| | " + " | ".join(f"10^{len(str(n)) - 1}" for n in sizes) + " |")
    print("|---" * (len(sizes) + 1) + "|")
    base = "C, GMP"
    if base in programs:
        print(f"| {base} | " + " | ".join(duration(best[base, n]) for n in sizes) + " |")
    for name in programs:
        if name != base:
            cells = [ratio(best.get((name, n)), best.get((base, n))) for n in sizes]
            print(f"| {name} | " + " | ".join(cells) + " |")


def ranges(quick):
    sizes = [1_000] if quick else [1_000, 10_000]
    theirs = [BUILD / "python/bin/python", "peers/python/compute.py", "range"]
    if not theirs[0].exists():
        return
    print("\n### All of F(1) to F(n), written out\n")
    print("| n | ours | gmpy2 | gmpy2 / ours |\n|---|---|---|---|")
    for n in sizes:
        rounds = [(timed(java_compute("range"), n, 6000), timed(theirs, n, 1000)) for _ in range(3)]
        ours = min(round[0][0] for round in rounds)
        other = min(round[1][0] for round in rounds)
        print(f"| {n} | {duration(ours)} | {duration(other)} | {other / ours:.1f} |")


def duration(nanoseconds):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.0f} ns"


def ratio(value, base):
    return f"{value / base:.2f}" if value and base else "-"


# ---- HTTP

def servers():
    ours = [JAVA, *POD, "-jar", SERVICE / "fib-service.jar"]
    uvicorn = [
        BUILD / "python/bin/uvicorn", "--app-dir", "peers/python", "server:app", "--no-access-log",
        "--log-level", "warning", "--loop", "uvloop", "--http", "httptools", "--port", 8702,
    ]
    all_servers = {
        "ours": (ours, "http://127.0.0.2:6765"),
        "Go, net/http": ([BUILD / "go", "serve", 8701], "http://127.0.0.1:8701"),
        "FastAPI, gmpy2": (uvicorn, "http://127.0.0.1:8702"),
        "Rust, axum, GMP": ([BUILD / "axum/release/peer", 8703], "http://127.0.0.1:8703"),
    }
    return {name: entry for name, entry in all_servers.items() if Path(entry[0][0]).exists()}


@contextmanager
def running(chosen):
    environment = {
        **os.environ, "MICRONAUT_SERVER_HOST": "127.0.0.2", "FIBONACCI_STORE": "none",
        "GOMAXPROCS": "1",
    }
    processes = []
    try:
        for command, url in chosen.values():
            processes.append(
                subprocess.Popen(
                    pinned(SERVER_CORE, command), env=environment, stdout=subprocess.DEVNULL
                )
            )
            wait_for(url)
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait()


def wait_for(url):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/fibonacci/10", timeout=1) as answer:
                if b'"55"' in answer.read():
                    return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} does not answer")


def load(url, n, connections, seconds):
    output = subprocess.run(
        pinned(
            CLIENT_CORE,
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency", f"{url}/fibonacci/{n}"],
        ),
        check=True, capture_output=True, text=True,
    ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"{url}/fibonacci/{n} failed:\n{output}")
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1))
    amount, unit = re.search(r"99%\s+([0-9.]+)(us|ms|s)", output).groups()
    return rate, float(amount) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def warm_up(url, n, connections, quick):
    """Loads a server until it gets no faster: a JIT compiler beside the load on one core takes a while."""
    best, without_gain = 0, 0
    while without_gain < (1 if quick else 2):
        rate, _ = load(url, n, connections, 1 if quick else 3)
        without_gain = without_gain + 1 if rate < 1.03 * best else 0
        best = max(best, rate)


def http(quick):
    cases = [(10, 64), (1_000, 64), (10_000, 64), (100_000, 8), (1_000_000, 8)]
    seconds, rounds = (1, 1) if quick else (3, 3)
    chosen = servers()
    rates, latencies = {}, {}
    with running(chosen):
        for n, connections in cases:
            for _, url in chosen.values():
                warm_up(url, n, connections, quick)
            for _ in range(rounds):
                for name, (_, url) in chosen.items():
                    rate, p99 = load(url, n, connections, seconds)
                    rates[name, n] = max(rate, rates.get((name, n), 0))
                    latencies[name, n] = min(p99, latencies.get((name, n), p99))
    print("\n### `GET /fibonacci/{n}`, one core: requests a second (p99 in ms)\n")
    print("| | " + " | ".join(f"n = {n:,}, {c} connections" for n, c in cases) + " |")
    print("|---" * (len(cases) + 1) + "|")
    for name in chosen:
        cells = [f"{rates[name, n]:,.0f} ({latencies[name, n]:.1f})" for n, _ in cases]
        print(f"| {name} | " + " | ".join(cells) + " |")
    for name in chosen:
        if name != "ours":
            cells = [f"{rates['ours', n] / rates[name, n]:.2f}" for n, _ in cases]
            print(f"| ours / {name} | " + " | ".join(cells) + " |")


def isolation(quick):
    """How small requests fare while large ones run at their limit."""
    url = "http://127.0.0.2:6765"
    seconds, rounds = (1, 1) if quick else (5, 3)
    idle = busy = float("inf")
    with running({"ours": servers()["ours"]}):
        load(url, 1_000, 8, seconds if quick else 8)
        load(url, 10_000_000, 2, seconds if quick else 8)
        for _ in range(rounds):
            idle = min(idle, load(url, 1_000, 8, seconds)[1])
            large = subprocess.Popen(
                pinned(
                    CLIENT_CORE,
                    ["wrk", "-t1", "-c4", f"-d{seconds + 2}s", f"{url}/fibonacci/10000000"],
                ),
                stdout=subprocess.DEVNULL,
            )
            time.sleep(1)
            busy = min(busy, load(url, 1_000, 8, seconds)[1])
            large.wait()
    print("\n### Small requests (n = 1,000, 8 connections) while F(10,000,000) is computed all the time\n")
    print("| p99 idle | p99 busy | ratio |\n|---|---|---|")
    print(f"| {idle:.2f} ms | {busy:.2f} ms | {busy / idle:.1f} |")


# ---- start

def start(quick):
    """From the start of the process to the first answer, and how quick the first answers are."""
    cache = Path("target/fib-service.aot")
    train(cache)
    aot = f"-XX:AOTCache={cache}"
    rows = {}
    for _ in range(1 if quick else 3):
        for name, options in {"plain": [], "AOT cache": [aot, "-XX:AOTMode=on"]}.items():
            row = start_once([JAVA, *POD, *options, "-jar", SERVICE / "fib-service.jar"], quick)
            best = rows.setdefault(name, row)
            rows[name] = {key: min(value, best[key]) for key, value in row.items()}
    print("\n### Start on one core, without a database\n")
    print("| | " + " | ".join(rows["plain"]) + " |")
    print("|---" * (len(rows["plain"]) + 1) + "|")
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(f"{value:.3g}" for value in row.values()) + " |")


def train(cache):
    tool("postgres")  # or says that it is missing, before that is lost among what the JVM says
    classes = BUILD / "java"
    subprocess.run([f"{JAVA}c", "-d", classes, "../../deploy/training/ServiceTraining.java"], check=True)
    command = [JAVA, *POD, f"-XX:AOTCacheOutput={cache}", "-jar", SERVICE / "fib-service.jar"]
    subprocess.run(
        ["../../deploy/training/with-postgresql", JAVA, "-cp", classes, "ServiceTraining", *command], check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def start_once(command, quick):
    url, ready = "http://127.0.0.2:6765", "http://127.0.0.2:6766/health/readiness"
    began = time.perf_counter()
    with process(command) as service:
        first = until(f"{url}/fibonacci/90", service) - began
        cpu = cpu_seconds(service)
        warm = until(ready, service) - began
        first_p99 = load(url, 1_000, 16, 1)[1]
        load(url, 1_000, 16, 1 if quick else 8)
        steady_p99 = load(url, 1_000, 16, 1 if quick else 3)[1]
    with process(command) as service:
        until(ready, service)
        time.sleep(15)  # by when the JVM has given back what warming up took
        idle = resident(service)
    return {
        "first 200, s": first, "CPU until then, s": cpu, "ready, s": warm, "RSS idle, MiB": idle,
        "p99 of the first second, ms": first_p99, "p99 steady, ms": steady_p99,
    }


@contextmanager
def process(command):
    environment = {**os.environ, "MICRONAUT_SERVER_HOST": "127.0.0.2", "FIBONACCI_STORE": "none"}
    service = subprocess.Popen(
        pinned(SERVER_CORE, command), env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield service
    finally:
        service.send_signal(signal.SIGTERM)
        service.wait()


def until(url, service):
    """When this address first answers with 200."""
    while service.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return time.perf_counter()
        except OSError:
            time.sleep(0.005)
    sys.exit("the service did not start")


def cpu_seconds(service):
    fields = Path(f"/proc/{service.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(service):
    status = Path(f"/proc/{service.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def main():
    parts = {
        "arithmetic": arithmetic, "ranges": ranges, "http": http, "isolation": isolation,
        "start": start, "sequences": sequences,
    }
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one short round, to see that it runs")
    parser.add_argument(
        "--also", action="append", default=[], metavar="NAME=COMMAND",
        help="another program for arithmetic, which is given N MILLISECONDS and prints what the others print",
    )
    parser.add_argument("parts", nargs="*", choices=[[], *parts], default=[])
    arguments = parser.parse_args()
    also = {name: command.split() for name, command in (text.split("=", 1) for text in arguments.also)}
    parts["arithmetic"] = lambda quick: arithmetic(quick, also)
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}")
    for name in arguments.parts or parts:
        parts[name](arguments.quick)


main()

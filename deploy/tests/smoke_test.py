"""deploy/smoke against a fleet that is right, and against fleets that are wrong in one way each."""

import contextlib
import http.server
import json
import pathlib
import re
import subprocess
import sys
import threading
import unittest

sys.set_int_max_str_digits(0)
SMOKE = pathlib.Path(__file__).parent.parent / "smoke"


def fib(n):
    a, b = 0, 1
    for _ in range(abs(n)):
        a, b = b, a + b
    return -a if n < 0 and n % 2 == 0 else a


class Problem(Exception):
    def __init__(self, status, name):
        self.status, self.name = status, name


class Handler(http.server.BaseHTTPRequestHandler):
    """A fleet in a few lines. `defect` is what is wrong with it."""

    defect = None
    digits = {n: str(fib(n)) for n in (0, 1, 2, 90, 93, 1000, 100_000, -1, -8)}

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer()

    do_POST = do_DELETE = do_GET

    def answer(self):
        kind = "application/json"
        try:
            status, body = self.number() if self.path.startswith("/fibonacci/") else self.sequence()
        except Problem as problem:
            status, kind = problem.status, "application/problem+json"
            body = {"type": "https://fibonacci.run/problems/" + problem.name, "status": status, "detail": "why so"}
            if self.defect == "a mistake without words":
                body["detail"] = ""
            if self.defect == "mistakes as pages":
                kind, body = "text/html", "<h1>Bad Request</h1>"
        if self.defect == "a bad gateway" and self.path == "/fibonacci/1000":
            status, kind, body = 502, "text/html", "<h1>Bad Gateway</h1>"
        if isinstance(body, str) and kind == "application/json":
            kind = "text/plain"
        data = b"" if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        if body is not None:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def number(self):
        text = self.path.rsplit("/", 1)[1]
        if not re.fullmatch("-?[0-9]+", text):
            if self.defect == "nonsense is a number":
                return 200, {"index": 7, "value": "13"}
            raise Problem(400, "not-an-integer")
        if int(text) > 10_000_000:
            raise Problem(422, "index-beyond-limit")
        value = self.digits[int(text)]
        if self.defect == "a wrong last digit" and text == "100000":
            value = value[:-1] + str((int(value[-1]) + 1) % 10)
        if self.defect == "a number like a double" and text == "93":
            value = str(int(float(value)))
        if self.defect == "a lost sign":
            value = value.lstrip("-")
        return 200, value if self.headers["Accept"] == "text/plain" else {"index": int(text), "value": value}

    def sequence(self):
        server = self.server
        if self.defect == "no database":
            raise Problem(404, "no-sequences")
        with server.lock:
            if self.command == "DELETE":
                if self.defect != "a sequence that goes on":
                    server.next = 0
                return 204, None
            if self.command == "GET":
                return 200, {"next": 0} if server.next == 0 else {**self.at(server.next - 1), "next": server.next}
            asked = re.search(r"count=(\d+)", self.path)
            count = int(asked[1]) if asked else 1
            key = self.headers["Idempotency-Key"]
            if key in server.earlier and self.defect != "a retry that takes again":
                first = server.earlier[key]
            else:
                first = server.next
                server.next += count
                if key:
                    server.earlier[key] = first
            if self.defect == "a number given twice" and first == 11:
                first = 10
            if self.defect == "a number left out" and first >= 20:
                first += 1
        if asked:
            return 200, {"from": first, "values": [str(fib(n)) for n in range(first, first + count)]}
        return 200, self.at(first)

    @staticmethod
    def at(n):
        return {"index": n, "value": str(fib(n))}


@contextlib.contextmanager
def fleet(defect):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Wrong", (Handler,), {"defect": defect}))
    server.lock, server.next, server.earlier = threading.Lock(), 0, {}
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def smoke(*arguments):
    return subprocess.run([SMOKE, *arguments], capture_output=True, text=True)


class SmokeTest(unittest.TestCase):
    def test_a_fleet_that_is_right_passes(self):
        with fleet(None) as url:
            done = smoke(url)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_fleet_without_a_database_passes_only_where_that_is_expected(self):
        with fleet("no database") as url:
            self.assertEqual(smoke("--numbers-only", url).returncode, 0)
            self.assertIn("/sequence/next: wanted status 200, got 404", smoke(url).stderr)
        with fleet(None) as url:
            self.assertIn("wanted status 404, got 200", smoke("--numbers-only", url).stderr)

    def test_each_thing_wrong_is_noticed_and_told(self):
        told = {
            "a wrong last digit": "/fibonacci/100000: wanted F(100000)",
            "a number like a double": "/fibonacci/93: wanted F(93)",
            "a lost sign": "/fibonacci/-8: wanted F(-8)",
            "a bad gateway": "/fibonacci/1000: wanted status 200, got 502",
            "nonsense is a number": "/fibonacci/seven: wanted status 400, got 200",
            "mistakes as pages": "/fibonacci/seven: wanted application/problem+json, got text/html",
            "a mistake without words": "/fibonacci/seven: wanted the problem not-an-integer",
            "a number given twice": "wanted each of 0 to 39 once",
            "a number left out": "wanted each of 0 to 39 once",
            "a retry that takes again": "wanted the same three from 40 on",
            "a sequence that goes on": "/sequence: wanted a new beginning",
        }
        for defect, words in told.items():
            with self.subTest(defect), fleet(defect) as url:
                done = smoke(url)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(words, done.stderr)

    def test_an_address_that_nobody_answers_at_is_told(self):
        with fleet(None) as url:
            gone = url
        self.assertIn("no answer", smoke(gone).stderr)
        self.assertIn("is no address", smoke("fib.example.com").stderr)


if __name__ == "__main__":
    unittest.main()

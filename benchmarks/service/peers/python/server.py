"""The peer in Python: GMP through gmpy2 behind FastAPI. Run by uvicorn with uvloop."""

import gmpy2
from fastapi import FastAPI

app = FastAPI(openapi_url=None)


@app.get("/fibonacci/{n}")
async def fibonacci(n: int):
    return {"index": n, "value": gmpy2.fib(n).digits(10)}

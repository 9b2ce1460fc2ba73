module fibonacci.run/benchmarks/peer

go 1.24

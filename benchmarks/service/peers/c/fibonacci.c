// F(n) in decimal with GMP: the least time of one number within a budget.
// Usage: fibonacci N MILLISECONDS; prints nanoseconds and a digest of the digits.
#include <gmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

// FNV-1a, 64 bits.
static uint64_t digest(const char *text) {
  uint64_t hash = 14695981039346656037u;
  for (; *text; text++) {
    hash = (hash ^ (unsigned char)*text) * 1099511628211u;
  }
  return hash;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: fibonacci N MILLISECONDS\n");
    return 2;
  }
  unsigned long n = strtoul(arguments[1], NULL, 10);
  double end = now() + atof(arguments[2]) * 1e6;
  int repeats = n <= 1000 ? 1000 : n <= 10000 ? 100 : n <= 100000 ? 5 : 1;
  double best = 1e300;
  char *digits = NULL;
  mpz_t number;
  mpz_init(number);
  for (int round = 0; round < 3 || now() < end; round++) {
    double start = now();
    for (int i = 0; i < repeats; i++) {
      free(digits);
      mpz_fib_ui(number, n);
      digits = mpz_get_str(NULL, 10, number);
    }
    double each = (now() - start) / repeats;
    best = each < best ? each : best;
  }
  printf("%.0f %016llx\n", best, (unsigned long long)digest(digits));
  return 0;
}

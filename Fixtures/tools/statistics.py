#!/usr/bin/env python3
"""Writes what scipy says of the tests that correlate makes: a line each, tab-separated, the test, its arguments, its value.

usage: statistics.py > Fixtures/statistics/scipy.tsv        (needs scipy)
"""
import random

from scipy import stats

RANDOM = random.Random(15)


def line(name, *fields):
    print("\t".join([name] + [" ".join(map(str, field)) if isinstance(field, list) else str(field) for field in fields]))


def counts():
    """Pairs of a count and its trials, of every size."""
    for trials in (1, 2, 5, 10, 31, 32, 100, 1000, 20000, 2000000):
        for share in (0.01, 0.25, 0.5, 0.9):
            for count in sorted({0, 1, trials // 4, trials // 3, trials - 1, trials}):
                yield count, trials, share


def main():
    for count, trials, share in counts():
        value = stats.binom.sf(count - 1, trials, share)
        if value > 1e-290 or value == 0:
            line("binomial", count, trials, share, repr(float(value)))
    for count, trials, _ in list(counts())[::4]:
        interval = stats.binomtest(count, trials).proportion_ci(0.95, method="exact")
        line("interval", count, trials, repr(float(interval.low)), repr(float(interval.high)))
    for _ in range(40):
        everybody = RANDOM.choice([20, 60, 500, 5000])
        marked, drawn = RANDOM.randint(0, everybody), RANDOM.randint(0, everybody)
        usual = marked * drawn / everybody
        count = max(0, int(usual + RANDOM.uniform(-1, 4) * (usual**0.5 + 1)))
        line("fisher", count, marked, drawn, everybody, repr(float(stats.hypergeom.sf(count - 1, everybody, marked, drawn))))
    for _ in range(40):
        before = [RANDOM.choice([0, 0, 0, 1, 2, 9]) for _ in range(RANDOM.randint(1, 45))]
        after = [RANDOM.choice([0, 1, 1, 3, 7]) for _ in range(RANDOM.randint(1, 15))]
        if len(set(before + after)) > 1:
            found = stats.mannwhitneyu(after, before, alternative="greater", method="asymptotic")
            line("ranks", before, after, repr(float(found.pvalue)))
    for size in (1, 2, 7, 40):
        values = [RANDOM.choice([RANDOM.random(), RANDOM.random() ** 8, 1.0, 0.01]) for _ in range(size)]
        line("discovery", values, list(map(float, stats.false_discovery_control(values, method="bh"))))


main()

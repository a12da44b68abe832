"""Which changes are more than noise, by finding the limits of Wilson's interval as roots, and counting up from 1."""

from math import sqrt

Z = 1.959963984540054  # the 97.5 % point of the normal distribution, as tables print it


def limits(count: int, of: int) -> tuple[float, float]:
    """The shares whose score test does not reject the count, found by halving on either side of the share itself."""
    share = count / of

    def rejects(p: float) -> bool:
        return abs(share - p) > Z * sqrt(p * (1 - p) / of)

    found = []
    for end in (0.0, 1.0):
        inside, outside = share, end
        if not rejects(end) and share == end:
            found.append(end)
            continue
        for _ in range(200):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if rejects(middle) else (middle, outside)
        found.append(inside)
    return found[0], found[1]


def tells(before: int, after: int, of: int) -> bool:
    """Whether the interval of the difference leaves out 0."""
    (p_low, p_high), (q_low, q_high) = limits(after, of), limits(before, of)
    p, q = after / of, before / of
    if p > q:
        return p - q > sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    return q - p > sqrt((p_high - p) ** 2 + (q - q_low) ** 2)


def smallest_change(numerator: int, denominator: int) -> tuple[int | None, int | None]:
    """The smallest rise and the smallest fall, by trying each."""
    rises = range(1, denominator - numerator + 1)
    falls = range(1, numerator + 1)
    rise = next((k for k in rises if tells(numerator, numerator + k, denominator)), None)
    return rise, next((k for k in falls if tells(numerator, numerator - k, denominator)), None)

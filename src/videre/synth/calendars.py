"""The calendar of `domain.days` for whole arrays, by numpy's datetime64."""

import numpy as np

EPOCH_YEAR = 1970


def years_of(days: np.ndarray) -> np.ndarray:
    """Return the calendar year of each day."""
    return np.asarray(days).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + EPOCH_YEAR


def months_of(days: np.ndarray) -> np.ndarray:
    """Return the month number of each day."""
    return np.asarray(days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + EPOCH_YEAR * 12


def first_days(months: np.ndarray) -> np.ndarray:
    """Return the first day of each month number."""
    since_epoch = np.asarray(months) - EPOCH_YEAR * 12
    return since_epoch.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def day_in(years: np.ndarray, month: int, day: int) -> np.ndarray:
    """Return the day number of the same day of the year in each year."""
    return first_days(np.asarray(years) * 12 + month - 1) + day - 1

"""The tables of the benchmark, from a fixed seed: a municipal cost table of any length and a table of its cities."""

import pathlib
import sys

import numpy
import polars

SEED = 20261121
CITIES = 1700
DEPARTMENTS = 200
YEARS = range(2004, 2024)


def cities(folder: pathlib.Path) -> pathlib.Path:
    """1,700 cities with the prefecture each is in."""
    path = folder / "cities.csv"
    if not path.exists():
        codes = numpy.arange(CITIES)
        polars.DataFrame(
            {"city": [f"市{code:04d}" for code in codes], "prefecture": [f"県{code % 47:02d}" for code in codes]}
        ).write_csv(path)
    return path


def costs(folder: pathlib.Path, rows: int) -> pathlib.Path:
    """Rows of seven columns, about 75 bytes each: city, department, program, year, kind, amount, reach."""
    path = folder / f"costs_{rows}.csv"
    if path.exists():
        return path
    random = numpy.random.default_rng(SEED)
    partial = path.with_suffix(".partial")
    city_names = numpy.array([f"市{code:04d}" for code in range(CITIES)])
    department_names = numpy.array([f"第{code:03d}政策推進課" for code in range(DEPARTMENTS)])
    kinds = numpy.array(["予算", "決算"])
    step = 1_000_000
    with open(partial, "wb") as file:
        for start in range(0, rows, step):
            count = min(step, rows - start)
            frame = polars.DataFrame(
                {
                    "city": city_names[random.integers(0, CITIES, count)],
                    "dept": department_names[random.integers(0, DEPARTMENTS, count)],
                    "program": random.integers(0, 1_000_000, count),
                    "year": random.integers(YEARS.start, YEARS.stop, count),
                    "kind": kinds[random.integers(0, 2, count)],
                    "amount": random.integers(-5_000, 9_999_999, count),
                    "reach": random.integers(1, 100_000, count),
                }
            )
            text = frame.with_columns(
                polars.format("事業コード{}", polars.col("program").cast(polars.String).str.zfill(7)).alias("program")
            )
            text.write_csv(file, include_header=start == 0)
    partial.rename(path)
    return path


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    cities(folder)
    for count in sys.argv[2:]:
        costs(folder, int(count))

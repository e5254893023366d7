"""Times polsh beside its peers, in turn in one run, checks that all give the same answer, and prints ratios.

The rules of the measurement: files warm in the page cache; all tools on all cores. "Loaded" works run in one process:
the time of 18 statements less the time of 3, by 15, each statement with another literal. Peak memory is the process's
ru_maxrss. Every number printed was measured in this run.
"""

import argparse
import dataclasses
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import threading
import time



ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass
class Run:
    seconds: float
    memory: int  # bytes
    output: str


def run(command: list[str], env: dict[str, str] | None = None) -> Run:
    """One process, timed from outside."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "POLSH_DATA": str(ROOT / "datasets/municipal"), **(env or {})}
    )
    errors: list[str] = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
    reader.start()
    output = process.stdout.read()
    reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {command[0]} ended with {process.returncode}: {errors[0][:600]}\n{' '.join(command)[:300]}")
    return Run(seconds, usage.ru_maxrss * 1024, output)


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of a CSV answer without its heading, numbers in one spelling."""
    found = []
    for line in text.strip().splitlines()[1:]:
        cells = []
        for cell in line.lstrip("\ufeff").split(","):
            cell = cell.strip().strip('"')
            try:
                number = float(cell)
                cell = f"{number:.4f}".rstrip("0").rstrip(".")
            except ValueError:
                pass
            cells.append(cell)
        found.append(tuple(cells))
    return found


class Table:
    """The lines of the report."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.missed = 0

    def add(self, work: str, peer: str, ours: float, theirs: float, goal: float, unit: str) -> None:
        ratio = ours / theirs
        verdict = "ok" if ratio <= goal else "MISSED"
        self.missed += ratio > goal
        line = f"{work:38s} {peer:16s} {ours:10.2f} {theirs:10.2f} {unit:3s} {ratio:8.3f} <= {goal:<5} {verdict}"
        self.lines.append(line)
        print(line, flush=True)


class Bench:
    def __init__(self, arguments: argparse.Namespace) -> None:
        self.program = arguments.program
        self.folder = pathlib.Path(arguments.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.duckdb = str(pathlib.Path(sys.executable).parent / "duckdb")
        self.quick = arguments.quick
        self.only = set(arguments.only.split(",")) if arguments.only else None
        self.table = Table()
        self.root = ROOT

    def wants(self, name: str) -> bool:
        return self.only is None or name in self.only

    def costs(self, count: int) -> pathlib.Path:
        """The table of that many rows; made by a process of its own, because a child's peak memory includes its parent's."""
        path = self.folder / f"costs_{count}.csv"
        if not path.exists():
            subprocess.run([sys.executable, str(pathlib.Path(__file__).parent / "data.py"), str(self.folder), str(count)], check=True)
        return path

    # Whole processes.

    def start_up(self) -> None:
        measure = self.root / "datasets/municipal/measure.csv"
        prepared = self.folder / "measure.db"
        prepared.unlink(missing_ok=True)
        run(["sqlite3", str(prepared), ".mode csv", f".import {measure} measure"])
        commands = {
            "polsh": [self.program, "--format", "csv", "-c", "measure | count by progress"],
            "duckdb": [
                self.duckdb, "-csv", "-c", f"select progress, count(*) from '{measure}' group by 1 order by 1 nulls last"
            ],
            "miller": ["mlr", "--csv", "count", "-g", "progress", str(measure)],
            "sqlite3": [
                "sqlite3", "-csv", "-header", str(prepared),
                "select progress, count(*) from measure group by 1 order by 1",
            ],
        }
        answers = {name: sorted(rows(run(command).output)) for name, command in commands.items()}
        self.same(answers, "start-up")
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(21 if self.quick else 101):
            for name, command in commands.items():
                times[name].append(run(command).seconds * 1000)
        middle = {name: statistics.median(values) for name, values in times.items()}
        for peer, goal in [("duckdb", 0.15), ("miller", 1.0), ("sqlite3", 2.5)]:
            self.table.add("whole process, bundled data", peer, middle["polsh"], middle[peer], goal, "ms")

    def csv(self) -> None:
        count = 300_000 if self.quick else 3_000_000
        path = self.costs(count)
        polars_program = (
            "import polars, sys; print(polars.scan_csv(sys.argv[1]).group_by('dept').agg(polars.col('amount').sum())"
            ".sort('dept').collect().write_csv())"
        )
        commands = {
            "polsh": [
                self.program, "--format", "csv", str(path), "-c", f"{path.stem} | group dept: s = sum(amount)"
            ],
            "duckdb": [self.duckdb, "-csv", "-c", f"select dept, sum(amount) from '{path}' group by 1 order by 1"],
            "polars": [sys.executable, "-c", polars_program, str(path)],
            "miller": ["mlr", "--icsv", "--ocsv", "stats1", "-a", "sum", "-f", "amount", "-g", "dept", str(path)],
        }
        answers = {name: sorted(rows(run(command).output)) for name, command in commands.items()}
        self.same(answers, "csv")
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for turn in range(3 if self.quick else 7):
            for name, command in commands.items():
                if name == "miller" and turn >= 3:
                    continue
                runs[name].append(run(command))
        middle = {name: statistics.median(one.seconds for one in found) * 1000 for name, found in runs.items()}
        memory = {name: statistics.median(one.memory for one in found) / 2**20 for name, found in runs.items()}
        size = path.stat().st_size / 1e6
        work = f"CSV of {size:.0f} MB -> grouped sum"
        for peer, goal in [("duckdb", 0.5), ("polars", 0.5), ("miller", 0.05)]:
            self.table.add(work, peer, middle["polsh"], middle[peer], goal, "ms")
        self.table.add(work + ", peak", "duckdb", memory["polsh"], memory["duckdb"], 1.0, "MiB")

    # Loaded.

    def loaded(self, name: str, ours: str, theirs: str, goal: float, rows_wanted: int, check_order: bool = False) -> None:
        """`ours` and `theirs` have `{n}` where each repeat puts another literal."""
        if not self.wants(name):
            return
        path = self.costs(rows_wanted)
        cities = self.folder / "cities.csv"

        def polsh(repeats: int) -> list[str]:
            text = f"load '{path}' as t\nload '{cities}' as c\n"
            text += "\n".join(ours.replace("{n}", str(1000 + turn)) for turn in range(repeats))
            return [self.program, "--format", "csv", "-c", text]

        def duckdb(repeats: int) -> list[str]:
            text = f"create table t as from '{path}'; create table c as from '{cities}';\n"
            text += "\n".join(theirs.replace("{n}", str(1000 + turn)) + ";" for turn in range(repeats))
            return [self.duckdb, "-csv", "-c", text]

        one, other = rows(run(polsh(1)).output), rows(run(duckdb(1)).output)
        if not check_order:
            one, other = sorted(one), sorted(other)
        self.same({"polsh": one, "duckdb": other}, name)
        found: dict[str, list[tuple[Run, Run]]] = {"polsh": [], "duckdb": []}
        for _ in range(1 if self.quick else 3):
            for tool, command in [("polsh", polsh), ("duckdb", duckdb)]:
                # The first process after another tool's pays for memory that the system has to find again.
                run(command(3))
                found[tool].append((run(command(3)), run(command(18))))
        middle = {
            tool: statistics.median((long.seconds - short.seconds) / 15 * 1000 for short, long in pairs)
            for tool, pairs in found.items()
        }
        memory = {tool: statistics.median(long.memory for _, long in pairs) / 2**20 for tool, pairs in found.items()}
        self.table.add(f"loaded, {rows_wanted // 1000}k rows: {name}", "duckdb", middle["polsh"], middle["duckdb"], goal, "ms")
        self.table.add(f"  peak memory: {name}", "duckdb", memory["polsh"], memory["duckdb"], 1.0, "MiB")

    def per_row(self) -> None:
        """Time per row at 30 M rows against 1 M rows."""
        if self.quick:
            small, large = 200_000, 2_000_000
        else:
            small, large = 1_000_000, 30_000_000
        ours = "t | where amount > {n} | group dept: s = sum(amount)"
        figures = []
        for count in (small, large):
            path = self.costs(count)

            def command(repeats: int) -> list[str]:
                text = f"load '{path}' as t\n"
                text += "\n".join(ours.replace("{n}", str(1000 + turn)) for turn in range(repeats))
                return [self.program, "--format", "csv", "-c", text]

            run(command(3))
            times = []
            for _ in range(1 if self.quick else 3):
                short = run(command(3)).seconds
                times.append((run(command(18)).seconds - short) / 15)
            figures.append(statistics.median(times) / count * 1e9)
        self.table.add(f"time per row, {large // 1_000_000} M rows against {small // 1000}k", "itself", figures[1], figures[0], 1.3, "ns")

    def same(self, answers: dict[str, list[tuple[str, ...]]], work: str) -> None:
        first = answers["polsh"]
        for name, answer in answers.items():
            if answer != first:
                differing = [pair for pair in zip(first, answer) if pair[0] != pair[1]][:3]
                sys.exit(f"bench: {work}: {name} answers otherwise ({len(first)} and {len(answer)} rows): {differing}")

    def all(self) -> None:
        print(f"polsh {run([self.program, '--version']).output.strip()}, duckdb {run([self.duckdb, '--version']).output.strip()},"
              f" {os.cpu_count()} cores, medians; smaller is better")
        print(f"{'work':38s} {'peer':16s} {'polsh':>10s} {'peer':>10s} {'':3s} {'ratio':>8s}    goal")
        if self.wants("start"):
            self.start_up()
        if self.wants("csv"):
            self.csv()
        many = 1_000_000 if self.quick else 10_000_000
        self.loaded(
            "filter", "t | where amount > {n} | group dept: s = sum(amount)",
            "select dept, sum(amount) from t where amount > {n} group by 1 order by 1", 0.4, many)
        self.loaded(
            "group", "t | group dept, year: n = count(reach), s = sum(amount), m = max(reach + {n})",
            "select dept, year, count(reach), sum(amount), max(reach + {n}) from t group by 1, 2 order by 1, 2", 0.5, many)
        self.loaded(
            "compare", "t | where amount > {n} | compare sum(amount) over year: 2010 -> 2015 by city better up | select city, base, value, diff",
            "select city, sum(amount) filter (where year = 2010) b, sum(amount) filter (where year = 2015) v, v - b"
            " from t where year in (2010, 2015) and amount > {n} group by 1 order by 1", 0.5, many)
        self.loaded(
            "top", "t | where reach > {n} | sort -amount, city, program, reach | take 10 | select city, amount",
            "select city, amount from t where reach > {n} order by amount desc, city, program, reach limit 10", 1.0, many)
        self.loaded(
            "distinct", "t | where amount > {n} | group: n = count_distinct(program)",
            "select count(distinct program) from t where amount > {n}", 1.0, many)
        self.loaded(
            "join", "t | where amount > {n} | join c on city | group prefecture: s = sum(amount)",
            "select prefecture, sum(amount) from t left join c using (city) where amount > {n} group by 1 order by 1", 1.0, many)
        self.loaded(
            "million", "t | where amount > {n} | group program: s = sum(amount) | group: m = max(s), n = count()",
            "select max(s), count(*) from (select program, sum(amount) s from t where amount > {n} group by 1)", 1.0, many)
        self.loaded(
            "sort", "t | where amount > {n} | sort amount | derive d = amount - prev(amount) | group: m = max(d)",
            "select max(d) from (select amount - lag(amount) over (order by amount) d from t where amount > {n})", 1.0, many)
        if self.wants("scale"):
            self.per_row()
        print(f"{len(self.table.lines)} figures, {self.table.missed} above their goal")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only")
    arguments = parser.parse_args()
    if shutil.which("mlr") is None:
        sys.exit("bench: miller is missing")
    Bench(arguments).all()


if __name__ == "__main__":
    main()

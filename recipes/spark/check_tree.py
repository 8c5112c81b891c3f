"""Checks every report in a directory tree with Apache Spark: the same `nianbao`, on many machines.

    spark-submit check_tree.py TREE RESULTS [--nianbao PATH] [--partitions N]

TREE and the program must have the same path on every machine, as on a shared mount. RESULTS is a new folder with a line
of JSON a report, as `nianbao check --format jsonl TREE` writes them, in the same order: part-00000, part-00001, ...
"""

import argparse
import json
import operator
import os
import shlex
import sys

from pyspark import SparkConf, SparkContext

# What `nianbao check` takes from a folder.
ENDINGS = (".docx", ".doc", ".wps", ".html", ".htm", ".txt")
# A part that fails is done again as a whole: some seconds of work.
REPORTS_A_PART = 2000


def reports(tree):
    """The names of the reports below a folder, in the order in which `nianbao check` takes them."""
    with os.scandir(tree) as entries:
        entries = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from reports(entry.path)
        elif entry.name.lower().endswith(ENDINGS) and (entry.is_file() or not os.path.exists(entry.path)):
            yield entry.path


def is_line(name):
    """Whether a name can be handed on as a line of text; Spark's pipe stands still at one that cannot."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\n" not in name and "\r" not in name


def command(nianbao):
    """What Spark pipes names into. Status 1 is a finding and 2 a file that cannot be read: both are lines among the
    results. Anything else is a program that did not run to its end, and the part is done again. A task has one core."""
    check = f"{shlex.quote(nianbao)} check --format jsonl --jobs 1 --files-from -; test $? -le 2"
    return f"sh -c {shlex.quote(check)}"


def verdict(line):
    """What became of a report: its verdict, or `unread`."""
    return json.loads(line).get("verdict", "unread")


def main():
    arguments = argparse.ArgumentParser(description="Check every report in a directory tree with Apache Spark.")
    arguments.add_argument("tree")
    arguments.add_argument("results", help="a new folder")
    arguments.add_argument("--nianbao", default="/usr/local/bin/nianbao", help="the program, on every machine")
    arguments.add_argument("--partitions", type=int, help=f"default: one for {REPORTS_A_PART} reports")
    arguments = arguments.parse_args()

    names = list(reports(os.path.abspath(arguments.tree)))
    unfit = [name for name in names if not is_line(name)]
    if unfit:
        sys.exit(f"names that are no line of UTF-8, rename these files first: {unfit}")
    results = arguments.results
    if "://" not in results:
        # Hadoop takes the path as it is written, not with its characters escaped.
        results = f"file://{os.path.abspath(results)}"

    nianbao = arguments.nianbao
    if "/" in nianbao:
        nianbao = os.path.abspath(nianbao)

    with SparkContext(conf=SparkConf().setAppName("nianbao")) as context:
        parts = arguments.partitions or max(context.defaultParallelism, len(names) // REPORTS_A_PART)
        lines = context.parallelize(names, parts).pipe(command(nianbao), checkCode=True)
        lines.saveAsTextFile(results)
        verdicts = context.textFile(results).map(lambda line: (verdict(line), 1))
        counts = verdicts.reduceByKey(operator.add).collectAsMap()
    if sum(counts.values()) != len(names):
        sys.exit(f"{len(names)} reports, but {sum(counts.values())} results: is `{nianbao}` this program?")
    for kind, count in sorted(counts.items()):
        print(f"{kind}\t{count}")


if __name__ == "__main__":
    main()

"""Runs the recipe on this machine and holds its results against the plain command line.

    python3 recipes/spark/test_check_tree.py

It needs PySpark (requirements.txt), Java and `cargo build --release`; without them it says so and skips. NIANBAO_DRAFTS is
how many reports it makes."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NIANBAO = ROOT / "target/release" / ("nianbao.exe" if os.name == "nt" else "nianbao")

try:
    import pyspark
except ImportError:
    pyspark = None


def missing():
    """What this machine lacks."""
    if pyspark is None:
        return "PySpark is not installed: pip install -r recipes/spark/requirements.txt"
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return "Spark needs Java 17 or newer"
    if not NIANBAO.exists():
        return "the program is not built: cargo build --release"
    return None


def make_tree(tree, count):
    """Reports of every kind that the tests have, among files that are none or that cannot be read."""
    drafts = [path.read_text("utf-8") for path in sorted((ROOT / "tests/drafts").glob("*.txt"))]
    for number in range(count):
        folder = tree / f"{number % 7} 区" / f"第{number % 11}批"
        folder.mkdir(parents=True, exist_ok=True)
        if number % 97 == 0:
            (folder / f"{number} 坏.docx").write_bytes(b"PK\x03\x04\0\0")
        else:
            text = drafts[number % len(drafts)].replace("8", str(number % 10))
            (folder / f"年报 {number}.txt").write_text(text, "utf-8")
    for name in ["~$年报.docx", ".隐藏.txt", "图片.jpg", "说明"]:
        (tree / name).write_text("不是报告", "utf-8")
    (tree / "断了的链接.txt").symlink_to("没有")
    (tree / "上级").symlink_to("..")


@unittest.skipIf(missing(), missing())
class CheckTree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name) / "报告 树"
        self.results = pathlib.Path(folder.name) / "结果 1"

    def recipe(self, *options, nianbao=NIANBAO):
        submit = pathlib.Path(pyspark.__file__).parent / "bin/spark-submit"
        spark = [submit, "--master", "local[2]", "--conf", "spark.ui.enabled=false"]
        recipe = [HERE / "check_tree.py", self.tree, self.results, "--nianbao", nianbao, *options]
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
        # What the recipe says on standard error, spark-submit puts among its standard output.
        return subprocess.run(spark + recipe, env=environment, capture_output=True, encoding="utf-8")

    def counts(self, run):
        lines = re.findall(r"^(pass|fail|undecided|unread)\t(\d+)$", run.stdout, re.MULTILINE)
        return {kind: int(count) for kind, count in lines}

    def test_results_are_those_of_the_command_line(self):
        count = int(os.environ.get("NIANBAO_DRAFTS", "3000"))
        make_tree(self.tree, count)
        start = time.monotonic()
        run = self.recipe("--partitions", "8")
        seconds = time.monotonic() - start
        self.assertEqual(run.returncode, 0, run.stderr)
        plain = subprocess.run([NIANBAO, "check", "--format", "jsonl", self.tree], capture_output=True).stdout
        parts = sorted(self.results.glob("part-*"))
        self.assertEqual(len(parts), 8)
        self.assertTrue(b"".join(part.read_bytes() for part in parts) == plain)
        counts = self.counts(run)
        self.assertEqual(counts["unread"], len(range(0, count, 97)) + 1)
        self.assertEqual(sum(counts.values()), count + 1)
        print(f"{count + 1} reports in {seconds:.1f} s, {counts}: {len(plain)} bytes, the same as without Spark")

    def test_more_parts_than_reports(self):
        make_tree(self.tree, 2)
        run = self.recipe("--partitions", "9")
        self.assertEqual((run.returncode, sum(self.counts(run).values())), (0, 3), run.stderr)

    def test_a_program_that_does_not_run_is_no_success(self):
        make_tree(self.tree, 10)
        run = self.recipe(nianbao="/no/such/nianbao")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("PIPE_FUNCTION_EXITED", run.stdout + run.stderr)

    def test_a_program_that_says_nothing_is_no_success(self):
        make_tree(self.tree, 10)
        run = self.recipe(nianbao="true")
        self.assertEqual(run.returncode, 1)
        self.assertIn("11 reports, but 0 results", run.stdout)

    def test_a_name_that_is_no_line_is_refused(self):
        make_tree(self.tree, 1)
        (self.tree / "两\n行.txt").write_text("", "utf-8")
        run = self.recipe()
        self.assertEqual(run.returncode, 1)
        self.assertIn("no line of UTF-8", run.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)

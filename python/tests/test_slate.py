"""An interpreter that played one experiment plays the next as if it were the first."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import genclone
from genclone.lab import Session, Slate

NASTY = """
import builtins, gc, os, sys, types, warnings
import genclone
builtins.hex = lambda _: "seen"
builtins.extra = 1
sys.modules["made_up"] = types.ModuleType("made_up")
sys.path.append("nowhere")
sys.setrecursionlimit(5000)
gc.disable()
warnings.simplefilter("error")
genclone.install()
genclone.register(map, lambda it: it)
open("left", "w").close()
os.mkdir("folder")
os.chdir("folder")
def g():
    yield 1
"""
STATE = (
    "hex(1), hasattr(__import__('builtins'), 'extra'), 'made_up' in sys.modules, 'nowhere' in sys.path,"
    " sys.getrecursionlimit() == 5000, gc.isenabled(), len(warnings.filters), os.listdir('.'),"
    " len(genclone.copiers.registered())"
)


class Slates(unittest.TestCase):
    def test_what_an_experiment_changed_is_undone(self):
        looking = f"import gc, os, sys, warnings, genclone, genclone.copiers\ndef look():\n    return {STATE}\n"

        def look():
            step = json.loads(Session(looking).act(json.dumps({"do": "evaluate", "expression": "look()"})))
            return step["outcome"]["text"]

        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        with tempfile.TemporaryDirectory() as folder:
            slate = Slate(os.path.join(folder, "experiment"))
            try:
                first = look()
                step = json.loads(Session(NASTY).act(json.dumps({"do": "start", "branch": "A", "call": "g()"})))
                self.assertEqual(step["outcome"]["kind"], "started", step["outcome"]["text"])
                self.assertNotEqual(look(), first)
            finally:
                slate.wipe()
            self.assertEqual(look(), first)
            os.chdir(before)  # no system removes a folder that somebody is in


@unittest.skipIf(sys.platform in ("emscripten", "wasi"), "there are no processes here")
class Server(unittest.TestCase):
    def serve(self, *lines, arguments=()):
        """What `python -m genclone.lab` answers."""
        environment = {**os.environ, "PYTHONPATH": str(Path(genclone.__file__).parents[1])}
        command = [sys.executable, "-m", "genclone.lab", *arguments]
        ended = subprocess.run(
            command, input="\n".join(lines), capture_output=True, text=True, env=environment, timeout=60, check=True
        )
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def test_it_answers_each_line(self):
        source = "import os\ndef g():\n    os.write(1, b'noise')\n    yield os.read(0, 9)\n"
        opened, started, yielded = self.serve(
            json.dumps({"open": source}),
            json.dumps({"act": {"do": "start", "branch": "A", "call": "g()"}}),
            json.dumps({"act": {"do": "next", "branch": "A"}}),
        )
        self.assertEqual(opened, {"opened": True})
        self.assertEqual(started["outcome"]["kind"], "started")
        self.assertEqual(yielded["outcome"]["text"], "b''")

    def test_what_it_cannot_do_is_answered_and_it_goes_on(self):
        *errors, opened = self.serve("{", "[]", '{"act": 1}', '{"open": ""}')
        self.assertEqual([list(error) for error in errors], [["error"]] * 3)
        self.assertEqual(opened, {"opened": True})

    @unittest.skipIf(sys.platform in ("win32", "darwin"), "memory cannot be capped here")
    def test_memory_is_capped(self):
        act = {"act": {"do": "evaluate", "expression": "len(bytearray(2 << 30))"}}
        step = self.serve('{"open": ""}', json.dumps(act), arguments=("--memory", "1024"))[1]
        self.assertEqual(step["outcome"]["text"], "MemoryError")

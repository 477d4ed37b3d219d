import { whole } from "./attack.ts";

const LOOP = "        while True:\n            pass\n";

/** Tries to exhaust the machine, or the reader. Those that end by the deadline come last: each takes seconds. */
export const BOMBS = [
  whole(
    "a giant repr",
    "class R:\n    def __repr__(self):\n        return 'x' * 50_000_000\n\ndef g():\n    yield R()\n",
    /^yielded x+.{0,200}$/s,
  ),
  whole(
    "an output bomb",
    "def g():\n    for _ in range(200):\n        print('y' * 100_000)\n    yield 1\n",
    /^yielded 1/,
  ),
  whole(
    "a memory bomb",
    "def g():\n    hoard = []\n    while True:\n        hoard.append(bytearray(64_000_000))\n    yield 1\n",
    /^(raised MemoryError|crashed|stopped)/,
  ),
  whole(
    "a decompression bomb",
    "import zlib\n\ndef g():\n    c = zlib.compressobj(9)\n    block = b'x' * 10_000_000\n    packed = b''.join(c.compress(block) for _ in range(30)) + c.flush()\n    del block\n    bomb = zlib.decompress(packed)\n    yield len(bomb)\n",
    /^(yielded 300000000|raised MemoryError|crashed|stopped)/,
  ),
  whole("a recursion bomb", "def g():\n    f = lambda: f()\n    yield f()\n", /^raised RecursionError/),
  whole(
    "an endless loop in `__repr__`",
    `class R:\n    def __repr__(self):\n${LOOP}\ndef g():\n    yield R()\n`,
    /^(yielded|stopped)/,
  ),
  whole(
    "an endless loop in `__del__`",
    `class D:\n    def __del__(self):\n${LOOP}\ndef g():\n    d = D()\n    del d\n    yield 1\n`,
    /^stopped/,
  ),
  whole(
    "an endless loop in `__iter__`",
    `class I:\n    def __iter__(self):\n${LOOP}\ndef g():\n    yield from I()\n`,
    /^stopped/,
  ),
  whole(
    "a loop that is deaf to signals",
    "def g():\n    while True:\n        try:\n            while True:\n                pass\n        except BaseException:\n            pass\n    yield 1\n",
    /^stopped/,
  ),
  whole(
    "a loop in C that never looks for a signal",
    "import collections, itertools\n\ndef g():\n    collections.deque(itertools.count(), maxlen=0)\n    yield 1\n",
    /^stopped/,
  ),
];

/** Ends the interpreter by an error that it cannot survive. */
export const FATAL = [
  whole("abort", "import os\n\ndef g():\n    os.abort()\n    yield 1\n", /^crashed/),
  whole(
    "a null pointer",
    "import ctypes\n\ndef g():\n    ctypes.CFUNCTYPE(None)(1)()\n    yield 1\n",
    /^(crashed|raised)/,
  ),
  whole(
    "close of the worker",
    "import js\n\ndef g():\n    js.close()\n    yield 1\n",
    /^raised AttributeError/,
  ),
];

import { whole } from "./attack.ts";

const MARKUP = "<img src=x onerror=\\\"document.title='spoofed'\\\"><style>*{display:none}</style>";

/** Tries to become markup, or to look like something that it is not. */
export const LOOKS = [
  whole("HTML in a value", `def g():\n    yield "${MARKUP}"\n    yield 2\n`, /^yielded '<img src=x/),
  whole(
    "HTML in a name",
    `class C: pass\nC.__name__ = C.__qualname__ = "${MARKUP}"\n\ndef g():\n    c = C()\n    yield c\n`,
    /^yielded <.*<img src=x/,
  ),
  whole(
    "HTML in a traceback",
    `def g():\n    raise ValueError("${MARKUP}")\n    yield\n`,
    /^raised ValueError: .*<img/s,
  ),
  whole("HTML in the output", `def g():\n    print("${MARKUP}")\n    yield 1\n`, /^yielded 1/),
  whole(
    "CSS in a value",
    'def g():\n    yield "</style><style>body{display:none}</style>;}*{background:url(//x)}"\n',
    /^yielded '<\/style>/,
  ),
  whole(
    "bidi and zero-width characters",
    'def g():\n    yield "\\u202e\\u2066\\u200b\\u200d\\ufeff evil"\n',
    /^yielded [^\u202e\u2066\u200b\ufeff]*evil'/,
  ),
  whole(
    "terminal and control characters",
    'def g():\n    print("\\x1b[2J\\x00\\x07\\r")\n    yield 1\n',
    /^yielded 1/,
  ),
];

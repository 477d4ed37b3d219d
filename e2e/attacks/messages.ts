import { whole } from "./attack.ts";

/**
 * Takes the port from comlink by the prototype that both use: at the next message that the worker sends, `port` is
 * known, and the lines run instead.
 */
const hijack = (lines: string) => `import js
from pyodide.ffi import create_proxy, to_js

post = js.MessagePort.prototype.postMessage

def forged(port, message, *rest):
    id = message.id
    def send(**data):
        post.call(port, to_js(data, dict_converter=js.Object.fromEntries))
    ${lines}

def g():
    js.MessagePort.prototype.postMessage = create_proxy(forged, capture_this=True)
    yield "hijacked"
`;

const DEAD = /^crashed/;

/** Tries to confuse the page by what it says over its port. */
export const MESSAGES = [
  whole("a forged reply that is no step", hijack("send(id=id, type='RAW', value='yes')"), DEAD),
  whole("a reply of another shape", hijack("send(id=id, type='RAW', value={'then': 1})"), DEAD),
  whole("a reply to what was not asked", hijack("send(id='none', type='RAW', value='')"), DEAD),
  whole("a proxy for the page", hijack("send(id=id, type='HANDLER', name='proxy', value=1)"), DEAD),
  whole(
    "a message flood",
    hijack("for _ in range(5000): send(id='flood', type='RAW', value='x' * 100)"),
    DEAD,
  ),
  whole(
    "a cyclic payload",
    hijack("o = js.Object.new(); o.id = id; o.type = 'RAW'; o.value = o; post.call(port, o)"),
    DEAD,
  ),
  // On a slow machine it does not come through before the deadline.
  whole(
    "a huge payload",
    hijack("send(id=id, type='RAW', value='x' * 40_000_000)"),
    /^(crashed|stopped after)/,
  ),
  whole("a payload that nests without end", hijack("send(id=id, type='RAW', value='[' * 1_000_000)"), DEAD),
  whole(
    "prototype pollution through a snapshot",
    hijack(
      `send(id=id, type='RAW', value='{"__proto__":{"polluted":1},"snapshot":{"__proto__":{"polluted":1}}}')`,
    ),
    DEAD,
  ),
];

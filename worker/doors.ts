/** Whatever leads out of a worker to a network, a storage or another context, and `close`, which ends it unseen. */
const DOORS = [
  "BroadcastChannel",
  "EventSource",
  "FontFace",
  "Notification",
  "SharedWorker",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "Worker",
  "XMLHttpRequest",
  "caches",
  "close",
  "cookieStore",
  "fonts",
  "importScripts",
  "indexedDB",
];

/**
 * Takes the doors out of a global scope. The wall is the content security policy; this makes user code meet a plain
 * `AttributeError` in front of it.
 */
export function shutDoors(scope: object): void {
  for (const name of DOORS) {
    for (let owner: object | null = scope; owner !== null; owner = Reflect.getPrototypeOf(owner)) {
      Reflect.deleteProperty(owner, name);
    }
  }
}

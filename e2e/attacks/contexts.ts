import { futile, walled } from "./attack.ts";

/** Tries to get at other contexts of the browser, or at what it stores. */
export const CONTEXTS = [
  walled("a nested worker", "js.Worker.new('data:text/javascript,fetch(' + repr(url) + ')')"),
  walled("a shared worker", "js.SharedWorker.new('data:text/javascript,fetch(' + repr(url) + ')')"),
  walled("a service worker", "js.navigator.serviceWorker.register(url)"),
  walled("a BroadcastChannel", "js.BroadcastChannel.new('x').postMessage('x')"),
  walled("localStorage", "js.localStorage.setItem('x', 'x')"),
  walled("sessionStorage", "js.sessionStorage.setItem('x', 'x')"),
  walled("IndexedDB", "js.indexedDB.open('x')"),
  walled("the Cache API", "js.caches.open('x')"),
  walled("cookies", "js.cookieStore.set('x', 'x')"),
  walled("cookies of the document", "js.document.cookie = 'x=x'"),
  futile("the private file system", "js.navigator.storage.getDirectory()"),
  walled("window.open", "js.open(url)"),
  walled("top navigation", "js.top.location = url"),
  walled("navigation of the parent", "js.parent.location.href = url"),
  futile("navigation of itself", "js.self.location = url"),
  walled("the page's document", "js.parent.document.title = 'spoofed'"),
  walled("a script element", "s = js.document.createElement('script')\ns.src = url"),
  walled("a notification", "js.Notification.new('x')"),
];

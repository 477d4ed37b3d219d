import { futile, walled } from "./attack.ts";

/** Tries to reach a server. */
export const NETWORK = [
  futile("fetch", "js.fetch(url)"),
  futile("fetch of another realm's making, through a Request", "js.fetch(js.Request.new(url))"),
  walled("XMLHttpRequest", "r = js.XMLHttpRequest.new()\nr.open('GET', url, False)\nr.send()"),
  walled("WebSocket", "js.WebSocket.new(url.replace('http', 'ws'))"),
  walled("WebTransport", "js.WebTransport.new(url.replace('http', 'https'))"),
  walled("EventSource", "js.EventSource.new(url)"),
  walled("WebRTC", "js.RTCPeerConnection.new()"),
  walled("sendBeacon", "js.navigator.sendBeacon(url, 'x')"),
  walled("importScripts", "js.importScripts(url)"),
  futile("a dynamic import of the server's", "run('import(' + repr(url) + ')')"),
  futile(
    "a dynamic import in a blob's module",
    "b = run('return new Blob([\"import(\\\\\"' + url + '\\\\\")\"], {type: \"text/javascript\"})')\nu = js.URL.createObjectURL(b)\njs.eval('import(' + repr(u) + ')')",
  ),
  walled("a font", "js.FontFace.new('f', 'url(' + url + ')').load()"),
  walled(
    "a socket of Python's",
    "import socket\ns = socket.create_connection(('127.0.0.1', int(url.split(':')[2].split('/')[0])), 1)\ns.send(b'GET / HTTP/1.0\\r\\n\\r\\n')\ns.recv(1)",
  ),
  walled("urllib", "import urllib.request\nurllib.request.urlopen(url, timeout=1)"),
  futile("pyfetch", "from pyodide.http import pyfetch\npyfetch(url).send(None)"),
  futile("open_url", "from pyodide.http import open_url\nopen_url(url)"),
  futile("loadPackage", "import pyodide_js\npyodide_js.loadPackage(url + 'x.whl')"),
];

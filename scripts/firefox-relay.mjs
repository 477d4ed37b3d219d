#!/usr/bin/env node
/**
 * Stands in Firefox's place where Playwright starts one: starts the Firefox that FIREFOX_PATH names, with the same
 * arguments, and passes on what the two say to each other by WebDriver BiDi. Playwright asks for all emulation that there
 * is, needed or not, and gives up where a Firefox older than itself does not know a command; such a command is answered
 * here as done.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;

/** Joins a client with Firefox. */
const join = (/** @type {WebSocket} */ client, /** @type {string} */ address) => {
  /** @type {Set<number>} */
  const emulations = new Set();
  const firefox = new WebSocket(address, { perMessageDeflate: false, maxPayload: 2 ** 29 });
  const opened = new Promise((resolve) => firefox.once("open", resolve));
  client.on("message", async (data) => {
    const text = data.toString();
    const { id, method } = JSON.parse(text);
    if (method.startsWith("emulation.")) emulations.add(id);
    await opened;
    firefox.send(text);
  });
  firefox.on("message", (data) => {
    const text = data.toString();
    const { id, error } = JSON.parse(text);
    const isUnknown = emulations.delete(id) && error === "unknown command";
    client.send(isUnknown ? JSON.stringify({ type: "success", id, result: {} }) : text);
  });
  client.on("close", () => firefox.close());
  firefox.on("close", () => client.close());
  firefox.on("error", () => client.close());
};

/** Serves the relay to the Firefox at this address, and says where, as Firefox itself would. */
const relay = (/** @type {string} */ address) => {
  const server = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    perMessageDeflate: false,
    maxPayload: 2 ** 29,
  });
  server.on("connection", (client) => join(client, `${address}/session`));
  server.on("listening", () => {
    const at = server.address();
    if (at === null || typeof at === "string") throw new Error("The relay has no port.");
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${at.port}`);
  });
};

const child = spawn(process.env.FIREFOX_PATH ?? "firefox", process.argv.slice(2), {
  stdio: ["ignore", "inherit", "pipe"],
});
child.on("exit", (code) => process.exit(code ?? 1));
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
createInterface(child.stderr).on("line", (line) => {
  const address = LISTENING.exec(line)?.[1];
  if (address === undefined) console.error(line);
  else relay(address);
});

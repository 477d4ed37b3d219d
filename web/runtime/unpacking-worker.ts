import { messageOf } from "./ask.ts";
import { unpackHere } from "./unpacking.ts";

// The worker that unpacks what the page downloads. It gets a size and a port for each file; by the port the parts, then null;
// and answers with all bytes, or with what was wrong.

addEventListener("message", ({ data: size, ports: [port] }: MessageEvent<number>) => {
  if (port === undefined) return;
  const unpacking = unpackHere(size);
  port.onmessage = ({ data: part }: MessageEvent<Uint8Array<ArrayBuffer> | null>) => {
    if (part !== null) return unpacking.add(part);
    unpacking.end().then(
      (bytes) => port.postMessage(bytes, [bytes.buffer]),
      (error: unknown) => port.postMessage(messageOf(error)),
    );
  };
});

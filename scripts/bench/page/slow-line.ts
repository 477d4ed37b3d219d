import { connect, createServer } from "node:net";
import { Transform } from "node:stream";

/** What the line may be behind by, in milliseconds, and catch up on: timers are late, lines are not. */
const SLACK = 20;

/** A way to a server of this machine that is as slow as a visitor's line, all connections together. */
export interface SlowLine {
  /** The server's own address, by this line. */
  readonly address: string;
  /** What came over it since this was asked the last time, in bytes. */
  readonly take: () => number;
  readonly close: () => void;
}

/**
 * Opens such a line to the server at this address, of so many bits a second to the visitor. What the visitor sends is not
 * held up, and no time is added to the way itself. The browser's own simulation does not hold for workers and frames of
 * other processes; this one holds for whatever asks.
 */
export async function openSlowLine(address: string, bitsPerSecond: number): Promise<SlowLine> {
  const { port, hostname } = new URL(address);
  let bytes = 0;
  let freeAt = 0;
  const paced = () =>
    new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length;
        const now = performance.now();
        freeAt = Math.max(freeAt, now - SLACK) + (chunk.length * 8 * 1000) / bitsPerSecond;
        setTimeout(done, freeAt - now, null, chunk);
      },
    });
  const server = createServer((visitor) => {
    const there = connect(Number(port), hostname);
    visitor.pipe(there);
    // The server leaves when it has sent everything, most of which may still be on the line.
    there.pipe(paced()).pipe(visitor);
    there.on("error", () => visitor.destroy());
    visitor.on("error", () => there.destroy());
    visitor.on("close", () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("The line has no port.");
  return {
    address: `http://${hostname}:${at.port}/`,
    take() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    close: () => void server.close(),
  };
}

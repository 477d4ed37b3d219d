import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const MIME: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".woff2": "font/woff2",
};

/** A static host as plain as there are any. */
export interface FolderServer {
  /** Where it is, with a slash at the end. */
  readonly address: string;
  close(): void;
}

/** Serves a folder below a path of `localhost`, which is a secure context, on a free port. */
export async function serveFolder(folder: string, path = "/"): Promise<FolderServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const name = pathname.slice(path.length) || "index.html";
    try {
      if (!pathname.startsWith(path) || name.includes("..")) throw new Error("not here");
      const bytes = readFileSync(join(folder, name));
      const type = MIME[extname(name)] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("The server has no port.");
  return {
    address: `http://localhost:${at.port}${path}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

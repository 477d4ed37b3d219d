import type { Plugin } from "vite";

/** What each answer of a host should bear. The page works without all of it, and other sites may embed it with it. */
export const HEADERS: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** For what lies in `assets/`, where each name has a hash of the content. */
const CACHED = "public, max-age=31536000, immutable";

/** The file that Netlify and Cloudflare Pages read. */
export function headersFile(): string {
  const lines = Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
  return `/*\n${lines.join("")}/assets/*\n  Cache-Control: ${CACHED}\n`;
}

/** The file that Vercel reads. */
export function vercelFile(): string {
  const list = (headers: Readonly<Record<string, string>>) =>
    Object.entries(headers).map(([key, value]) => ({ key, value }));
  const headers = [
    { source: "/(.*)", headers: list(HEADERS) },
    { source: "/assets/(.*)", headers: list({ "Cache-Control": CACHED }) },
  ];
  return `${JSON.stringify({ headers }, null, 2)}\n`;
}

/** The file that Apache reads. */
export function apacheFile(): string {
  const lines = Object.entries(HEADERS).map(([name, value]) => `  Header always set ${name} "${value}"\n`);
  return `AddType application/wasm .wasm
AddType text/javascript .mjs
<IfModule mod_headers.c>
${lines.join("")}  Header always set Cache-Control "${CACHED}" "expr=%{REQUEST_URI} =~ m#/assets/#"
</IfModule>
`;
}

/** Puts into a build what common static hosts read their headers from. */
export function hosting(): Plugin {
  return {
    name: "genclone:hosting",
    apply: "build",
    generateBundle() {
      const emit = (fileName: string, source: string) => this.emitFile({ type: "asset", fileName, source });
      emit("_headers", headersFile());
      emit("vercel.json", vercelFile());
      emit(".htaccess", apacheFile());
    },
  };
}

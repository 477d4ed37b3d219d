import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { frame } from "./build/frame-plugin.ts";
import { hosting } from "./build/hosting-plugin.ts";
import { pagePolicy } from "./build/policy-plugin.ts";
import { runtime } from "./build/runtime-plugin.ts";

const port = Number(process.env.PORT || 4173);

export default defineConfig({
  root: fileURLToPath(new URL("web", import.meta.url)),
  // The built site works below any path of any static host.
  base: "./",
  plugins: [preact(), runtime(), frame(), pagePolicy(), hosting()],
  // The page is one chunk on purpose: all of it is needed before there is anything to see.
  build: { outDir: "../dist", emptyOutDir: true, chunkSizeWarningLimit: 1000 },
  server: { port, strictPort: true },
  preview: { port, strictPort: true },
});

import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { embedScript } from "./build/embed-plugin.ts";
import { frame } from "./build/frame-plugin.ts";
import { gallery } from "./build/gallery-plugin.ts";
import { helpPanels } from "./build/help-plugin.ts";
import { hosting } from "./build/hosting-plugin.ts";
import { pagePolicy } from "./build/policy-plugin.ts";
import { runtime } from "./build/runtime-plugin.ts";

const port = Number(process.env.PORT || 4173);

const inWeb = (name: string): string => fileURLToPath(new URL(`web/${name}`, import.meta.url));

/** What every page begins with. */
const EARLY = [
  /\/node_modules\/(preact|@preact)\//,
  /\/protocol\//,
  /\/web\/model\/(comparison|embed-address|files|inspections|palette|recorded|sharing|status|theme|timeline|wording)\.ts$/,
  /\/web\/view\/(command-button|status-line|no-fork|unless-changed|use-unchanged)\.tsx?$/,
];

export default defineConfig({
  root: inWeb(""),
  // The built site works below any path of any static host.
  base: "./",
  plugins: [
    preact(),
    runtime(),
    frame(),
    gallery(),
    embedScript(),
    helpPanels(),
    pagePolicy(),
    hosting(),
    // The page's own files; those of the Pythons are kept by web/runtime/stored.ts as they are visited.
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      manifest: false,
      workbox: {
        globPatterns: ["**/*.{html,js,css,woff2}", "assets/gallery-*.json", "assets/*.py"],
        // A query says what a page is to do; it never means another file.
        ignoreURLParametersMatching: [/./],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  // Nothing is put into other files as a `data:` URL: the page's policy knows its own files alone.
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // A browser that can boot a module in a worker knows `modulepreload` by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: inWeb("index.html"), embed: inWeb("embed.html"), help: inWeb("help.html") },
      // What every page begins with in one file: packed one by one, small files are a tenth larger.
      output: {
        codeSplitting: { groups: [{ name: "base", test: (id) => EARLY.some((early) => early.test(id)) }] },
      },
    },
  },
  server: { port, strictPort: true },
  preview: { port, strictPort: true },
});

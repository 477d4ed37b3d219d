import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { parseExperiment } from "../protocol/experiment.ts";
import { assetModule } from "./asset-module.ts";
import { miniature } from "./miniature.ts";

const FOLDER = fileURLToPath(new URL("../experiments/", import.meta.url));

/** Gives the page a module with the address of the gallery: as JSON, the texts of its files by name, and their pictures. */
export const gallery = (): Plugin =>
  assetModule({
    id: "virtual:genclone/gallery",
    name: "gallery.json",
    contentType: "application/json",
    source: () => {
      const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
      const texts = files.map((name) => [name, readFileSync(`${FOLDER}${name}`, "utf8")] as const);
      const pictures = texts.map(([name, text]) => [
        name.replace(/\.json$/, ""),
        miniature(parseExperiment(text)),
      ]);
      return JSON.stringify({ texts: Object.fromEntries(texts), pictures: Object.fromEntries(pictures) });
    },
  });

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { assetModule } from "./asset-module.ts";

const FOLDER = fileURLToPath(new URL("../experiments/", import.meta.url));

/** Gives the page a module with the address of the gallery: JSON of an experiment's name -> the text of its file. */
export const gallery = (): Plugin =>
  assetModule({
    id: "virtual:genclone/gallery",
    name: "gallery.json",
    contentType: "application/json",
    source: () => {
      const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
      return JSON.stringify(
        Object.fromEntries(files.map((name) => [name, readFileSync(`${FOLDER}${name}`, "utf8")])),
      );
    },
  });

import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { frameDocument } from "../web/runtime/frame.ts";
import { assetModule } from "./asset-module.ts";

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** Gives the page a module with the address of the sandbox's frame. */
export const frame = (): Plugin =>
  assetModule({
    id: "virtual:genclone/frame",
    name: "frame.html",
    contentType: "text/html; charset=utf-8",
    source: () => frameDocument(hashOf),
  });

import * as v from "valibot";
import type { PackageFiles } from "./interpreter.ts";

// The Python package as one file: JSON of path -> text. Bytecode is no text, so it is there as base64.

const Texts = v.record(v.string(), v.string());

const isBytecode = (path: string): boolean => path.endsWith(".pyc");

export function encodePackage(files: PackageFiles): Uint8Array {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : btoa(latin1(content)),
  ]);
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(texts)));
}

/** Throws where that is no package. */
export function decodePackage(bytes: Uint8Array): PackageFiles {
  const texts = v.parse(Texts, JSON.parse(new TextDecoder().decode(bytes)));
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, isBytecode(path) ? bytesOf(atob(text)) : text]),
  );
}

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

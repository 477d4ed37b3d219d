import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { toJsonSchema } from "@valibot/to-json-schema";
import { Experiment } from "../protocol/experiment.ts";
import { inRepository } from "./paths.mjs";

/** Where the schema is published. */
export const SCHEMA_FILE = inRepository("docs", "experiment.schema.json");

/**
 * The JSON Schema of an experiment's file, made of the parser itself. What only the parser can tell (that no branch is
 * named like a keyword, and that not more is expected than is done) is not in it.
 */
export function schemaText(): string {
  const schema = toJsonSchema(Experiment, {
    typeMode: "input",
    errorMode: "ignore",
    target: "draft-2020-12",
  });
  const titled = { ...schema, title: "genclone experiment", description: "Python source and actions on it." };
  return `${JSON.stringify(titled, null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(SCHEMA_FILE, schemaText());

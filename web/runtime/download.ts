import type { RuntimeFile } from "virtual:genclone/runtime";
import { messageOf } from "./ask.ts";
import type { Part } from "./host.ts";
import type { OnProgress } from "./interpreter.ts";
import { fetchStored } from "./stored.ts";

/**
 * Downloads files, all at a time, tells of the bytes as they arrive, and hands each file over once it is there, packed
 * as it was sent. Rejects with an `Error` that names the file which could not be had; the others are not waited for.
 */
export async function download(
  files: readonly RuntimeFile[],
  hand: (name: string, part: Part) => void,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const total = sizeOf(files);
  let loaded = 0;
  const arrive = (bytes: number) => {
    loaded += bytes;
    onProgress(loaded, total);
  };
  const failure = new AbortController();
  const given = AbortSignal.any([signal, failure.signal]);
  arrive(0);
  try {
    await Promise.all(
      files.map(async (file) => {
        const bytes = await downloadOne(file, arrive, given);
        hand(file.name, { bytes, isPacked: file.isPacked });
      }),
    );
  } catch (error) {
    failure.abort();
    throw error;
  }
}

/** How much files are on their way, in bytes. */
export const sizeOf = (files: readonly RuntimeFile[]): number =>
  files.reduce((sum, { sent }) => sum + sent, 0);

async function downloadOne(
  file: RuntimeFile,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.sent);
  let filled = 0;
  try {
    const response = await fetchStored(file.url, signal);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      if (filled + part.value.length > bytes.length) throw new Error("the server sent another file");
      bytes.set(part.value, filled);
      filled += part.value.length;
      onBytes(part.value.length);
    }
  } catch (error) {
    throw new Error(`${file.name} could not be downloaded: ${messageOf(error)}`, { cause: error });
  }
  if (filled < bytes.length) {
    throw new Error(`${file.name} came incomplete: ${filled} of ${bytes.length} bytes`);
  }
  return bytes;
}

import type { RuntimeFile } from "virtual:genclone/runtime";
import { messageOf } from "./ask.ts";
import type { OnProgress } from "./interpreter.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Downloads files, all at a time, and tells of the bytes as they arrive. Rejects with an `Error` that names the file
 * which could not be had; the others are not waited for.
 */
export async function download(
  files: readonly RuntimeFile[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Bytes>> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  const arrive = (bytes: number) => {
    loaded += bytes;
    onProgress(loaded, total);
  };
  const failure = new AbortController();
  const given = AbortSignal.any([signal, failure.signal]);
  arrive(0);
  try {
    const downloads = files.map(async (file) => [file.name, await downloadOne(file, arrive, given)] as const);
    return new Map(await Promise.all(downloads));
  } catch (error) {
    failure.abort();
    throw error;
  }
}

async function downloadOne(
  file: RuntimeFile,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<Bytes> {
  const bytes = new Uint8Array(file.bytes);
  let filled = 0;
  try {
    const response = await fetch(file.url, { signal });
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

import type { RuntimeFile } from "virtual:genclone/runtime";
import { messageOf } from "./ask.ts";
import type { OnProgress } from "./interpreter.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Downloads files, all at a time, unpacks what is packed, and tells of the bytes as they arrive. Rejects with an `Error`
 * that names the file which could not be had; the others are not waited for.
 */
export async function download(
  files: readonly RuntimeFile[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Bytes>> {
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
    const downloads = files.map(async (file) => [file.name, await downloadOne(file, arrive, given)] as const);
    return new Map(await Promise.all(downloads));
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
): Promise<Bytes> {
  let arrived = 0;
  const count = (bytes: number) => {
    arrived += bytes;
    if (arrived > file.sent) throw new Error("the server sent another file");
    onBytes(bytes);
  };
  try {
    const response = await fetch(file.url, { signal });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const body = response.body?.pipeThrough(counting(count));
    return await fill(file.bytes, file.isPacked ? body?.pipeThrough(new DecompressionStream("gzip")) : body);
  } catch (error) {
    const isCut = !signal.aborted && arrived < file.sent && arrived > 0;
    const why = isCut ? `came incomplete: ${arrived} of ${file.sent} bytes` : messageOf(error);
    throw new Error(`${file.name} could not be downloaded: ${why}`, { cause: error });
  }
}

const counting = (count: (bytes: number) => void): TransformStream<Bytes, Bytes> =>
  new TransformStream({
    transform(part, controller) {
      count(part.length);
      controller.enqueue(part);
    },
  });

/** All of a stream, which has to be of this size. */
async function fill(size: number, stream: ReadableStream<Bytes> | undefined): Promise<Bytes> {
  const bytes = new Uint8Array(size);
  const reader = stream?.getReader();
  let filled = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    if (filled + part.value.length > size) throw new Error("the server sent another file");
    bytes.set(part.value, filled);
    filled += part.value.length;
  }
  if (filled < size) throw new Error(`it unpacks to ${filled} of ${size} bytes`);
  return bytes;
}

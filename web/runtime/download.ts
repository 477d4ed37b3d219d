import type { RuntimeFile } from "virtual:genclone/runtime";
import { messageOf } from "./ask.ts";
import { gather } from "./gather.ts";
import type { OnProgress } from "./interpreter.ts";
import { fetchStored } from "./stored.ts";
import { unpack } from "./unpacker.ts";

/** A file that was downloaded. */
export interface Downloaded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As it was sent: the same, or packed. */
  readonly sent: Uint8Array<ArrayBuffer>;
}

/**
 * Downloads files, all at a time, unpacks them and tells of the bytes as they arrive, and hands each file over once it is
 * there. Rejects with an `Error` that names the file which could not be had; the others are not waited for.
 */
export async function download(
  files: readonly RuntimeFile[],
  hand: (name: string, file: Downloaded) => void,
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
        hand(file.name, await downloadOne(file, arrive, given));
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
): Promise<Downloaded> {
  try {
    const response = await fetchStored(file.url, signal);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await receive(file, response.body, onBytes);
  } catch (error) {
    throw new Error(`${file.name} could not be downloaded: ${messageOf(error)}`, { cause: error });
  }
}

async function receive(
  { bytes: size, sent: length, isPacked }: RuntimeFile,
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  onBytes: (count: number) => void,
): Promise<Downloaded> {
  const unpacking = isPacked ? unpack(size) : undefined;
  try {
    const sent = await gather(body, length, (part) => {
      onBytes(part.length);
      // Which takes its memory along.
      unpacking?.add(part);
    });
    return { sent, bytes: unpacking === undefined ? sent : await unpacking.end() };
  } catch (error) {
    unpacking?.stop();
    throw error;
  }
}

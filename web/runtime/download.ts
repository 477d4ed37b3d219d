import type { RuntimeFile } from "virtual:genclone/runtime";
import type { Piece } from "../../protocol/given.ts";
import { messageOf } from "./ask.ts";
import { counted } from "./counted.ts";
import { type Give, handing } from "./handing.ts";
import type { OnProgress } from "./interpreter.ts";
import { fetchStored } from "./stored.ts";

/** A file that was downloaded. */
export interface Downloaded {
  readonly file: RuntimeFile;
  readonly pieces: readonly Piece[];
  /** As it was sent: the same, or packed. */
  readonly sent: readonly Piece[];
}

/**
 * Downloads files, all at a time, unpacks them, and hands them over as they arrive, with word of the bytes sent.
 * Rejects with an `Error` that names the file which could not be had; the others are not waited for.
 */
export async function download(
  files: readonly RuntimeFile[],
  give: Give,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<readonly Downloaded[]> {
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
    return await Promise.all(files.map((file) => downloadOne(file, give, arrive, given)));
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
  give: Give,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<Downloaded> {
  try {
    const { ok, status, body } = await fetchStored(file.url, signal);
    if (!ok || body === null) throw new Error(`the server answered ${status}`);
    const handed = handing(file, give);
    const downloaded = { file, pieces: [] as Piece[], sent: [] as Piece[] };
    const arriving = body.pipeThrough(
      counted(file.sent, (piece) => {
        downloaded.sent.push(piece);
        onBytes(piece.length);
      }),
    );
    const unpacked = file.isPacked ? arriving.pipeThrough(new DecompressionStream("gzip")) : arriving;
    const whole = unpacked.pipeThrough(
      counted(file.bytes, (piece) => {
        downloaded.pieces.push(piece);
        handed.piece(piece);
      }),
    );
    await whole.pipeTo(new WritableStream());
    handed.end();
    return downloaded;
  } catch (error) {
    throw new Error(`${file.name} could not be downloaded: ${messageOf(error)}`, { cause: error });
  }
}

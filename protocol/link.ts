/**
 * A whole experiment in the fragment of a URL, which browsers send to no server: `v1.` and then, in base64url, the
 * deflated canonical text followed by its Adler-32. That is a zlib stream (RFC 1950) without its two constant first
 * bytes, so that a damaged link is known for one. A link made by hand may leave the checksum out.
 */

import { compactText } from "./canonical.ts";
import { type Experiment, NotAnExperiment, parseExperiment } from "./experiment.ts";
import { joined } from "./joined.ts";

/** The most characters that a link's fragment may have. */
export const LONGEST_LINK = 64 * 1024;

/** The most bytes that the text of an experiment may have. Decoding stops where more come out. */
export const LONGEST_TEXT = 512 * 1024;

const PREFIX = "v1.";
const ZLIB_HEADER = Uint8Array.of(0x78, 0x9c);

/** A link that cannot be made or opened. Its message tells a person why, and what to do. */
export class BadLink extends Error {
  override readonly name = "BadLink";
}

/**
 * The fragment of the link to an experiment, without `#`: the same for the same experiment. Linear in its text.
 *
 * Rejects with `BadLink` where it would be too long.
 */
export async function encodeLink(experiment: Experiment): Promise<string> {
  const text = new TextEncoder().encode(compactText(experiment));
  if (text.length > LONGEST_TEXT) throw tooLong(`The experiment has ${kib(text.length)}`, LONGEST_TEXT);
  const zlib = await through(new CompressionStream("deflate"), text, Number.POSITIVE_INFINITY);
  const fragment = PREFIX + toBase64Url(zlib.subarray(ZLIB_HEADER.length));
  if (fragment.length > LONGEST_LINK)
    throw tooLong(`Its link would have ${kib(fragment.length)}`, LONGEST_LINK);
  return fragment;
}

/**
 * The experiment that a link's fragment carries, with or without its `#`. Nothing of it is run. Costs no more than the
 * caps allow, whatever the link is.
 *
 * Rejects with `BadLink`.
 */
export async function decodeLink(fragment: string): Promise<Experiment> {
  const link = fragment.replace(/^#/, "");
  if (link.length > LONGEST_LINK) {
    throw new BadLink(`The link is too long: ${kib(link.length)}, and the most is ${kib(LONGEST_LINK)}.`);
  }
  const version = /^v(\d+)\./.exec(link);
  if (version === null) throw new BadLink("The link carries no experiment: it does not begin as one does.");
  if (version[0] !== PREFIX) {
    throw new BadLink(
      `The link is of version ${version[1]}, and this genclone opens version 1. A newer one may open it.`,
    );
  }
  const text = await inflated(fromBase64Url(link.slice(PREFIX.length)));
  try {
    return parseExperiment(text);
  } catch (error) {
    if (!(error instanceof NotAnExperiment)) throw error;
    throw new BadLink(`The link carries no experiment that can be opened. ${error.message}`);
  }
}

/** More than the cap came out. */
class TooMuch extends Error {}

/** The text that was deflated, checked by the checksum behind it, if there is one. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const text = (await attempt("deflate", joined([ZLIB_HEADER, bytes]))) ?? (await unchecked(bytes));
    if (text !== undefined) return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof TooMuch) {
      throw new BadLink(`The link unpacks to more than ${kib(LONGEST_TEXT)}, which no experiment may have.`);
    }
  }
  throw damaged();
}

/** What was deflated without a checksum. Where all of it is there before the last byte, what follows is a wrong one. */
async function unchecked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // Browsers refuse what follows a deflated text; Node ignores it.
  const before = await attempt("deflate-raw", bytes.subarray(0, -1));
  return before === undefined ? attempt("deflate-raw", bytes) : undefined;
}

/** What comes out of a whole deflated stream; undefined where it is none. Rejects with `TooMuch` at the cap. */
const attempt = (format: CompressionFormat, bytes: Uint8Array<ArrayBuffer>) =>
  through(new DecompressionStream(format), bytes, LONGEST_TEXT).catch((error) => {
    if (error instanceof TooMuch) throw error;
    return undefined;
  });

/** Sends bytes through a stream, and stops where more than `most` come out. */
async function through(
  { readable, writable }: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  // What goes wrong in writing goes wrong in reading, where it is seen.
  void writer.write(bytes).catch(() => {});
  void writer.close().catch(() => {});
  const reader = readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length > most) {
      await reader.cancel().catch(() => {});
      throw new TooMuch();
    }
  }
  return joined(parts);
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) throw damaged();
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const damaged = (): BadLink =>
  new BadLink("The link is damaged: a part of it is missing or was changed. Copy the whole link once more.");

const tooLong = (what: string, most: number): BadLink =>
  new BadLink(`${what}, and the most is ${kib(most)}. Download it as a file instead.`);

const kib = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;

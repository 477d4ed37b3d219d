/**
 * All bytes of a stream that has so many; tells of each part as it comes, whose memory may be taken then. Rejects where the
 * stream has more or fewer of them.
 */
export async function gather(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  length: number,
  onPart: (part: Uint8Array<ArrayBuffer>) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    const { length: count } = part.value;
    if (filled + count > length) throw new Error("the server sent another file");
    bytes.set(part.value, filled);
    onPart(part.value);
    filled += count;
  }
  if (filled < length) throw new Error(`it came incomplete, ${filled} of ${length} bytes`);
  return bytes;
}

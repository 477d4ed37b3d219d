import type { Piece } from "../../protocol/given.ts";

/** Lets a stream of so many bytes through and tells of its pieces; fails where it has more or fewer. */
export function counted(size: number, onPiece: (piece: Piece) => void): TransformStream<Piece, Piece> {
  let count = 0;
  return new TransformStream({
    transform(piece, stream) {
      count += piece.length;
      if (count > size) throw new Error("the server sent another file");
      onPiece(piece);
      stream.enqueue(piece);
    },
    flush() {
      if (count < size) throw new Error(`it came incomplete, ${count} of ${size} bytes`);
    },
  });
}

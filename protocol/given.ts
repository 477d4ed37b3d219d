/** A piece of a file. */
export type Piece = Uint8Array<ArrayBuffer>;

/** One message of those by which files are handed to a sandbox: each file's pieces in their order, then its end. */
export type Given =
  | { readonly is: "piece"; readonly name: string; readonly piece: Piece }
  | { readonly is: "whole"; readonly name: string }
  /** It will not come, or not in time; pieces that came are no longer of use. */
  | { readonly is: "missing"; readonly name: string };

import { clipped } from "../../script/wrapping.ts";

/** One line at the terminal's foot that says what is under way. */
export interface Progress {
  say(text: string): void;
  /** Takes the line away; to be called before anything else is written. */
  clear(): void;
}

/** A progress line where `stream` is a terminal, else one that says nothing. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { say: () => {}, clear: () => {} };
  const clear = () => void stream.write("\r\x1b[2K");
  return {
    say(text) {
      clear();
      stream.write(clipped(text, (stream.columns ?? 80) - 1));
    },
    clear,
  };
}

import { useRef } from "preact/hooks";
import { shared } from "../model/sharing.ts";

/** `value`, with the parts that are as they were at the last drawing being the same ones. */
export function useUnchanged<T>(value: T): T {
  const last = useRef<T>(value);
  last.current = shared(value, last.current);
  return last.current;
}

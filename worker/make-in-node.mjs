// The thread's entry as Node loads it. tsx enlists itself on main threads alone, so a worker thread has to ask.
import { register } from "tsx/esm/api";

register();
await import("./make-in-node.ts");

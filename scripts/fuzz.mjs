import { whenNodeIsNewEnough } from "./node.mjs";

whenNodeIsNewEnough(() => import("./fuzz/main.mjs").then((fuzz) => fuzz.main(process.argv.slice(2))));

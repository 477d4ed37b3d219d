import { whenNodeIsNewEnough } from "./node.mjs";

whenNodeIsNewEnough(() => import("./bench/main.mjs").then((bench) => bench.main(process.argv.slice(2))));

import { whenNodeIsNewEnough } from "./node.mjs";

whenNodeIsNewEnough(() => import("./test/main.mjs").then((test) => test.main(process.argv.slice(2))));

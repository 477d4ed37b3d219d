import { whenNodeIsNewEnough } from "./node.mjs";

whenNodeIsNewEnough(() => import("./site.mjs").then((site) => site.main("start", process.argv.slice(2))));

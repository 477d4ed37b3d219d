import { whenNodeIsNewEnough } from "./node.mjs";

whenNodeIsNewEnough(() => import("./site.mjs").then((site) => site.main("dev", process.argv.slice(2))));

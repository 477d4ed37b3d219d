#!/usr/bin/env node
import { whenNodeIsNewEnough } from "../scripts/node.mjs";

whenNodeIsNewEnough(() => import("./start.mjs").then((command) => command.start(process.argv.slice(2))));

import { whenNodeIsNewEnough } from "./node.mjs";

whenNodeIsNewEnough(async () => {
  const { install } = await import("./install.mjs");
  await install();
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import("./demos/main.ts");
  await main(process.argv.slice(2));
});

import openInBrowser from "open";
import { portFrom, serve } from "../../scripts/site.mjs";
import { EXIT, type Exit, UsageError } from "../usage-error.ts";
import { linkTo, onlyTarget } from "./link.ts";

/**
 * Opens the experiment of a file in the playground of this machine. Where none is served, it is built and served until
 * this process is stopped.
 */
export async function open(file: string, { browser }: { readonly browser: boolean }): Promise<Exit> {
  const target = await onlyTarget(file);
  const site = localSite();
  const link = await linkTo(target, site);
  if (!(await isServed(site))) await serveHere();
  console.log(link);
  if (browser) {
    const opened = await openInBrowser(link);
    opened.once("error", () => console.error("No browser could be started: open the address in yours."));
  }
  return EXIT.fine;
}

function localSite(): string {
  return orUsageError(() => `http://localhost:${portFrom(process.env.PORT)}/`);
}

/** Whether a playground answers there, and not another program's page. */
async function isServed(site: string): Promise<boolean> {
  try {
    const response = await fetch(site, { signal: AbortSignal.timeout(5000) });
    return (await response.text()).includes("<title>genclone");
  } catch {
    return false;
  }
}

async function serveHere(): Promise<void> {
  try {
    await serve("start", process.env.PORT);
  } catch (error) {
    orUsageError(() => {
      throw error;
    });
  }
}

/** Commands of this repository throw plain errors with a sentence for people. */
function orUsageError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

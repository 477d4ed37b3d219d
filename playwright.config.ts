import { defineConfig, type Project } from "@playwright/test";
import { findBrowser, HOW_TO_GET_ONE } from "./scripts/browser.mjs";
import { findFirefox, relayTo } from "./scripts/firefox.mjs";

/** The browser that `npm test` found; found here where Playwright is run by itself. Workers inherit it. */
const browser = async () => {
  const { BROWSER_PATH, BROWSER_SANDBOX } = process.env;
  if (BROWSER_PATH && BROWSER_SANDBOX) return { path: BROWSER_PATH, sandbox: BROWSER_SANDBOX === "1" };
  const found = await findBrowser();
  if (!found) throw new Error(HOW_TO_GET_ONE);
  process.env.BROWSER_PATH = found.path;
  process.env.BROWSER_SANDBOX = found.sandbox ? "1" : "0";
  return found;
};

const { path, sandbox } = await browser();

/** The one that the tests are to run in as well; they are where everything is tried. */
const firefox = process.env.THOROUGH === "1" ? await findFirefox() : undefined;
if (firefox !== undefined) process.env.FIREFOX_PATH = firefox;

/** What is tried there: the walk, Stop, crashes, and the attacks on what is outside of the sandbox. */
const IN_FIREFOX =
  /a person runs the example|endless-loop|fatal-error|a link cannot (reach a server|confuse the page)/;

/** The same tests in Firefox as Mozilla made it, driven by WebDriver BiDi. */
const inFirefox = (path: string): Project => ({
  name: "firefox",
  testMatch: /(walk|endless-loop|fatal-error|attacks)\.spec\.ts/,
  grep: IN_FIREFOX,
  use: { browserName: "firefox", channel: "moz-firefox", launchOptions: { executablePath: relayTo(path) } },
});

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A playground boots CPython; two of them do, on two slow cores, beside a build.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${process.env.SITE_PORT ?? ""}`,
    // The page is kept for times without network by one; offline.spec.ts allows it.
    serviceWorkers: "block",
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: {
        launchOptions: {
          executablePath: path,
          chromiumSandbox: sandbox,
          args: [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            // Else the browser holds addresses back that change faster than a person changes them.
            "--disable-ipc-flooding-protection",
            "--no-first-run",
            "--no-default-browser-check",
          ],
        },
      },
    },
    ...(firefox === undefined ? [] : [inFirefox(firefox)]),
  ],
  webServer: {
    command: "node scripts/serve-built.mjs",
    wait: { stdout: /serving on port (?<site_port>\d+)/ },
    timeout: 240_000,
    stdout: "pipe",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 2000 },
  },
});

import type { Plugin } from "vite";
import { STYLE_NONCE } from "../web/style-nonce.ts";

/**
 * What the page may do: run and show what the site itself holds, and make no markup out of any text. The only policy for
 * trusted types is web/trusted-scripts.ts's, which knows the addresses of two workers.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${STYLE_NONCE}'`,
  "style-src-attr 'none'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  // One keeps the page for times without network, one unpacks; sandboxes have their workers under a policy of their own.
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** Puts the policy into the built page, before all else. The development server needs scripts in the page's text. */
export function pagePolicy(): Plugin {
  return {
    name: "genclone:page-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}

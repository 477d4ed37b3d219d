import { expect, test } from "vitest";
import { snippetsOf } from "./snippets.ts";

const LINK = "https://example.org/play/index.html?from=mail&x#v1.abc_-";

test("a frame shows the compact page, which lies beside the page", () => {
  const { frame } = snippetsOf(LINK, "Squares");
  expect(frame).toContain('src="https://example.org/play/embed.html#v1.abc_-" title="Squares"');
  expect(frame).toContain('loading="lazy"');
});

test("one tag names the link as it is, and holds it for whoever has no scripts", () => {
  expect(snippetsOf(LINK, "Squares").tag).toBe(
    `<script async src="https://example.org/play/embed.js"></script>
<genclone-experiment src="https://example.org/play/index.html?from=mail&amp;x#v1.abc_-">
  <a href="https://example.org/play/index.html?from=mail&amp;x#v1.abc_-">Squares</a>
</genclone-experiment>
`,
  );
});

test("a title is text, whatever is in it", () => {
  const { frame, tag } = snippetsOf(LINK, '"><script>alert(1)</script>&');
  expect(frame).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"');
  expect(tag.match(/<script/g)).toHaveLength(1);
});

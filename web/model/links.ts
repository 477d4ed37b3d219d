import type { Experiment } from "../../protocol/experiment.ts";
import { BadLink, decodeLink, encodeLink } from "../../protocol/link.ts";
import type { Desk } from "./desk.ts";
import type { Notices } from "./notices.ts";
import type { Playground } from "./playground.ts";
import { sameButForCursor } from "./recorded.ts";

/** The address of the page, whose fragment carries a link's experiment. */
export interface Address {
  /** Without `#`; empty where there is none. */
  fragment(): string;
  /** Puts a fragment in the place of what is there, as no step in the history and without opening it. */
  show(fragment: string): void;
  /** The whole address with this fragment. */
  withFragment(fragment: string): string;
}

export interface Links {
  /** Whether the page's address carries a link, be it one that can be opened or not. */
  isThere(): boolean;
  /**
   * Opens the experiment that the page's address carries. Where that does not work, says why and leaves what is open
   * as it is. Resolves to whether it was opened; false as well where there is none, or where another link came
   * meanwhile. Never rejects.
   */
  open(): Promise<boolean>;
  /** The link to the experiment as it stands. Rejects with `BadLink`. */
  make(): Promise<string>;
  /** The link to the same on another version of CPython. Leaves the page's address as it is. Rejects with `BadLink`. */
  onPython(python: string): Promise<string>;
}

export function createLinks(options: {
  readonly desk: Desk;
  readonly playground: Playground;
  readonly notices: Notices;
  readonly address: Address;
}): Links {
  const { desk, playground, notices, address } = options;
  return {
    isThere: () => address.fragment() !== "",

    async open() {
      const fragment = address.fragment();
      notices.dismiss("link");
      if (fragment === "") return false;
      try {
        const experiment = await decodeLink(fragment);
        if (address.fragment() !== fragment) return false;
        desk.openLink(fragment, experiment);
        return true;
      } catch (error) {
        if (address.fragment() !== fragment) return false;
        notices.say("link", "alert", "This link cannot be opened", `${wordsOf(error)} ${UNTOUCHED}`);
        return false;
      }
    },

    async make() {
      const origin = desk.origin.peek();
      const standing = playground.standing.peek();
      // Another browser may have made it, whose deflate gives other bytes for the same text.
      const isAsItCame = origin.is === "link" && isSame(standing, playground.experiment.peek());
      const fragment = isAsItCame ? origin.fragment : await encodeLink(standing);
      address.show(fragment);
      return address.withFragment(fragment);
    },

    onPython: async (python) =>
      address.withFragment(await encodeLink({ ...playground.standing.peek(), python })),
  };
}

const UNTOUCHED = "Nothing of it was opened; what you had here is still here.";

/** Whatever is wrong with a link, its opening is answered with words. */
function wordsOf(error: unknown): string {
  if (error instanceof BadLink) return error.message;
  return "The link carries something that this page cannot make sense of.";
}

/** Whether nothing was changed, and the reader stands where they stood. */
const isSame = (standing: Experiment, opened: Experiment): boolean =>
  sameButForCursor(standing, opened) && positionOf(standing) === positionOf(opened);

const positionOf = ({ cursor, actions }: Experiment): number =>
  Math.min(cursor ?? actions.length, actions.length);

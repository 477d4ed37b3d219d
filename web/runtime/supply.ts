import type { RuntimeFile } from "virtual:genclone/runtime";
import type { Piece } from "../../protocol/given.ts";
import { type Downloaded, download, sizeOf } from "./download.ts";
import { DumpDownload } from "./dump-download.ts";
import { type Give, handing } from "./handing.ts";
import type { OnProgress } from "./interpreter.ts";
import { forgetAllBut, store } from "./stored.ts";

/** The name that a dump is handed over by. */
const DUMP = "dump";

/** Of how many versions what was downloaded is kept: two can be looked at side by side, and each takes some 35 MB. */
const KEPT = 2;

/** What a CPython boots from. */
export interface Wanted {
  readonly python: string;
  readonly files: readonly RuntimeFile[];
  readonly dump: RuntimeFile | undefined;
}

/** Who is told what while it arrives. */
export interface Customer {
  readonly give: Give;
  readonly progress: OnProgress;
}

/** A file in pieces. */
type Stocked = Pick<Downloaded, "file" | "pieces">;

/** Hands over what CPythons boot from: what was downloaded before, else as it is downloaded. */
export class Supply {
  /** What was downloaded, by version, so that an interpreter that takes another's place needs no download. */
  readonly #kept = new Map<string, readonly Stocked[]>();
  /** What the browser was not told to keep yet, by its address, as it was sent. */
  readonly #unstored = new Map<string, readonly Piece[]>();
  /** Whether the browser was told to forget what it kept for an earlier version of the page. */
  #isTidy = false;

  /** Resolves when all is handed over. Rejects with an `Error` that names what could not be had. */
  async hand(wanted: Wanted, customer: Customer, signal: AbortSignal): Promise<void> {
    const known = this.#kept.get(wanted.python);
    if (known === undefined) return this.#download(wanted, customer, signal);
    this.#keep(wanted.python, known);
    for (const { file, pieces } of known) {
      const handed = handing(file, customer.give);
      for (const piece of pieces) handed.piece(piece);
      handed.end();
    }
    if (!known.some(({ file }) => file.name === DUMP)) customer.give({ is: "missing", name: DUMP });
  }

  /**
   * Has the browser keep what was downloaded, for times without network and for quicker visits, and forget what is at
   * none of these addresses: the files of an earlier version of the page. Does each once, however often it is called, and
   * never rejects.
   */
  async store(addresses: readonly string[]): Promise<void> {
    for (const [url, sent] of this.#unstored) {
      this.#unstored.delete(url);
      await store(url, sent);
    }
    if (this.#isTidy) return;
    this.#isTidy = true;
    await forgetAllBut(addresses);
  }

  async #download(wanted: Wanted, customer: Customer, signal: AbortSignal): Promise<void> {
    const { python, files, dump } = wanted;
    const total = sizeOf(dump ? [...files, dump] : files);
    const loaded = { files: 0, dump: 0 };
    const report = () => customer.progress(loaded.files + loaded.dump, total);
    const bytes = (count: number) => {
      loaded.dump = count;
      report();
    };
    const dumping = dump && new DumpDownload(dump, customer.give, bytes, signal);
    const arrive = (count: number) => {
      loaded.files = count;
      dumping?.others(count);
      report();
    };
    const stock: Stocked[] = [];
    const note = ({ file, pieces, sent }: Downloaded) => {
      stock.push({ file, pieces });
      this.#unstored.set(file.url, sent);
    };
    for (const file of await download(files, customer.give, arrive, signal)) note(file);
    const inTime = await dumping?.inTime();
    customer.progress(total, total);
    if (inTime?.is === "here") note(inTime.dump);
    else customer.give({ is: "missing", name: DUMP });
    this.#keep(python, stock);
    // An interpreter that boots later can have a dump that is too late for this one.
    if (inTime?.is === "late") void inTime.arriving.then((late) => late && note(late));
  }

  /** Notes what was downloaded for a version as the last that was used. */
  #keep(python: string, stock: readonly Stocked[]): void {
    this.#kept.delete(python);
    this.#kept.set(python, stock);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

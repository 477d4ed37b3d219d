import { GIVEN, type GivenFiles } from "./given-files.ts";

/** The part of `XMLHttpRequest` that the oldest distribution loads its data with, over the files it was given. */
export const requestFrom = (files: GivenFiles) =>
  class {
    readonly status = 200;
    response: ArrayBuffer | undefined;
    onload: (() => void) | undefined;
    #name = "";

    open(_method: string, address: string): void {
      if (!address.startsWith(GIVEN)) throw new TypeError(`There is no network here, so no ${address}.`);
      this.#name = address.slice(GIVEN.length);
    }

    async send(): Promise<void> {
      this.response = (await files.bytes(this.#name))?.buffer;
      if (this.response !== undefined) this.onload?.();
    }
  };

import { GIVEN } from "./given-files.ts";

/** The part of `XMLHttpRequest` that the oldest distribution loads its data with, over the files it was given. */
export const requestFrom = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) =>
  class {
    readonly status = 200;
    response: ArrayBuffer | undefined;
    onload: (() => void) | undefined;
    #address = "";

    open(_method: string, address: string): void {
      this.#address = address;
    }

    send(): void {
      const file = files.get(this.#address.replace(GIVEN, ""));
      if (file === undefined) throw new TypeError(`There is no network here, so no ${this.#address}.`);
      this.response = file.slice().buffer;
      queueMicrotask(() => this.onload?.());
    }
  };

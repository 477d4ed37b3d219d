import type { ReadFile } from "../model/files.ts";

/** The most bytes that a file is read of. No experiment that was made here has as many. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** Reads files as text. Never rejects. */
export const readFiles = (files: Iterable<File>): Promise<readonly ReadFile[]> =>
  Promise.all(
    [...files].map(async (file): Promise<ReadFile> => {
      const { name, size } = file;
      if (size > LARGEST_FILE) return { name, why: "It is larger than 16 MiB, which no experiment is." };
      try {
        return { name, text: await file.text() };
      } catch {
        return { name, why: "The browser could not read it." };
      }
    }),
  );

/** Saves a text as a file in the visitor's downloads. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Tells of files that are dropped onto the page, and while they are held over it. */
export function onDroppedFiles(take: (files: FileList) => void, hover: (isOver: boolean) => void): void {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    hover(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) hover(false);
  });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    hover(false);
    if (event.dataTransfer !== null) take(event.dataTransfer.files);
  });
}

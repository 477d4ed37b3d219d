import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import type { DialogName, Page } from "../model/page.ts";

type DialogView = ComponentType<{ readonly page: Page; readonly onClose: () => void }>;

/** Dialogs are loaded when they are opened for the first time. */
const LOAD: Readonly<Record<DialogName, () => Promise<DialogView>>> = {
  gallery: () => import("./gallery-dialog.tsx").then((module) => module.GalleryDialog),
  help: () => import("./help-dialog.tsx").then((module) => module.HelpDialog),
  tour: () => import("./tour.tsx").then((module) => module.Tour),
  drafts: () => import("./drafts-dialog.tsx").then((module) => module.DraftsDialog),
  compare: () => import("./compare-dialog.tsx").then((module) => module.CompareDialog),
  versions: () => import("./versions-dialog.tsx").then((module) => module.VersionsDialog),
  policy: () => import("./policy-dialog.tsx").then((module) => module.PolicyDialog),
  share: () => import("./share-dialog.tsx").then((module) => module.ShareDialog),
};

/** The dialog that is open, if one is. */
export function Dialogs({ page }: { readonly page: Page }) {
  const shown = useSignal<{ readonly name: DialogName; readonly View: DialogView } | null>(null);
  useSignalEffect(() => {
    const name = page.dialog.value;
    if (name === null) return;
    LOAD[name]().then(
      (View) => {
        shown.value = { name, View };
      },
      () => {
        page.dialog.value = null;
        page.notices.say(
          "page",
          "alert",
          "A part of the page could not be loaded",
          "Reload the page to try again.",
        );
      },
    );
  });
  if (shown.value === null || shown.value.name !== page.dialog.value) return null;
  const { View, name } = shown.value;
  return (
    <View
      page={page}
      onClose={() => {
        // The browser tells of a closing after it, when another may be open.
        if (page.dialog.value === name) page.dialog.value = null;
      }}
    />
  );
}

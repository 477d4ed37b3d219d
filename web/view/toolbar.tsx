import type { DialogName, Page } from "../model/page.ts";
import { Brand } from "./brand.tsx";
import { CallField } from "./call-field.tsx";
import { CommandButton } from "./command-button.tsx";
import { LoadingBar } from "./loading-bar.tsx";
import { PythonPicker } from "./python-picker.tsx";
import { RunControls } from "./run-controls.tsx";
import { StatusLine } from "./status-line.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export function Toolbar({ page }: { readonly page: Page }) {
  const { playground, settings } = page;
  const opener = (name: DialogName, label: string, title: string) => (
    <CommandButton
      class="plain"
      enabled={true}
      title={title}
      onPress={() => {
        page.dialog.value = name;
      }}
    >
      {label}
    </CommandButton>
  );
  return (
    <header class="toolbar">
      <Brand />
      <div class="openers">
        {opener("gallery", "Gallery", "Experiments to begin with")}
        {opener("drafts", "Drafts", "Experiments of your own, kept in this browser")}
        {opener("share", "Share", "A link to the experiment as it stands")}
        {opener("compare", "Compare policies", "What a clone does by each policy, side by side")}
        {opener("versions", "Compare Pythons", "The same experiment on two CPythons, differences marked")}
        {opener("help", "Help", "What you see, the keys, and a tour (?)")}
      </div>
      <StatusLine interpreter={playground.interpreter} isWorking={playground.isWorking} />
      <div class="controls">
        <CallField playground={playground} />
        <RunControls playground={playground} />
      </div>
      <div class="preferences">
        <PythonPicker playground={playground} />
        <ThemeSwitch theme={settings.theme} />
      </div>
      <LoadingBar state={playground.interpreter} />
    </header>
  );
}

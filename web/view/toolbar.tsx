import type { Playground } from "../model/playground.ts";
import type { Settings } from "../model/settings.ts";
import { Brand } from "./brand.tsx";
import { CallField } from "./call-field.tsx";
import { CommandButton } from "./command-button.tsx";
import { ExamplePicker } from "./example-picker.tsx";
import { LoadingBar } from "./loading-bar.tsx";
import { PythonPicker } from "./python-picker.tsx";
import { StatusLine } from "./status-line.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export function Toolbar(props: { readonly playground: Playground; readonly settings: Settings }) {
  const { playground, settings } = props;
  const left = playground.script.value.length;
  return (
    <header class="toolbar">
      <Brand />
      <ExamplePicker playground={playground} />
      <StatusLine state={playground.interpreter} />
      <div class="controls">
        <CallField playground={playground} />
        <CommandButton
          class="go"
          enabled={true}
          title="Start or restart the experiment (Ctrl+Enter)"
          onPress={() => playground.run()}
        >
          Run
        </CommandButton>
        {left > 0 && (
          <CommandButton
            enabled={playground.canAct.value}
            title={left === 1 ? "1 recorded action left" : `${left} recorded actions left`}
            onPress={() => playground.play()}
          >
            Play actions
          </CommandButton>
        )}
        <CommandButton
          enabled={playground.canStop.value}
          title="End the action under way"
          onPress={() => playground.stop()}
        >
          Stop
        </CommandButton>
      </div>
      <div class="preferences">
        <PythonPicker />
        <ThemeSwitch theme={settings.theme} />
      </div>
      <LoadingBar state={playground.interpreter} />
    </header>
  );
}

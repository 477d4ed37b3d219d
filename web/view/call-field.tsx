import type { Playground } from "../model/playground.ts";

/** The Python expression that makes the generator to start with. Left empty, it follows the source. */
export function CallField({ playground }: { readonly playground: Playground }) {
  const { typedCall, suggestion } = playground;
  return (
    <label class="call">
      <span>Call</span>
      <input
        type="text"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        title="A Python expression that makes the generator; Run starts it"
        placeholder={suggestion.value}
        value={typedCall.value ?? suggestion.value}
        onInput={(event) => {
          typedCall.value = event.currentTarget.value;
        }}
        onBlur={() => {
          if (typedCall.value?.trim() === "") typedCall.value = null;
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") playground.run();
        }}
      />
    </label>
  );
}

import { POLICY_FIELDS, PRESETS } from "../../protocol/policy.ts";
import type { Page } from "../model/page.ts";
import type { Playground } from "../model/playground.ts";
import {
  FIELD_WORDS,
  FIELDS,
  type FieldName,
  overrideOf,
  PRESET_WORDS,
  presetOf,
  withField,
} from "../model/policy-choice.ts";
import { Dialog } from "./dialog.tsx";
import { PolicyPreview } from "./policy-preview.tsx";

/** Chooses what becomes of what a frame refers to, for the clones from now on. */
export function PolicyDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const { playground } = page;
  const preset = presetOf(playground.policy.value);
  return (
    <Dialog title="Policy" class="policy" onClose={onClose}>
      <p class="dialog-tools soft">
        What belongs to a frame is cloned. A policy says what becomes of what the frame only refers to.
      </p>
      <div class="dialog-body">
        <fieldset class="presets">
          <legend>Preset</legend>
          {PRESETS.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="preset"
                checked={preset === name}
                onChange={() => {
                  playground.policy.value = name;
                }}
              />
              <strong>{name}</strong>
              <span class="soft">{PRESET_WORDS[name]}</span>
            </label>
          ))}
        </fieldset>
        <table class="fields">
          <caption>Fields that differ from it</caption>
          <tbody>
            {FIELDS.map((field) => (
              <FieldRow key={field} playground={playground} field={field} />
            ))}
          </tbody>
        </table>
        <PolicyPreview playground={playground} first={page.cloned.value} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function FieldRow({ playground, field }: { readonly playground: Playground; readonly field: FieldName }) {
  const policy = playground.policy.value;
  const value = overrideOf(policy, field);
  return (
    <tr data-differs={value !== null}>
      <th scope="row">{field}</th>
      <td class="soft">{FIELD_WORDS[field]}</td>
      <td>
        <select
          aria-label={field}
          value={value ?? ""}
          onChange={(event) => {
            playground.policy.value = withField(policy, field, event.currentTarget.value || null);
          }}
        >
          <option value="">as {presetOf(policy)}</option>
          {POLICY_FIELDS[field].map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

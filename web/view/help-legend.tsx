import type { ComponentChildren } from "preact";

/** What is on the page, each with a picture of it in small. */
export function HelpLegend() {
  return (
    <section aria-labelledby="help-legend">
      <h3 id="help-legend">What you see</h3>
      <dl class="legend">
        <Term name="Frame" picture={<FramePicture />}>
          What a suspended generator keeps. Each branch, A and its clones, is a column.
        </Term>
        <Term name="Slot" picture={<Bar text="#3" />}>
          A row of it: a name, its value, and the number of the object that it refers to.
        </Term>
        <Term name="Cell" picture={<Bar text="cell #4" />}>
          A box around a local, for the inner functions that use it, too.
        </Term>
        <Term name="Value stack" picture={<StackPicture />}>
          What is half done: the iterator of a <code>for</code>, the exit of a <code>with</code>.
        </Term>
        <Term name="Shared band" picture={<BandPicture />}>
          From column to column: all of them hold one and the same object.
        </Term>
        <Term name="Own tint" picture={<OwnPicture />}>
          In a branch's colour: what it has for itself.
        </Term>
        <Term name="Changed bar" picture={<ChangedPicture />}>
          At the left edge: the last action changed it.
        </Term>
        <Term name="Pointer" picture={<PointerPicture />}>
          In the bytecode, on the instruction where the branch stands.
        </Term>
        <Term name="Fork tree" picture={<ForkPicture />}>
          Who was cloned from whom. A row leads to its column, the eye puts it away.
        </Term>
        <Term name="Objects" picture={<ObjectsPicture />}>
          All that the branches refer to, drawn once: what is shared in the middle.
        </Term>
      </dl>
    </section>
  );
}

function Term(props: {
  readonly name: string;
  readonly picture: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>
        <svg width="72" height="32" viewBox="0 0 72 32" aria-hidden="true">
          {props.picture}
        </svg>
        {props.name}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

const FramePicture = () => (
  <>
    <rect class="legend-card" x="16.5" y="0.5" width="39" height="31" rx="6" />
    {[6, 14, 22].map((y) => (
      <rect key={y} class="legend-hush" x="21" y={y} width="30" height="5" rx="2" />
    ))}
  </>
);

/** A row, with something at its end. */
const Bar = ({ text }: { readonly text: string }) => (
  <>
    <rect class="legend-hush" x="0" y="6" width="72" height="20" rx="4" />
    <text class="legend-soft" x="67" y="20" text-anchor="end">
      {text}
    </text>
  </>
);

const StackPicture = () => (
  <>
    {[2, 12, 22].map((y) => (
      <rect key={y} class="legend-hush" x="16" y={y} width="40" height="8" rx="2" />
    ))}
  </>
);

const BandPicture = () => (
  <>
    <rect class="legend-card" x="0.5" y="0.5" width="25" height="31" rx="4" />
    <rect class="legend-card" x="46.5" y="0.5" width="25" height="31" rx="4" />
    <rect class="legend-hush" x="4" y="8" width="64" height="16" rx="4" />
    <text class="legend-soft" x="36" y="19" text-anchor="middle">
      same
    </text>
  </>
);

const OwnPicture = () => (
  <>
    <rect class="legend-wash" data-hue="1" x="0" y="6" width="32" height="20" rx="4" />
    <rect class="legend-wash" data-hue="2" x="40" y="6" width="32" height="20" rx="4" />
  </>
);

const ChangedPicture = () => (
  <g data-hue="2">
    <rect class="legend-wash" x="8" y="6" width="56" height="20" rx="4" />
    <rect class="legend-hue" x="8" y="6" width="4" height="20" />
  </g>
);

const PointerPicture = () => (
  <g data-hue="1">
    <rect class="legend-hush" x="8" y="1" width="56" height="8" rx="2" />
    <rect class="legend-hue" x="8" y="11" width="56" height="10" rx="2" />
    <rect class="legend-hush" x="8" y="23" width="56" height="8" rx="2" />
  </g>
);

const ForkPicture = () => (
  <>
    <path class="legend-lane" data-hue="2" d="M24 9c0 9 4 14 18 14" />
    <rect class="legend-hue" data-hue="1" x="18" y="3" width="12" height="12" rx="3" />
    <rect class="legend-hue" data-hue="2" x="42" y="17" width="12" height="12" rx="3" />
  </>
);

const ObjectsPicture = () => (
  <>
    <path class="legend-lane" data-hue="1" d="M14 16h14" />
    <path class="legend-lane" data-hue="2" d="M58 16h-14" />
    <rect class="legend-card" x="0.5" y="4.5" width="13" height="23" rx="3" />
    <rect class="legend-card" x="58.5" y="4.5" width="13" height="23" rx="3" />
    <rect class="legend-hush" x="28" y="9" width="16" height="14" rx="3" />
  </>
);

/** The CPython versions that the playground can run. */
const VERSIONS = ["3.14"] as const;

export function PythonPicker() {
  return (
    <select aria-label="Python" title="The CPython that runs the experiment">
      {VERSIONS.map((version) => (
        <option key={version} value={version}>
          Python {version}
        </option>
      ))}
    </select>
  );
}

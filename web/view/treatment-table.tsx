import type { Treatment } from "../../protocol/inspection.ts";

/** What becomes of each slot of a frame, and why. */
export function TreatmentTable({
  label,
  report,
}: {
  readonly label: string;
  readonly report: readonly Treatment[];
}) {
  return (
    <table class="treatments" aria-label={label}>
      <tbody>
        {report.map(({ slot, type, did, reason }) => (
          <tr key={slot} data-did={did}>
            <th scope="row">
              <bdi>{slot}</bdi>
              {type !== "" && <small> {type}</small>}
            </th>
            <td class="did">{did}</td>
            <td class="soft">{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The report in a line, as `2 copied, 3 shared`; slots of which there is nothing to say are not counted. */
export function summaryOf(report: readonly Treatment[]): string {
  const counts = new Map<string, number>();
  for (const { did } of report) if (did !== "raw") counts.set(did, (counts.get(did) ?? 0) + 1);
  return [...counts].map(([did, count]) => `${count} ${did}`).join(", ") || "nothing to share or copy";
}

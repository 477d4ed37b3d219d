import type { Treatment } from "../../protocol/inspection.ts";
import { summaryOf, TreatmentTable } from "./treatment-table.tsx";

/** What was done for a clone, slot by slot: a line that opens. */
export function CloneReport({
  name,
  report,
}: {
  readonly name: string;
  readonly report: readonly Treatment[];
}) {
  if (report.length === 0) return null;
  return (
    <details class="clone-report">
      <summary>
        Report <small>{summaryOf(report)}</small>
      </summary>
      <TreatmentTable label={`How ${name} was cloned`} report={report} />
    </details>
  );
}

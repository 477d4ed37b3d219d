import type { Action } from "../protocol/action.ts";
import { describePolicy } from "../protocol/policy.ts";

/** An action as Python has it, in one line. */
export function actionInWords(action: Action): string {
  return asPython(action).replace(/\s+/g, " ");
}

function asPython(action: Action): string {
  switch (action.do) {
    case "start":
      return `${action.branch} = ${action.call}`;
    case "next":
      return `next(${action.branch})`;
    case "send":
      return `${action.branch}.send(${action.value})`;
    case "throw":
      return `${action.branch}.throw(${action.exception})`;
    case "close":
      return `${action.branch}.close()`;
    case "clone": {
      const policy = action.policy === "fork" ? "" : `, ${describePolicy(action.policy)}`;
      return `${action.as} = clone(${action.branch}${policy})`;
    }
    case "drop":
      return `del ${action.branch}`;
    case "evaluate":
      return action.expression;
  }
}

// Decides cases by Cedar, another policy language with an evaluator of its own.
//
//   node cedar.mjs < CASES
//
// A case is one line of JSON: { policies: Cedar's text, entities, principal, action, resource, context }, as Cedar's own JSON has them.
// Prints a line for each: "allow", "deny", or "error" and what Cedar said.
import { createInterface } from "node:readline";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";

for await (const line of createInterface({ input: process.stdin })) {
  const { policies, ...question } = JSON.parse(line);
  const answer = cedar.isAuthorized({ ...question, policies: { staticPolicies: policies } });

  // Cedar passes over a policy that it cannot evaluate. Here none may be such.
  const errors = answer.type === "success" ? answer.response.diagnostics.errors : answer.errors;
  console.log(errors.length === 0 ? answer.response.decision : `error ${JSON.stringify(errors)}`);
}

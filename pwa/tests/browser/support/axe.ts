// axe-core in the page as it stands, past the page's own content security policy.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Beyond what axe looks for by itself: text at 7:1, targets of 24 px, and rules that it calls experimental. */
const further = [
  "color-contrast-enhanced",
  "target-size",
  "label-content-name-mismatch",
  "css-orientation-lock",
  "focus-order-semantics",
];

interface AxeResult {
  readonly violations: readonly {
    id: string;
    help: string;
    nodes: readonly { html: string; failureSummary?: string }[];
  }[];
}

/** One line a violation; empty when there is none. */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await source);
  const rules = Object.fromEntries(further.map((rule) => [rule, { enabled: true }]));
  const options = JSON.stringify({ resultTypes: ["violations"], rules });
  const result = await page.evaluate<AxeResult>(`axe.run(document, ${options})`);
  return result.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${violation.help}\n  ${node.html}\n  ${node.failureSummary ?? ""}`,
    ),
  );
}

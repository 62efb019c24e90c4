import axe from "axe-core";
import type { Page } from "playwright-core";

/** WCAG 2.0, 2.1 and 2.2, levels A and AA. */
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The window of a page, once the checker is in it. */
type Checked = Window & { axe: typeof axe };

/** What on a page is against WCAG, a line for each element: the rule, the element, and why. */
export async function barriersOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Colours on their way from one to another are none that anybody has to read.
  await page.waitForFunction(() => !document.getAnimations().some((one) => one instanceof CSSTransition));
  const found = await page.evaluate(async (levels) => {
    const { axe: checker } = window as unknown as Checked;
    const { violations } = await checker.run(document, { runOnly: levels, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary = "" }) => `${html.slice(0, 200)} ${failureSummary}`),
    }));
  }, LEVELS);
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.replace(/\s+/g, " ")}`));
}

/** The id on the page of the control that answers a path; error summaries lead to it. */

export function controlId(path: string): string {
  return `field${path.replace(/[/@]+/g, "-")}`;
}

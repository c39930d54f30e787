/** What a supplement asks for: paths of a dossier that was handed in, open again until they are handed in too (SPEC K12). Pure. */

import type { Material } from "./material";

export interface Supplement {
  /** Fields, or groups of them; empty where nothing is asked for, or once it was handed in here. */
  readonly paths: readonly string[];
  /** It was handed in here, and the hub does not know yet. */
  readonly waits: boolean;
}

export function supplementOf({ document, outcome, changes }: Material): Supplement {
  const paths = outcome?.consent?.reopened ?? [];
  const waits = document.log().some(({ kind, change }) => {
    const status = changes.get(change)?.status;
    return kind === "supplemented" && (status === "unsent" || status === "unsigned");
  });
  return { paths: waits ? [] : paths, waits };
}

/** Whether a path is one of these or lies beneath one: what the hub lets stand, and nothing else. */
export function isAskedFor(path: string, paths: readonly string[]): boolean {
  return paths.some((each) => path === each || path.startsWith(`${each}/`));
}

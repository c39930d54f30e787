/** From an answered draft to a dossier on disk, begun under the citizen's consent, and its cancel code sealed beside it. */

import { consentNow } from "../../forms/consents";
import type { Procedure } from "../../forms/procedures";
import { versionNow } from "../../forms/published";
import { createAssisted, newDossier } from "../../store/dossiers";
import { hubTimeMs } from "../../store/exchangeFacts";
import { seal } from "../../store/keys";
import { cancelling, read } from "../../sync/consent";
import type { Hex, ValueMap } from "../../sync/packing";
import { bodyOf, type Draft, freshCode, proofOf } from "../helper/draft";
import { passkeyProof } from "./passkey";

/** The dossier, or which sentence says why there is none. */
export async function begin(
  draft: Draft,
  { form }: Procedure,
  language: "vi" | "en",
  day: string,
): Promise<{ readonly document: Hex } | "notKept" | "noPasskey"> {
  const code = freshCode(below);
  try {
    const dossier = await newDossier();
    const cancel = await seal.digest(cancelling(code));
    const around = { text: consentNow().version, language, nowMs: await hubTimeMs(), cancel };
    const unproven = { ...bodyOf(draft, around) } as unknown as ValueMap;
    const proof = draft.mode === "passkey" ? await passkeyProof(dossier.document, unproven) : proofOf(draft);
    if (proof === null) return "noPasskey";
    const body: ValueMap = { ...unproven, proof };
    // What a person typed passed the pages' own checks: a body that does not stand is a fault of ours.
    if (read(body) === null) throw new Error("a consent of another form");
    await createAssisted(dossier, versionNow(form, day), body, code);
    return { document: dossier.document };
  } catch (fault) {
    reportError(fault);
    return "notKept";
  }
}

/** A whole number below the bound, each as likely: bytes that would favour the first few are drawn again. */
function below(bound: number): number {
  const most = 256 - (256 % bound);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < most) return byte % bound;
  }
}

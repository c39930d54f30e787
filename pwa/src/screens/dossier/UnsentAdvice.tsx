/**
 * What waits for a network and must not wait till morning: what to do instead, from the hour that its procedure names. Where
 * the dossier names a unit whose police can be called, that is one press.
 */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { clockOf, dayOf, isBetween } from "../../forms/days";
import type { Unsent } from "../../forms/procedures";
import { speechNow } from "../../forms/speech";
import { dialling, factsOn } from "../../forms/unitFacts";
import { useUnitFacts } from "../../forms/useUnitFacts";
import type { DossierView } from "../../store/dossiers";
import { language } from "../../store/settings";
import { Band } from "../../ui/Band";
import { LinkButton } from "../../ui/LinkButton";
import { dossierWords } from "../../words/dossier";
import { procedureOf } from "../parts/procedureName";

const MINUTE_MS = 60_000;

export function UnsentAdvice({ view }: { readonly view: DossierView }) {
  const nowMs = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      nowMs.value = Date.now();
    }, MINUTE_MS);
    return () => clearInterval(timer);
  }, [nowMs]);
  const unsent = procedureOf(view.card.form)?.unsent;
  const isLate = unsent !== undefined && isBetween(clockOf(nowMs.value), unsent.begins, unsent.ends);
  return (
    <div role="status">{isLate && <Advice view={view} unsent={unsent} today={dayOf(nowMs.value)} />}</div>
  );
}

interface Props {
  readonly view: DossierView;
  readonly unsent: Unsent;
  readonly today: string;
}

function Advice({ view, unsent, today }: Props) {
  const unit = view.fields.get(unsent.unit ?? "")?.entries[0]?.value;
  const code = typeof unit === "string" ? unit : "";
  const facts = useUnitFacts(code === "" ? null : code) ?? [];
  const telephones = factsOn(facts, "police-telephone", today).map(({ text }) => text);
  const words = dossierWords.value;
  if (telephones.length === 0) {
    return (
      <Band icon="alert" tone="mend">
        {unsent.advice.text[language.value]}
      </Band>
    );
  }
  return (
    <Band
      icon="alert"
      tone="mend"
      action={telephones.map((telephone) => (
        <LinkButton key={telephone} href={dialling(telephone)} icon="phone">
          <span>
            {words.callPolice(speechNow().unitName(code))} <span class="telephone">{telephone}</span>
          </span>
        </LinkButton>
      ))}
    >
      {words.policeKnown}
    </Band>
  );
}

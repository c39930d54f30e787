/** One field of a page of a dossier: asked, or where two answers stand, the way to choose between them. */

import { Band } from "../ui/Band";
import { AskedField } from "./AskedField";
import { fieldOf } from "./dialect";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { useSame } from "./useSame";

interface Props {
  readonly session: Session;
  readonly path: string;
  readonly fault: string | undefined;
  /** Off where an authority asks for it, whatever the form does. */
  readonly marksOptional?: boolean;
}

export function FormField({ session, path, fault, marksOptional = true }: Props) {
  const isTwofold = useSame(() => session.dossier.value.conflicts.includes(path));
  if (!isTwofold)
    return <AskedField filling={session} path={path} fault={fault} marksOptional={marksOptional} />;
  const field = fieldOf(session.form, path);
  if (field === undefined || !session.answers.value.asked.has(path)) return null;
  const { language, fields: words } = speechNow();
  // They are chosen between, not typed over.
  return (
    <div class="field">
      <p class="label">{field.label[language]}</p>
      <Band
        icon="two"
        tone="mend"
        action={<a href={`/ho-so/${session.document}/hai-cau-tra-loi`}>{words.choose}</a>}
      >
        {words.conflict}
      </Band>
    </div>
  );
}

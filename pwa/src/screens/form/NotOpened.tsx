/** There is nothing to fill in here, and why. */

import { useEffect } from "preact/hooks";
import type { Unopened } from "../../forms/session";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { fieldsWords } from "../../words/fields";
import { Unreadable } from "../frame/Unreadable";

interface Props {
  readonly why: Unopened;
  readonly document: string;
}

export function NotOpened({ why, document }: Props) {
  const words = fieldsWords.value;
  if (why === "unreadable") return <Unreadable />;
  if (why === "new-form") return <ToNewForm document={document} />;
  const isForm = why === "no-form";
  return (
    <Page title={isForm ? words.unknownForm : words.noDossier}>
      <p>{isForm ? words.unknownFormHint : words.noDossierHint}</p>
      <LinkButton href={isForm ? `/ho-so/${document}` : "/ho-so"} weight="primary">
        {isForm ? words.toDossier : words.toDossiers}
      </LinkButton>
    </Page>
  );
}

/** The form has a newer version: what has changed is shown first. */
function ToNewForm({ document }: { readonly document: string }) {
  useEffect(() => {
    void navigate(`/ho-so/${document}/mau-moi`, { replace: true });
  }, [document]);
  return <Page title={commonWords.value.lookingUp} busy />;
}

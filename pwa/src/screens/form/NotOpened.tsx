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
  if (why === "new-form" || why === "closed") {
    return <Elsewhere href={`/ho-so/${document}${why === "closed" ? "" : "/mau-moi"}`} />;
  }
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

/** To what has changed where the form has a newer version; where a helper may not fill in any more, to why. */
function Elsewhere({ href }: { readonly href: string }) {
  useEffect(() => {
    void navigate(href, { replace: true });
  }, [href]);
  return <Page title={commonWords.value.lookingUp} busy />;
}

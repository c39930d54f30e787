/** There is nothing to fill in here, and why. */

import type { Unopened } from "../../forms/session";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { fieldsWords } from "../../words/fields";
import { Unreadable } from "../frame/Unreadable";

interface Props {
  readonly why: Unopened;
  readonly document: string;
}

export function NotOpened({ why, document }: Props) {
  const words = fieldsWords.value;
  if (why === "unreadable") return <Unreadable />;
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

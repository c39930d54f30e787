/** There is nothing to fill in here, and why. */

import type { Unopened } from "../../forms/session";
import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { fieldsWords } from "../../words/fields";

interface Props {
  readonly why: Unopened;
  readonly document: string;
}

export function NotOpened({ why, document }: Props) {
  const words = fieldsWords.value;
  if (why === "unreadable") {
    return (
      <Page title={words.unreadable}>
        <p>{words.unreadableHint}</p>
        <Button weight="primary" onPress={() => location.reload()}>
          {words.tryAgain}
        </Button>
      </Page>
    );
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

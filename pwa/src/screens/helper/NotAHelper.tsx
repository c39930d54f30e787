/** A page of who helps others, for who does not. */

import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";

export function NotAHelper() {
  const words = helpingWords.value;
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }}>
      <p>{words.notHelper}</p>
      <p>{words.notHelperHint}</p>
      <LinkButton href="/vao" weight="primary" icon="person">
        {words.signIn}
      </LinkButton>
    </Page>
  );
}

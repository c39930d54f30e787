/** A page of the desk, for who is not of it. */

import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";

export function NotAnOfficer({ title }: { readonly title: string }) {
  const words = deskWords.value;
  return (
    <Page title={title} back={{ href: "/", label: commonWords.value.backHome }}>
      <p>{words.needOfficer}</p>
      <LinkButton href="/vao" weight="primary">
        {words.signIn}
      </LinkButton>
    </Page>
  );
}

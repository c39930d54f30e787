/** Why the hub did not do what an administrator asked for; and the page for who is none. */

import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { administrationWords } from "../../words/administration";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { HubProblem } from "../parts/HubProblem";

export function AdministrationProblem({ code }: { readonly code: string | null }) {
  return <HubProblem code={code} own={administrationWords.value.problem} />;
}

export function NotAnAdministrator() {
  const words = administrationWords.value;
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }}>
      <p>{words.needAdministrator}</p>
      <LinkButton href="/vao" weight="primary">
        {deskWords.value.signIn}
      </LinkButton>
    </Page>
  );
}

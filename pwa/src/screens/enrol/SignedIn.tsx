/** Says who this device writes for from now on, and leads on. */

import type { Account } from "../../store/identity";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { StatePill } from "../../ui/StatePill";
import { enrolWords } from "../../words/enrol";

export function SignedIn({ account }: { readonly account: Account }) {
  const words = enrolWords.value;
  const officer = account.role === "officer";
  return (
    <Page title={words.doneTitle}>
      <p>
        <StatePill tone="done" icon="check" large>
          {words.done(account.person)}
        </StatePill>
      </p>
      <p>{officer ? words.doneOfficer(account.person, account.unitName) : words.doneNext}</p>
      <LinkButton href={officer ? "/quay" : "/ho-so"} weight="primary">
        {officer ? words.toDesk : words.toDossiers}
      </LinkButton>
    </Page>
  );
}

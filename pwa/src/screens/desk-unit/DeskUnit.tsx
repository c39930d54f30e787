/** What the officer's unit says of itself: read, added to, changed and ended here, and nowhere without a network. */

import { useEffect } from "preact/hooks";
import "../../forms/forms.css";
import { syncState } from "../../net/syncState";
import { type Account, identity } from "../../store/identity";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { unitWords } from "../../words/unit";
import { DeskProblem } from "../desk/DeskProblem";
import { NotAnOfficer } from "../desk/NotAnOfficer";
import { AtWork } from "../parts/AtWork";
import { isDesk } from "../parts/isDesk";
import { editing, load, problem, said } from "./facts";
import { KindOfFact } from "./KindOfFact";

export function DeskUnit() {
  const { account } = identity.value;
  if (account === null || !isDesk()) return <NotAnOfficer title={unitWords.value.title} />;
  return (
    <AtWork>
      <OwnUnit account={account} />
    </AtWork>
  );
}

function OwnUnit({ account }: { readonly account: Account }) {
  const words = unitWords.value;
  const facts = said.value?.facts ?? null;
  const { online } = syncState.value;
  const again = () => void load(account.account);
  useEffect(again, [account.account]);
  return (
    <Page
      title={words.title}
      above={deskWords.value.at(account.unitName)}
      back={{ href: "/quay", label: deskWords.value.back }}
      busy={facts === null && problem.value === null}
      kind="desk"
    >
      <p>{words.intro}</p>
      <div role="status">{!online && <Band icon="offline">{words.offline}</Band>}</div>
      {/* What became of a fact is said beside it. */}
      {editing.value === null && <DeskProblem code={problem.value} own={words.problem} />}
      {facts === null && problem.value === null && <p role="status">{deskWords.value.refreshing}</p>}
      {facts === null && problem.value !== null && (
        <Button icon="refresh" onPress={again}>
          {commonWords.value.retry}
        </Button>
      )}
      {facts !== null && (
        <>
          <KindOfFact kind="police-telephone" facts={facts} />
          <KindOfFact kind="permit-exempt-area" facts={facts} />
        </>
      )}
    </Page>
  );
}

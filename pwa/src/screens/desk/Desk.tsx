/** The officer's list: newest first, dense, one row a dossier, keys before mouse. Nothing moves until it is asked to. */

import { useEffect } from "preact/hooks";
import { type Account, identity } from "../../store/identity";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { isDesk } from "../parts/isDesk";
import { DeskProblem } from "./DeskProblem";
import { DeskRow } from "./DeskRow";
import { listed, loading, loadNewest, loadOlder, problem } from "./list";
import { NotAnOfficer } from "./NotAnOfficer";

export function Desk() {
  const { account } = identity.value;
  if (account === null || !isDesk()) return <NotAnOfficer title={deskWords.value.title} />;
  return <List account={account} />;
}

function List({ account }: { readonly account: Account }) {
  const words = deskWords.value;
  const list = listed.value;
  const reload = async () => {
    await loadNewest();
    if (problem.value === null) announce(words.refreshed(listed.value?.dossiers.length ?? 0));
  };
  useEffect(() => {
    void loadNewest();
  }, []);
  return (
    <Page
      title={words.title}
      above={words.at(account.unitName)}
      back={{ href: "/", label: commonWords.value.backHome }}
      busy={loading.value}
      kind="desk"
    >
      <div class="buttons">
        <Button icon="refresh" busy={loading.value} onPress={() => void reload()}>
          {loading.value ? words.refreshing : words.refresh}
        </Button>
        <LinkButton href="/quay/phuong-xa" icon="pencil">
          {words.ownUnit}
        </LinkButton>
      </div>
      <DeskProblem code={problem.value} />
      {list?.dossiers.length === 0 && (
        <Band icon="folder">
          <p>
            <strong>{words.empty}</strong>
          </p>
          <p>{words.emptyHint}</p>
        </Band>
      )}
      {list !== null && list.dossiers.length > 0 && (
        <>
          <p class="small keys">{words.keys}</p>
          <div class="desk-row desk-head" aria-hidden="true">
            <span>{words.number}</span>
            <span>{words.procedure}</span>
            <span>{words.person}</span>
            <span>{words.submitted}</span>
            <span>{words.state}</span>
          </div>
          <ol class="plain-list desk-list">
            {list.dossiers.map((card) => (
              <DeskRow key={card.document} card={card} />
            ))}
          </ol>
        </>
      )}
      {list !== null && list.before !== null && (
        <Button busy={loading.value} onPress={() => void loadOlder()}>
          {words.more}
        </Button>
      )}
    </Page>
  );
}

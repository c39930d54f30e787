/** The first screen: three things to do, what was done last, and whether this device can be relied on. */

import { cacheReady } from "../../platform/ready";
import type { DossierCard } from "../../store/cardOf";
import { cards } from "../../store/cards";
import { identity } from "../../store/identity";
import { here, isShared } from "../../store/profile";
import { Icon, type IconName } from "../../ui/Icon";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { homeWords } from "../../words/home";
import { DossierEntry } from "../parts/DossierEntry";
import { isDesk } from "../parts/isDesk";
import { isHelper } from "../parts/isHelper";

const recentMax = 3;

export function Home() {
  const words = homeWords.value;
  const mine = cards.value?.filter((card) => !card.discarded && card.assisted === null) ?? null;
  const helps = isHelper();
  return (
    <Page title={words.title} tab={words.tab} kind="first">
      <nav class="actions" aria-label={words.title}>
        {helps && <Action href="/giup" icon="person" label={words.helping} hint={words.helpingHint} first />}
        <Action href="/thu-tuc" icon="plus" label={words.start} hint={words.startHint} first={!helps} />
        <Action
          href="/ho-so"
          icon="folder"
          label={words.mine}
          hint={mine === null ? words.mineLoading : words.mineHint(mine.length)}
        />
        <Action href="/tro-giup" icon="pin" label={words.help} hint={words.helpHint} />
      </nav>
      <p class="ready done" role="status">
        {cacheReady.value && (
          <>
            <Icon name="check" />
            {words.ready}
          </>
        )}
      </p>
      {mine !== null && mine.length > 0 && <Recent mine={mine} />}
      {!here().isPractice && <WhoIsHere />}
    </Page>
  );
}

interface ActionProps {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly first?: boolean;
}

function Action({ href, icon, label, hint, first = false }: ActionProps) {
  return (
    <a class={first ? "action first" : "action"} href={href}>
      <Icon name={icon} />
      <span>
        <strong>{label}</strong>
        <span class="small">{hint}</span>
      </span>
      <Icon name="forward" />
    </a>
  );
}

function Recent({ mine }: { readonly mine: readonly DossierCard[] }) {
  const words = homeWords.value;
  const recent = mine.toSorted((a, b) => b.updatedMs - a.updatedMs).slice(0, recentMax);
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{words.recent}</h2>
      <ul class="plain-list">
        {recent.map((card) => (
          <DossierEntry key={card.document} card={card} brief />
        ))}
      </ul>
      {mine.length > recentMax && (
        <p>
          <a class="row-link" href="/ho-so">
            {words.all}
          </a>
        </p>
      )}
    </section>
  );
}

function WhoIsHere() {
  const words = homeWords.value;
  const { account } = identity.value;
  return (
    <section class="who">
      <p>
        <Icon name="person" />
        <span>{account === null ? words.signedOut : words.signedIn(account.person)}</span>
      </p>
      {isShared() && (
        <p>
          <a class="row-link" href="/doi-nguoi">
            {words.people}
          </a>
        </p>
      )}
      {account === null && <LinkButton href="/vao">{words.signIn}</LinkButton>}
      {!isDesk() && (
        <p>
          <a class="row-link" href="/cai-dat/thong-tin-cua-toi">
            {words.aboutMe}
          </a>
        </p>
      )}
      {!isDesk() && (
        <p>
          <a class="row-link" href="/nguoi-giup">
            {words.helped}
          </a>
        </p>
      )}
      {isDesk() && (
        <LinkButton href="/quay" icon="desk">
          {words.desk}
        </LinkButton>
      )}
    </section>
  );
}

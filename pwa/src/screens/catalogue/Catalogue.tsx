/** What can be done here: the procedures, found by everyday words, or in a few groups. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { type Group, groups, type Procedure } from "../../forms/procedures";
import { language } from "../../store/settings";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { SearchBox } from "../../ui/SearchBox";
import { catalogueWords } from "../../words/catalogue";
import { commonWords } from "../../words/common";
import { type Found, find, type Index, indexed } from "../../words/finding";
import { inForce, useToday } from "../parts/today";
import { lookHere } from "./look";
import { NotStarted } from "./NotStarted";
import { namesOf, type ProcedureName } from "./names";
import { OldNews } from "./OldNews";
import { ProcedureEntry } from "./ProcedureEntry";
import { type Starting, useStarting } from "./useStarting";

const shownMax = 20;

/** Made with the first question: who looks into a group need not wait for it. Anew when another catalogue has come. */
const index: ReadonlySignal<Index<Procedure, ProcedureName>> = computed(() =>
  indexed(inForce.value, namesOf),
);

export function Catalogue() {
  const words = catalogueWords.value;
  const [look] = useState(lookHere);
  const starting = useStarting();
  useToday();
  const isAsked = look.query.value.trim() !== "";
  const found = isAsked ? foundBy(look.query.value) : [];
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }}>
      <SearchBox
        id="search"
        label={words.search}
        hint={words.searchHint}
        query={look.query}
        result={isAsked ? words.found(found.length) : ""}
      />
      <NotStarted failed={starting.failed} />
      <OldNews />
      {isAsked ? (
        <Results found={found} starting={starting} />
      ) : (
        <Groups open={look.open} starting={starting} />
      )}
      <p class="small">{words.aboutSource}</p>
    </Page>
  );
}

function foundBy(question: string): readonly Found<Procedure, ProcedureName>[] {
  return find(index.value, question);
}

interface ResultsProps {
  readonly found: readonly Found<Procedure, ProcedureName>[];
  readonly starting: Starting;
}

function Results({ found, starting }: ResultsProps) {
  const words = catalogueWords.value;
  if (found.length === 0) {
    return (
      <>
        <p>{words.none}</p>
        <LinkButton href="/tro-giup">{words.help}</LinkButton>
      </>
    );
  }
  return (
    <>
      <ul class="plain-list">
        {found.slice(0, shownMax).map(({ item, by }) => (
          <ProcedureEntry key={item.code} procedure={item} by={by} starting={starting} />
        ))}
      </ul>
      {found.length > shownMax && <p>{words.shownFirst(shownMax)}</p>}
    </>
  );
}

interface GroupsProps {
  /** Those that stand open, kept for when one comes back. */
  readonly open: Set<Group>;
  readonly starting: Starting;
}

function Groups({ open, starting }: GroupsProps) {
  const words = catalogueWords.value;
  return (
    <>
      <p class="label">{words.browse}</p>
      {groups.map((group) => {
        const inside = inForce.value
          .filter((procedure) => procedure.group === group)
          .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), language.value));
        return (
          <details
            key={group}
            class="group"
            open={open.has(group)}
            onToggle={(event) => {
              if (event.currentTarget.open) open.add(group);
              else open.delete(group);
            }}
          >
            <summary>
              <strong>{words.groups[group]}</strong> <span class="small">{words.count(inside.length)}</span>
            </summary>
            <ul class="plain-list">
              {inside.map((procedure) => (
                <ProcedureEntry key={procedure.code} procedure={procedure} starting={starting} />
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

function nameOf({ name }: Procedure): string {
  return name[language.value];
}

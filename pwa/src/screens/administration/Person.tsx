/** One person as an administrator sees them: mandates, devices, a code. What is done names what was shown. */

import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import type { HeldMandate } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { commonWords } from "../../words/common";
import { UnderMandate } from "../parts/UnderMandate";
import { Access } from "./Access";
import { AdministrationProblem } from "./AdministrationProblem";
import { MandateForm } from "./MandateForm";
import { MandateRow, nameOf } from "./MandateRow";
import { usePerson } from "./usePerson";

export function Person({ params }: ScreenProps) {
  return (
    <UnderMandate roles={["administrator"]}>
      <OnePerson account={params.account ?? ""} />
    </UnderMandate>
  );
}

function OnePerson({ account }: { readonly account: string }) {
  const words = administrationWords.value;
  const { page, places, acting, load, revoke } = usePerson(account);
  const { busy, problem } = acting;
  const isGiving = useSignal(false);
  const asked = useSignal<HeldMandate | null>(null);
  const person = page.value;
  const back = { href: "/quan-tri", label: words.back };
  if (person === null) {
    return (
      <Page title={words.title} back={back} busy={busy.value} kind="desk">
        {busy.value && <p role="status">{words.refreshing}</p>}
        <AdministrationProblem code={problem.value} />
        {problem.value !== null && (
          <Button icon="refresh" onPress={() => void load()}>
            {commonWords.value.retry}
          </Button>
        )}
      </Page>
    );
  }
  return (
    <Page title={person.person} above={person.unit_name} back={back} kind="desk">
      {person.staff !== null && <p>{words.staffIs(person.staff)}</p>}
      {person.is_self && <p>{words.selfHint}</p>}
      <AdministrationProblem code={problem.value} />
      <section aria-labelledby="mandates">
        <h2 id="mandates">{words.mandates}</h2>
        {person.mandates.length === 0 && <p>{words.noMandate}</p>}
        <ul class="plain-list">
          {person.mandates.map((held) => (
            <MandateRow
              key={held.mandate}
              held={held}
              onRevoke={
                person.is_self
                  ? null
                  : () => {
                      asked.value = held;
                    }
              }
            />
          ))}
        </ul>
        {isGiving.value ? (
          <MandateForm
            page={person}
            places={places.value}
            acting={acting}
            onGiven={(after) => {
              page.value = after;
              isGiving.value = false;
            }}
            onLeave={() => {
              isGiving.value = false;
              problem.value = null;
            }}
          />
        ) : (
          !person.is_self && (
            <Button
              icon="plus"
              onPress={() => {
                isGiving.value = true;
              }}
            >
              {words.give}
            </Button>
          )
        )}
      </section>
      {!person.is_self && (
        <Access
          page={person}
          acting={acting}
          onChanged={(after) => {
            page.value = after;
          }}
        />
      )}
      <Confirm
        open={asked.value !== null}
        title={words.revokeTitle(asked.value === null ? "" : nameOf(asked.value))}
        no={commonWords.value.cancel}
        yes={words.revokeYes}
        danger
        onNo={() => {
          asked.value = null;
        }}
        onYes={() => {
          const held = asked.value;
          asked.value = null;
          if (held !== null) void revoke(held);
        }}
      >
        <p>{words.revokeText}</p>
      </Confirm>
    </Page>
  );
}

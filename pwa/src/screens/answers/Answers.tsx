/**
 * Choosing between two answers, one question at a time. Nothing is chosen beforehand, and nothing on show moves by itself:
 * what arrives meanwhile is offered to be looked at first.
 */

import { useSignal } from "@preact/signals";
import { codesOf, fieldOf } from "../../forms/dialect";
import { nameAlone } from "../../forms/toldApart";
import { type DossierView, type FieldEntry, resolve } from "../../store/dossiers";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import { answersWords } from "../../words/answers";
import { commonWords } from "../../words/common";
import { NotFound } from "../frame/NotFound";
import { Unreadable } from "../frame/Unreadable";
import { type OpenedDossier, useDossier } from "../parts/useDossier";
import { isOfOldForm, OldAnswers } from "./OldAnswers";
import { OneQuestion } from "./OneQuestion";
import { Replaced } from "./Replaced";

export function Answers({ params }: ScreenProps) {
  const words = answersWords.value;
  const document = params.document ?? "";
  const opened = useDossier(document);
  const back = { href: `/ho-so/${document}`, label: words.back };
  if (opened === "missing") return <NotFound />;
  if (opened === "unreadable") return <Unreadable />;
  return (
    <Page title={words.title} back={back} busy={opened === null}>
      {opened === null ? <p role="status">{commonWords.value.lookingUp}</p> : <Choosing opened={opened} />}
    </Page>
  );
}

function Choosing({ opened }: { readonly opened: OpenedDossier }) {
  const words = answersWords.value;
  const view = opened.view.value;
  const failed = useSignal(false);
  // The question on show stays until it is settled, whatever arrives meanwhile.
  // What was answered on an older form is carried over first.
  const asked = (now: DossierView) => now.conflicts.filter((each) => !isOfOldForm(opened, each));
  const current = useSignal(asked(view)[0] ?? null);
  const path = current.value;
  const field = path === null ? undefined : view.fields.get(path);

  async function choose(value: FieldEntry["value"]) {
    if (path === null || field === undefined) return;
    failed.value = false;
    try {
      await resolve(view.card.document, path, value);
      const left = asked(opened.view.value).filter((each) => each !== path);
      current.value = left[0] ?? null;
      announce(left.length === 0 ? words.done : `${words.saved} ${words.left(left.length)}`);
    } catch {
      failed.value = true;
    }
  }

  return (
    <>
      <Failed sentence={failed.value ? words.failed : null} />
      <OldAnswers opened={opened} />
      {path !== null && field !== undefined ? (
        <>
          <p>{words.left(asked(view).length)}</p>
          <OneQuestion
            key={path}
            document={view.card.document}
            label={labelOf(opened, path)}
            known={opened.form === null ? undefined : fieldOf(opened.form, path)}
            codes={opened.form === null ? [] : codesOf(opened.form, path)}
            latest={field}
            onChoose={choose}
            onLookAgain={(now) => {
              if (!now.conflict) current.value = asked(view)[0] ?? null;
            }}
          />
        </>
      ) : (
        <AllChosen
          view={view}
          left={asked(view).length}
          onMore={() => {
            current.value = asked(view)[0] ?? null;
          }}
        />
      )}
      <Replaced opened={opened} labelOf={(each) => labelOf(opened, each)} />
    </>
  );
}

interface AllChosenProps {
  readonly view: DossierView;
  readonly left: number;
  readonly onMore: () => void;
}

function AllChosen({ view, left, onMore }: AllChosenProps) {
  const words = answersWords.value;
  if (left > 0) {
    return (
      <Band icon="two" tone="mend" action={<Button onPress={onMore}>{words.showArrived}</Button>}>
        {words.left(left)}
      </Band>
    );
  }
  return (
    <>
      <Band icon="check" tone="done">
        {words.none}
      </Band>
      <LinkButton href={`/ho-so/${view.card.document}`} weight="primary">
        {words.back}
      </LinkButton>
    </>
  );
}

function labelOf({ form }: OpenedDossier, path: string): string {
  return form === null ? path : nameAlone(form, path, language.value);
}

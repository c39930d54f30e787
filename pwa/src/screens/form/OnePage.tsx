/** The whole form on one page, for those who type much: the same questions, the same widgets, rows written where they stand. */

import { untracked, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import "../../forms/forms.css";
import "../../forms/onePage.css";
import { controlId } from "../../forms/controlId";
import { faultsByPath, type Speech } from "../../forms/format";
import { mendingOf, toMend } from "../../forms/mending";
import { takeOffered } from "../../forms/offered";
import { checking } from "../../forms/returning";
import { SaveLine } from "../../forms/SaveLine";
import { askedSections, sectionsNow } from "../../forms/sections";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import { sentencesApart } from "../../forms/toldApart";
import { useSame } from "../../forms/useSame";
import { useSession } from "../../forms/useSession";
import { Writing } from "../../forms/Writing";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { NotOpened } from "./NotOpened";
import { Sections } from "./Sections";
import { StepInPlace } from "./StepInPlace";

const NONE: ReadonlyMap<string, string> = new Map();

export function OnePage({ params }: ScreenProps) {
  const { document = "" } = params;
  const session = useSession(document);
  if (session === null) return <Page title={commonWords.value.lookingUp} kind="wide" busy />;
  if (typeof session === "string") return <NotOpened why={session} document={document} />;
  return <Whole key={document} session={session} />;
}

function Whole({ session }: { readonly session: Session }) {
  const { document, form, answers, dossier } = session;
  const { language, fields: words } = speechNow();
  const attempt = useSignal(0);
  useEffect(() => {
    checking.value = null;
  }, []);
  const asked = useSame(() => [...answers.value.asked.keys()]);
  const sections = useMemo(() => askedSections(form, answers.peek().asked), [form, asked]);
  const title = useSame(() => dossier.value.card.title);
  const faults = useComputed(() => {
    const speech = speechNow();
    return attempt.value === 0 ? NONE : asWritten(session, () => faultsIn(session, speech));
  }).value;

  const review = async () => {
    takeOffered(session, (path) => !form.ui.at_check.includes(path));
    if (!(await session.flush())) return;
    if (faultsIn(session, speechNow()).size === 0) await navigate(`/ho-so/${document}/kiem-tra`);
    else attempt.value += 1;
  };

  return (
    <Page
      title={form.ui.title[language]}
      above={title === "" ? undefined : <span lang="vi">{title}</span>}
      back={{ href: `/ho-so/${document}/dien`, label: words.allSections }}
      faulty={faults.size > 0 ? commonWords.value.faultPrefix : undefined}
      kind="wide"
    >
      {faults.size > 0 && (
        <ErrorSummary
          title={words.faults(faults.size)}
          faults={[...sentencesApart(form, answers.peek(), faults, language)].map(([path, sentence]) => ({
            at: { id: controlId(path) },
            sentence,
          }))}
          attempt={attempt.value}
        />
      )}
      <div class="one-page">
        <nav aria-label={words.allSections}>
          <SectionStates session={session} />
        </nav>
        <Writing session={session}>
          {sections.map(({ section, index, pages }) => (
            <section key={index} aria-labelledby={headingId(index)}>
              <h2 id={headingId(index)} tabIndex={-1}>
                {section.title[language]}
              </h2>
              {pages.map((page) => (
                <StepInPlace key={page.id} session={session} page={page} faults={faults} />
              ))}
            </section>
          ))}
          <div class="one-page-foot">
            <SaveLine session={session} />
            <Button weight="primary" onPress={() => void review()}>
              {words.review}
            </Button>
          </div>
        </Writing>
      </div>
    </Page>
  );
}

function SectionStates({ session }: { readonly session: Session }) {
  const { form, answers } = session;
  const sections = useComputed(() =>
    asWritten(session, () => sectionsNow(form, answers.value, mendingOf(session))),
  ).value;
  return <Sections sections={sections} hrefOf={({ index }) => `#${headingId(index)}`} />;
}

/** What the whole form is judged for: not at each letter, but whenever something was written down. */
function asWritten<T>(session: Session, judge: () => T): T {
  void session.dossier.value;
  return untracked(judge);
}

function headingId(index: number): string {
  return `section-${index}`;
}

/** What is to be mended on this page, in the order of the form; the declaration waits for the end. */
function faultsIn(session: Session, speech: Speech): ReadonlyMap<string, string> {
  const { form, answers } = session;
  const order = [...answers.value.asked.keys()];
  const faults = [...faultsByPath(form, toMend(session), speech)];
  return new Map(
    faults
      .filter(([path]) => !form.ui.at_check.includes(path))
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  );
}

/** A form of several sections at one look: how far each is, the way to the first open question, and to handing in. */

import { useEffect } from "preact/hooks";
import "../../forms/forms.css";
import { mendingOf } from "../../forms/mending";
import { checking } from "../../forms/returning";
import { firstOpen, type SectionNow, sectionsNow } from "../../forms/sections";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { isDesk } from "../parts/isDesk";
import { Sections } from "./Sections";

export function Overview({ session }: { readonly session: Session }) {
  const { document, form, answers, dossier } = session;
  const { language, fields: words } = speechNow();
  useEffect(() => {
    checking.value = null;
  }, []);
  const here = `/ho-so/${document}`;
  const mending = mendingOf(session);
  const sections = sectionsNow(form, answers.value, mending);
  const next = firstOpen(form, answers.value, mending);
  const { title } = dossier.value.card;
  // Officers type much; for others it is worth it where the page is wide.
  const isOfficer = isDesk();
  const onePage = `${here}/mot-trang`;
  return (
    <Page
      title={form.ui.title[language]}
      above={title === "" ? undefined : <span lang="vi">{title}</span>}
      back={{ href: here, label: words.toDossier }}
    >
      <p>{words.sectionsLeft(sections.filter(isToDo).length, sections.length)}</p>
      <Sections sections={sections} hrefOf={({ first }) => `${here}/dien/${first}`} />
      <div class="buttons">
        {next !== null && (
          <LinkButton href={`${here}/dien/${next}`} weight="primary" icon="pencil">
            {sections.some(isBegun) ? words.resume : words.start}
          </LinkButton>
        )}
        <LinkButton href={`${here}/kiem-tra`} weight={next === null ? "primary" : "secondary"}>
          {words.review}
        </LinkButton>
        {isOfficer && <LinkButton href={onePage}>{words.onePage}</LinkButton>}
      </div>
      {!isOfficer && (
        <a class="row-link wide-only" href={onePage}>
          {words.onePage}
        </a>
      )}
    </Page>
  );
}

function isToDo({ state }: SectionNow): boolean {
  return state.kind !== "done" && state.kind !== "skippable";
}

function isBegun({ state }: SectionNow): boolean {
  return state.kind !== "untouched" && state.kind !== "skippable";
}

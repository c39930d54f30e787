/** The sections of a form, each with how far it is and where it leads. */

import type { SectionNow, SectionState } from "../../forms/sections";
import { speechNow } from "../../forms/speech";
import type { IconName } from "../../ui/Icon";
import { StatePill, type Tone } from "../../ui/StatePill";
import type { fields } from "../../words/vi/fields";

interface Props {
  readonly sections: readonly SectionNow[];
  readonly hrefOf: (section: SectionNow) => string;
}

export function Sections({ sections, hrefOf }: Props) {
  const { language, fields: words } = speechNow();
  return (
    <ol class="sections plain-list">
      {sections.map((each) => {
        const { tone, icon, said } = toldOf(each.state, words);
        const id = `section-${each.index}-state`;
        return (
          <li key={each.index}>
            <a class="whole" href={hrefOf(each)} aria-describedby={id}>
              {each.section.title[language]}
            </a>
            <span id={id}>
              <StatePill tone={tone} icon={icon}>
                {said}
              </StatePill>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface Told {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly said: string;
}

function toldOf(state: SectionState, words: typeof fields): Told {
  switch (state.kind) {
    case "done":
      return { tone: "done", icon: "check", said: words.sectionDone };
    case "open":
      return { tone: "wait", icon: "pencil", said: words.sectionOpen(state.pages) };
    case "untouched":
      return { tone: "plain", icon: "ring", said: words.sectionUntouched };
    case "skippable":
      return { tone: "plain", icon: "forward", said: words.sectionSkippable };
    case "mend":
      return { tone: "mend", icon: "alert", said: words.sectionMend };
  }
}

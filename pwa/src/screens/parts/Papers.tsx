/** What to bring: each paper, when it is needed, how many of it, and whether it comes home again. */

import type { Paper } from "../../forms/procedures";
import { language } from "../../store/settings";
import { procedureWords } from "../../words/procedure";
import { Part } from "./Part";
import { Said } from "./Said";

export function Papers({ papers }: { readonly papers: readonly Paper[] }) {
  const words = procedureWords.value;
  return (
    <Part id="bring" title={words.bring}>
      {papers.length === 0 ? (
        <p>{words.bringNothing}</p>
      ) : (
        <ul class="papers">
          {papers.map((paper) => (
            <OnePaper key={paper.text.vi} paper={paper} />
          ))}
        </ul>
      )}
    </Part>
  );
}

function OnePaper({ paper }: { readonly paper: Paper }) {
  const words = procedureWords.value;
  const details = [
    paper.when?.[language.value],
    howMany(paper),
    paper.shown_only === true ? words.shownOnly : undefined,
    paper.database === true ? words.database : undefined,
  ].filter((detail) => detail !== undefined && detail !== "");
  return (
    <li>
      <strong>
        <Said fact={paper} />
      </strong>
      {details.map((detail) => (
        <span key={detail} class="by">
          {detail}
        </span>
      ))}
    </li>
  );
}

function howMany({ originals, copies }: Paper): string {
  const words = procedureWords.value;
  if (originals === "unknown" && copies === "unknown") return words.bothUnknown;
  const told = [
    originals === "unknown" ? words.originalsUnknown : originals > 0 ? words.originals(originals) : "",
    copies === "unknown" ? words.copiesUnknown : copies > 0 ? words.copies(copies) : "",
  ];
  return told.filter((each) => each !== "").join(", ");
}

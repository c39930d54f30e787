/** What a row is called: by its person where it has a name, else "Giấy tờ 2". */

import { fieldOf, inRowsOf, type RowSteps } from "./dialect";
import { answerText } from "./format";
import type { Session } from "./session";
import { speechNow } from "./speech";

export function rowName({ form, answers }: Session, list: string, row: string, steps: RowSteps): string {
  const speech = speechNow();
  const path = inRowsOf(`${list}/@${row}`, steps.title);
  const field = fieldOf(form, path);
  const said = field === undefined ? "" : answerText(field, answers.value.asked.get(path) ?? null, speech);
  const place = (answers.value.rows.get(list)?.indexOf(row) ?? 0) + 1;
  return said === "" ? `${steps.name[speech.language]} ${place}` : said;
}

/** One procedure in the list: what people call it, why it was found, the way to its page, and to begin at once. */

import type { Procedure } from "../../forms/procedures";
import { language } from "../../store/settings";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { catalogueWords } from "../../words/catalogue";
import { procedureWords } from "../../words/procedure";
import { Changing } from "./Changing";
import type { ProcedureName } from "./names";
import type { Starting } from "./useStarting";

interface Props {
  readonly procedure: Procedure;
  readonly starting: Starting;
  /** By which of its names it was found. */
  readonly by?: ProcedureName;
}

export function ProcedureEntry({ procedure, starting, by }: Props) {
  const words = catalogueWords.value;
  const plain = procedure.plain[language.value];
  return (
    <Card as="li">
      <h2>{plain}</h2>
      <p class="small">{procedure.name[language.value]}</p>
      {by !== undefined && by.kind !== "called" && (
        <p class="small">{words.because[by.kind](by.said[language.value])}</p>
      )}
      <Changing procedure={procedure} />
      {procedure.online.level === "partial" && <p class="small">{procedureWords.value.online.partial}</p>}
      <div class="buttons">
        <Button icon="pencil" busy={starting.busy.value} onPress={() => void starting.start(procedure.form)}>
          {words.start}
          <span class="sr">{plain}</span>
        </Button>
        <a class="row-link" href={`/thu-tuc/${procedure.code}`}>
          {words.more}
          <span class="sr">{plain}</span>
          <Icon name="forward" />
        </a>
      </div>
    </Card>
  );
}

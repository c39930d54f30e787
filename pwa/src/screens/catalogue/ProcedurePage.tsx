/** One procedure: first what cannot be done here, then the way to begin, then all that it takes. */

import { language } from "../../store/settings";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import { catalogueWords } from "../../words/catalogue";
import { commonWords } from "../../words/common";
import { procedureWords } from "../../words/procedure";
import { fullMoment } from "../../words/time";
import { NotFound } from "../frame/NotFound";
import { HowFar } from "../parts/HowFar";
import { ProcedureFacts } from "../parts/ProcedureFacts";
import { inForce, useToday } from "../parts/today";
import { Changing } from "./Changing";
import { ClipBox } from "./ClipBox";
import { NotStarted } from "./NotStarted";
import { useStarting } from "./useStarting";

export function ProcedurePage({ params }: ScreenProps) {
  const starting = useStarting();
  useToday();
  const procedure = inForce.value.find(({ code }) => code === params.code);
  if (procedure === undefined) return <NotFound />;
  const [words, listWords] = [procedureWords.value, catalogueWords.value];
  return (
    <Page
      title={procedure.plain[language.value]}
      above={procedure.name[language.value]}
      back={{ href: "/thu-tuc", label: words.back }}
    >
      <Changing procedure={procedure} />
      <HowFar online={procedure.online} />
      <NotStarted failed={starting.failed} />
      <div class="buttons">
        <Button
          weight="primary"
          icon="pencil"
          busy={starting.busy.value}
          onPress={() => void starting.start(procedure.form)}
        >
          {listWords.start}
        </Button>
      </div>
      {procedure.clip !== undefined && <ClipBox clip={procedure.clip} />}
      <ProcedureFacts procedure={procedure} />
      <p class="small">{listWords.aboutSource}</p>
      <div class="buttons">
        <Button icon="print" onPress={() => print()}>
          {commonWords.value.print}
        </Button>
      </div>
      <p class="print-only">{words.printed(fullMoment(Date.now()))}</p>
    </Page>
  );
}

/** A citizen's report that somebody asked for money. */

import type { BrokerReport, Reported } from "../wire.gen";
import { json } from "./decode";
import { record, text } from "./shape";
import { type Answered, askInJson } from "./signedJson";

const decodeReported = json(record<Reported>({ report: text(32) }));

/** Somebody asked for money. `report`: an id that this device chose; sent again it is the same report. */
export function reportBroker(report: string, said: BrokerReport): Promise<Answered<Reported>> {
  return askInJson("POST", `/api/reports/${report}`, "?", decodeReported, said);
}

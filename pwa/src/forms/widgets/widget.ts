/** What every widget is given: its field, the answer as it stands, and where to tell a new one. */

import type { Value } from "../../sync/packing";
import type { Field } from "../dialect";
import type { Speech } from "../format";

export interface WidgetProps {
  /** The id of the first control, to which error summaries lead. */
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly speech: Speech;
  readonly describedBy: string | undefined;
  readonly invalid: boolean | undefined;
  readonly onWrite: (value: Value) => void;
  /** The answer is whole: a choice was made, or the control was left. */
  readonly onDone: () => void;
}

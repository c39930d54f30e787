/** The areas that the unit named elsewhere in a form has published, for a field with `areas_of`. */

import { fieldOf, inRowsOf } from "./dialect";
import type { Filling } from "./session";
import { factsOn, isListed } from "./unitFacts";
import { useSame } from "./useSame";
import { useUnitFacts } from "./useUnitFacts";

interface Areas {
  readonly unit: string;
  /** Those of today; empty where the unit has listed none. */
  readonly listed: readonly string[];
  /** What is written in the field; "" for nothing. */
  readonly answer: string;
  /** Something is written, the unit lists areas, and this is none of them. */
  readonly isUnlisted: boolean;
}

/** Null while no unit is chosen, or what it says is not read yet. */
export function useAreas(filling: Filling, path: string): Areas | null {
  const { unit, answer } = useSame(() => answersOf(filling, path));
  const facts = useUnitFacts(unit);
  if (unit === null || facts === null) return null;
  const listed = factsOn(facts, "permit-exempt-area", filling.today).map(({ text }) => text);
  const isUnlisted = answer !== "" && listed.length > 0 && !isListed(listed, answer);
  return { unit, listed, answer, isUnlisted };
}

function answersOf({ form, answers }: Filling, path: string) {
  const { asked } = answers.value;
  const unit = asked.get(inRowsOf(path, fieldOf(form, path)?.areas_of ?? ""));
  const answer = asked.get(path);
  return {
    unit: typeof unit === "string" ? unit : null,
    answer: typeof answer === "string" ? answer : "",
  };
}

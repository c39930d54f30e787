/** One sentence for each rule of a form that can be broken, in English. */
import type { errors as vietnamese } from "../vi/errors";

export const errors: typeof vietnamese = {
  required: (label) => `Not answered yet: ${label}`,
  anyOf: "At least one of these is needed",
  type: "This is written as a number, such as 12",
  decimal: (digits) => `This is written as a number with at most ${digits} decimals, such as 106.5`,
  enum: "Choose this from the list",
  const: "This is not ticked yet",
  pattern: "This does not look right yet; please check it",
  minLength: (limit) => `Please write a little more, at least ${limit} characters`,
  maxLength: (limit) => `Please shorten this to at most ${limit} characters`,
  minimum: (limit) => `The smallest number here is ${limit}`,
  maximum: (limit) => `The largest number here is ${limit}`,
  minItems: (limit) => `At least ${limit} lines are needed`,
  maxItems: (limit) => `At most ${limit} lines; please remove some`,
  uniqueItems: "Two lines are the same",
  conflict: "There are two answers to this; choose one",
  additionalProperties: "This answer is not part of the form",
};

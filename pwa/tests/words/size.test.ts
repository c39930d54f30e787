/** The weight of a file, in the unit in which it is easily said. */

import { expect, test } from "vitest";
import { sizeSaid } from "../../src/words/size";

test.each([
  [0, "0 kB"],
  [48_200, "48 kB"],
  [99_999, "100 kB"],
  [600_000, "0,6 MB"],
  [1_000_000, "1 MB"],
  [1_230_000_000, "1,2 GB"],
])("%i bytes are %s", (bytes, said) => {
  expect(sizeSaid(bytes, "vi")).toBe(said);
});

test("English has a point where Vietnamese has a comma", () => {
  expect(sizeSaid(600_000, "en")).toBe("0.6 MB");
});

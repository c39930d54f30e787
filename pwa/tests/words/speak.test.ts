/** Words change with the language, and English comes only when it is asked for. */

import { afterEach, expect, test } from "vitest";
import { language } from "../../src/store/settings";
import { sentenceFor, wordsOf, wordsReady } from "../../src/words/speak";

afterEach(() => {
  language.value = "vi";
});

test("Vietnamese is there at once, English once it has come", async () => {
  let asked = 0;
  const words = wordsOf({ yes: "Có" }, async () => {
    asked += 1;
    return { yes: "Yes" };
  });
  expect([words.value.yes, asked]).toEqual(["Có", 0]);
  language.value = "en";
  expect([words.value.yes, asked]).toEqual(["Có", 1]);
  await wordsReady();
  expect(words.value.yes).toBe("Yes");
  language.value = "vi";
  expect(words.value.yes).toBe("Có");
  language.value = "en";
  expect([words.value.yes, asked]).toEqual(["Yes", 1]);
});

test("without a network Vietnamese is spoken, and nothing breaks", async () => {
  language.value = "en";
  const words = wordsOf({ yes: "Có" }, () => Promise.reject(new Error("no network")));
  await wordsReady();
  expect(words.value.yes).toBe("Có");
});

test("a code that this release does not know has no sentence, whatever it is called", () => {
  expect(sentenceFor({ busy: "Đang đông" }, "busy")).toBe("Đang đông");
  expect(sentenceFor({ busy: "Đang đông" }, "toString")).toBeNull();
  expect(sentenceFor({ busy: "Đang đông" }, "__proto__")).toBeNull();
});

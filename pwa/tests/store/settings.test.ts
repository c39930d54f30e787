/** Language and text size: kept on the device, and never in the way. */

import { beforeEach, expect, test, vi } from "vitest";
import { LocalStorage } from "./browser";

beforeEach(() => {
  vi.stubGlobal("localStorage", new LocalStorage());
});

test("Vietnamese at 100 % until a person says otherwise, and then for good", async () => {
  const first = await load();
  expect([first.language.value, first.textSize.value]).toEqual(["vi", 100]);
  first.language.value = "en";
  first.textSize.value = 150;
  const second = await load();
  expect([second.language.value, second.textSize.value]).toEqual(["en", 150]);
});

test("what nobody could have chosen is passed over", async () => {
  localStorage.setItem("haidang-language", "tlh");
  localStorage.setItem("haidang-text-size", "9000");
  const { language, textSize } = await load();
  expect([language.value, textSize.value]).toEqual(["vi", 100]);
});

test("where storage is forbidden the choice holds for the visit", async () => {
  const forbidden = () => {
    throw new DOMException("denied", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden });
  const { language } = await load();
  language.value = "en";
  expect(language.value).toBe("en");
});

function load() {
  vi.resetModules();
  return import("../../src/store/settings");
}

// The steps by which a test comes to a screen, in the language that is on.
import { expect, type Page } from "@playwright/test";
import type { Shelf } from "./shelf";
import { inTongue, type Language, type Said } from "./tongue";

/**
 * Somebody without an account, somebody with a shelf full of dossiers, a neighbour with one for every kind of question,
 * officers of a busy desk and of one just opened.
 */
type Person = "newcomer" | "lan" | "neighbour" | "officer" | "new-desk";
/** Browsers that lack or refuse something, and those that a state spoils for every other. */
type Browser =
  | "in-zalo"
  | "private"
  | "old"
  | "insecure"
  | "refused"
  | "no-worker"
  | "spare"
  | "outdated"
  | "robbed";
export type Who = Person | Browser;

export interface Place {
  readonly url: string;
  readonly shelf: Shelf;
  readonly language: Language;
}

export interface Screen {
  readonly name: string;
  readonly who: Who;
  /** May be called again and again. */
  readonly open: Step;
  /** How it is seen without a network: opened so, or cut off while on show. Absent: opened so. */
  readonly offline?: "cut" | "never";
}

export type Step = (page: Page, place: Place) => Promise<void>;

export const chain =
  (...steps: readonly Step[]): Step =>
  async (page, place) => {
    for (const step of steps) await step(page, place);
  };

/** A screen at an address, by its first heading. */
export const at =
  (path: string | ((shelf: Shelf) => string), heading: Said): Step =>
  async (page, { url, shelf, language }) => {
    await page.goto(url + (typeof path === "string" ? path : path(shelf)));
    await expect(page.getByRole("heading", { level: 1, name: inTongue(language, heading) })).toBeVisible();
  };

export const press =
  (name: Said): Step =>
  (page, { language }) =>
    page
      .getByRole("button", { name: inTongue(language, name), exact: true })
      .first()
      .click();

export const follow =
  (name: Said): Step =>
  (page, { language }) =>
    page
      .getByRole("link", { name: inTongue(language, name) })
      .first()
      .click();

export const fill =
  (label: Said, text: string): Step =>
  (page, { language }) =>
    page.getByLabel(inTongue(language, label), { exact: true }).fill(text);

export const shows =
  (text: Said): Step =>
  (page, { language }) =>
    expect(page.getByText(inTongue(language, text)).filter({ visible: true }).first()).toBeVisible();

export const pressInVain = (name: Said): Step =>
  chain(press(name), async (page, { language }) => {
    const faults = {
      vi: /^Có \d+ chỗ cần sửa$/,
      en: /^(There (is|are) \d+ things? to mend|\d+ places? to mend)$/,
    };
    await expect(page.getByRole("heading", { name: inTongue(language, faults) })).toBeVisible();
  });

export const search =
  (letters: string): Step =>
  async (page) => {
    await page.getByRole("combobox").first().fill(letters);
    await expect(page.getByRole("option").first()).toBeVisible();
  };

/** From now on the hub cannot be reached under these addresses, though the device believes to be online. */
export const unreachable =
  (addresses: string): Step =>
  async (page) => {
    await page.route(addresses, (route) => route.abort("failed"));
  };

/** A café answers in the hub's place. */
export const portal =
  (addresses: string): Step =>
  async (page) => {
    await page.route(addresses, (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Wi-Fi</h1>" }),
    );
  };

/** The device writes nothing any more; until the page is opened again. */
export const diskFull: Step = (page) =>
  page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });

// Two hundred script payloads in every field, name and label that people write, shown on every screen: nothing runs.
import { expect, type Page, test } from "@playwright/test";
import type { Hex } from "../../src/sync/packing";
import { noteWhatRuns } from "./support/alarm";
import { openProfile, type Profile } from "./support/browser";
import { completeDossiers } from "./support/complete";
import { readAll, routeOf, routes, walk } from "./support/everyRoute";
import * as feedback from "./support/feedback";
import { agree, cancelBy, heading, untilAgreed } from "./support/helping";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { addFact } from "./support/ownUnit";
import { marksIn, PAYLOADS_MIN, payloads } from "./support/payloads";
import { signIn, syncNow } from "./support/person";
import { share } from "./support/sharing";
import { lineOf, type Spoilt } from "./support/spoiling";
import {
  buildingIn,
  CANCEL,
  consentLines,
  everythingOf,
  FEEDBACK,
  HANDED_IN,
  type Helped,
  helpedBy,
  letIn,
  OPEN,
  textsOf,
} from "./support/spoiltDossiers";

const UNIT = "26732";

/** What stands on more than one screen: names that the city gives, and what people call their devices. */
const NAME = lineOf(0);
const UNIT_NAME = lineOf(1);
const GROUP = lineOf(2);
const STAFF = lineOf(3);
const AREA = lineOf(4);
const REPORT = lineOf(5);
const REASON = lineOf(6);
const SHARED = lineOf(7);
const TYPED = { name: lineOf(8), witness: lineOf(9), address: lineOf(10) };
const ABOUT = lineOf(11);
const DEVICES = {
  writer: lineOf(24),
  other: lineOf(25),
  helper: lineOf(26),
  citizen: lineOf(27),
  officer: lineOf(28),
  tablet: lineOf(29),
};

/** Addresses that show nothing that anybody wrote; of a newer form none is published yet into which an answer goes otherwise. */
const SILENT = [
  "/ho-so/:document/mau-moi",
  "/huy-dong-y",
  "/tap-luyen/:done?",
  "/thu-tuc",
  "/thu-tuc/:code",
  "/tro-giup",
  "/vao/oidc",
];

let hub: Hub;
const profiles: Profile[] = [];
const ran: string[] = [];
/** The numbers of the payloads that could be read, by the route where they were. */
const seen = new Map<string, Set<number>>();

test.beforeAll(async () => {
  hub = await startHub();
  await rename();
});

test.afterAll(async () => {
  for (const profile of profiles) await profile.close();
  await hub.close();
});

test("there are two hundred of them, and no two alike", () => {
  expect(payloads.length).toBeGreaterThanOrEqual(PAYLOADS_MIN);
  expect(new Set(payloads.map((each) => each.slice(5).replace(/\d+/g, ""))).size).toBe(payloads.length);
});

test("a NUL comes to no screen: no change can hold one", async () => {
  const phone = await enrolPhone(hub.linkOf("lan"), DEVICES.writer);
  await expect(phone.begin(feedback.form, feedback.answers("<\u0000script>"))).rejects.toThrow(
    "no change can hold",
  );
});

test("nothing runs on any screen that shows them", async () => {
  test.setTimeout(300_000);
  const writer = await enrolPhone(hub.linkOf("lan"), DEVICES.writer);
  const other = await enrolPhone(hub.linkOf("lan"), DEVICES.other);
  const helper = await enrolPhone(hub.linkOf("mai"), DEVICES.helper);
  const spoilt = await textsOf(writer);
  const whole = await everythingOf(writer, other);
  const building = await writer.begin("khoi-cong@2", { ...buildingIn(UNIT) });
  const older = await writer.begin("phan-anh@1", feedback.answers(payloads[0] ?? ""));
  await writer.exchange();
  const helped = await helpedBy(helper, hub);

  const citizen = await watched();
  await signIn(citizen, hub.linkOf("lan"), DEVICES.citizen);
  await citizenLooks(citizen, spoilt, whole, older);
  await report(citizen);
  await cancelBy(citizen, hub.url, CANCEL, "Tôi không muốn nhờ nữa");
  await expect(citizen.getByText(/^Đã hủy lúc/)).toBeVisible();
  await look(citizen, "/huy-dong-y", [], true);
  // What is written after that waits for somebody to look at it.
  await helper.write(helped.over, feedback.form, { "/text": payloads[2] ?? "" });
  await helper.exchange();

  await letIn(hub);
  const officer = await watched();
  await signIn(officer, hub.linkOf("hai"), DEVICES.officer);
  await deskLooks(officer, spoilt, whole, helped.handedIn);
  await administratorLooks(officer);
  await leaderLooks(officer, whole[0] ?? "");

  await syncNow(citizen, hub.url);
  await look(citizen, `/ho-so/${whole[0]}`, [NAME, UNIT_NAME, REASON]);
  await look(citizen, `/ho-so/${building}/dien/khu-vuc-mien`, [AREA]);
  await look(citizen, "/nguoi-giup", [NAME, UNIT_NAME]);

  await helperLooks(await watched(), helped);

  expect(ran).toEqual([]);
  for (const profile of profiles) profile.refusals.none();
  // Otherwise this would be a test of nothing.
  const shown = new Set([...seen.values()].flatMap((each) => [...each]));
  expect([...payloads.keys()].filter((number) => !shown.has(number))).toEqual([]);
  expect(routes.map(({ path }) => path).filter((path) => !seen.has(path))).toEqual([]);
  const silent = [...seen].flatMap(([path, numbers]) => (numbers.size === 0 ? [path] : []));
  expect(silent.sort()).toEqual(SILENT);
});

// What the city and its hub hold

const accountOf = (person: string) => `(SELECT account FROM account WHERE person LIKE '${person}%')`;

/** Names that come from the city's own file: people, the unit that they work for, their group; the officer administers too. */
async function rename(): Promise<void> {
  const text = (written: string) => `'${written.replaceAll("'", "''")}'`;
  await hub.write(
    `UPDATE account SET person = person || ' ' || ${text(NAME)}, unit_name = ${text(UNIT_NAME)}`,
  );
  await hub.write(`UPDATE account SET staff = ${text(STAFF)} WHERE person LIKE 'Phạm Thị Mai%'`);
  await hub.write(`UPDATE authority SET name = ${text(GROUP)}`);
  await hub.write(`INSERT INTO mandate (mandate, account, role, authority, begins)
    SELECT randomblob(16), account, 'administrator', authority, 0 FROM mandate WHERE role = 'reception'`);
}

// Who looks

async function citizenLooks(
  page: Page,
  spoilt: readonly Spoilt[],
  whole: readonly Hex[],
  older: Hex,
): Promise<void> {
  await syncNow(page, hub.url);
  for (const path of ["/", "/ho-so", "/vao"]) await look(page, path);
  await walk(page, "/cai-dat/thong-tin-cua-toi");
  await page.getByLabel("Họ và tên").fill(ABOUT);
  await walk(page, "/");
  await look(page, "/cai-dat/thong-tin-cua-toi", [ABOUT]);
  await look(page, "/cai-dat", [NAME, DEVICES.writer, DEVICES.other, DEVICES.citizen]);
  for (const path of ["/thu-tuc", `/thu-tuc/${FEEDBACK}`, "/tro-giup", "/tap-luyen", "/vao/oidc"])
    await look(page, path);
  for (const { document, texts } of spoilt) await look(page, `/ho-so/${document}/kiem-tra`, texts);
  for (const document of whole) {
    const here = `/ho-so/${document}`;
    for (const path of [here, `${here}/kiem-tra`, `${here}/mot-trang`, `${here}/hai-cau-tra-loi`])
      await look(page, path);
  }
  await look(page, `/ho-so/${older}/mau-moi`);
  const { ui } = completeDossiers().find(({ procedure }) => procedure.form === feedback.form) ?? {};
  for (const { id } of ui?.sections.flatMap(({ steps }) => steps) ?? [])
    await look(page, `/ho-so/${whole.at(-1)}/dien/${id}`);
}

async function report(page: Page): Promise<void> {
  await walk(page, "/tro-giup");
  await page.getByRole("button", { name: "Báo có người đòi tiền" }).click();
  await page.locator("#broker-words").fill(REPORT);
  await page.getByRole("button", { name: "Gửi lời báo" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  // About somebody who works here: whoever administers this place reads it.
  await hub.write(`UPDATE signal SET subject = ${accountOf("Phạm Thị Mai")}`);
}

async function deskLooks(
  page: Page,
  spoilt: readonly Spoilt[],
  whole: readonly Hex[],
  handedIn: Hex,
): Promise<void> {
  await page.goto(`${hub.url}/quay`);
  await look(page, "/quay/phuong-xa");
  await addFact(page, "Thêm khu vực", "Tên khu vực", AREA);
  await look(page, "/quay/phuong-xa", [AREA, NAME], true);
  await look(page, "/quay", [NAME]);
  await look(page, "/quay/nguoi-dan-moi");
  for (const { document, texts } of spoilt) await lookFromList(page, `/quay/${document}`, texts);
  for (const document of whole) await lookFromList(page, `/quay/${document}`);
  await lookFromList(page, `/quay/${handedIn}`, consentLines(HANDED_IN));
}

/** One dossier and another are the same screen. */
async function lookFromList(page: Page, path: string, expected: readonly string[] = []): Promise<void> {
  await walk(page, "/");
  await look(page, path, expected);
}

async function administratorLooks(page: Page): Promise<void> {
  await look(page, "/quan-tri", [NAME, UNIT_NAME, GROUP]);
  await look(page, "/quan-tri/them", [GROUP]);
  await walk(page, "/quan-tri");
  const address = await page.getByRole("link", { name: "Phạm Thị Mai" }).getAttribute("href");
  await look(page, address ?? "", [NAME, UNIT_NAME, GROUP, STAFF, DEVICES.helper]);
  await look(page, "/quan-tri/xem-lai", [NAME, DEVICES.helper, REPORT]);
  await page.getByRole("button", { name: "Xem và quyết định" }).click();
  await page.getByLabel("Vì sao?").first().fill(REASON);
  await page.getByRole("button", { name: "Đọc nội dung" }).click();
  await look(page, "/quan-tri/xem-lai", [payloads[2] ?? ""], true);
}

/** Who may only look for a reason that they state. */
async function leaderLooks(page: Page, document: Hex): Promise<void> {
  await lookFromList(page, `/quay/${document}`);
  await page.getByRole("button", { name: "Đã nhận" }).click();
  await page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await expect(page.getByText(/đã nhận lúc/).first()).toBeVisible();
  await hub.write("UPDATE mandate SET role = 'leader' WHERE role = 'reception'");
  await walk(page, "/quay");
  await walk(page, `/quay/${document}`);
  await page.getByLabel("Lý do mở hồ sơ").fill(REASON);
  await page.getByRole("button", { name: "Mở hồ sơ" }).click();
  await look(page, `/quay/${document}`, [NAME], true);
}

async function helperLooks(page: Page, helped: Helped): Promise<void> {
  await hub.ask(helped.handedIn, "/text");
  await signIn(page, hub.linkOf("mai"), DEVICES.tablet);
  await syncNow(page, hub.url);
  await look(page, "/giup", [lineOf(OPEN)]);
  await look(page, `/giup/giay/${helped.open}`, [lineOf(OPEN), NAME, GROUP]);
  await look(page, "/ho-so", [lineOf(OPEN)]);
  for (const document of Object.values(helped)) {
    await walk(page, "/giup");
    await look(page, `/ho-so/${document}`);
  }
  await look(page, `/ho-so/${helped.handedIn}/bo-sung`, [payloads[HANDED_IN] ?? ""]);
  await look(page, "/the", [NAME, GROUP]);
  await page.getByRole("link", { name: "Xem thẻ như bà con thấy" }).click();
  await heading(page, /thẻ/i);
  await look(page, "/the", [NAME, GROUP], true);
  const session = {
    procedure: "Phản ánh chuyện trong khu mình",
    name: TYPED.name,
    how: { mode: "witness", name: TYPED.witness, phone: "0909 123 456" },
    notices: { to: "post", address: TYPED.address },
  } as const;
  await untilAgreed(page, hub.url, session);
  await look(page, new URL(page.url()).pathname, [TYPED.name], true);
  await agree(page, hub.url, session);
  await look(page, new URL(page.url()).pathname, [TYPED.name, NAME, GROUP], true);
  await page.emulateMedia({ media: "print" });
  await look(page, new URL(page.url()).pathname, [TYPED.name], true);
  await page.emulateMedia({ media: "screen" });
  await share(page, hub.url, SHARED);
  await look(page, "/doi-nguoi", [SHARED], true);
  await look(page, "/doi-nguoi/them", [], true);
}

/** Goes to a screen unless it is there, presses what opens more of it, and notes what of it could be read. */
async function look(
  page: Page,
  path: string,
  expected: readonly string[] = [],
  isThere = false,
): Promise<void> {
  if (!isThere) await walk(page, path);
  const read = await readAll(page, expected);
  await page.mouse.move(180, 320);
  await page.keyboard.press("Tab");
  const route = routeOf(path);
  seen.set(route, new Set([...(seen.get(route) ?? []), ...marksIn(read)]));
  expect(new URL(page.url()).origin).toBe(hub.url);
}

async function watched(): Promise<Page> {
  const profile = await openProfile({ width: 1280, height: 800 });
  profiles.push(profile);
  await noteWhatRuns(profile, hub.url, ran);
  return profile.page;
}

// The hub publishes a new version of a form while the phone is away: the phone fetches what is new, and nothing else.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Request, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { keptNames } from "./support/kept";
import * as next from "./support/nextCatalogue";
import { enrolPhone } from "./support/otherPhone";
import { begin, handIn, openOnce, signIn, standing, syncNow } from "./support/person";

const HOUR_MS = 3_600_000;
const elsewhere = "Cột đèn trước trường nghiêng ra đường";
const text = "Cầu cảng ngập mỗi khi triều lên";

let hub: Hub;
let phone: Profile;
let program: string;
let changed: readonly string[];

test.beforeAll(async () => {
  program = await mkdtemp(join(tmpdir(), "haidang-next-"));
  hub = await startHub();
  phone = await openProfile();
  await openOnce(phone.page, hub.url);
  await signIn(phone.page, hub.linkOf("lan"), "Máy đi biển");
  await syncNow(phone.page, hub.url);
  await phone.offline(true);
  await hub.stop();
  changed = next.writeNextCatalogue(program);
  await hub.start(undefined, program);
  // Of an app that had the new version earlier: the dossier comes before its form.
  const other = await enrolPhone(hub.linkOf("lan"), "Máy ở nhà");
  await other.begin(changed[0]?.slice("form/".length) ?? "", feedback.answers(elsewhere));
  await other.exchange();
});

test.afterAll(async () => {
  await phone.close();
  await hub.close();
  await rm(program, { recursive: true, force: true });
});

test("back after two hours it gets exactly the changed entries, and fills in the new version without a network", async () => {
  const { page, context } = phone;
  await context.addInitScript(later, 2 * HOUR_MS);
  await page.goto(`${hub.url}/thu-tuc`);
  await expect(page.getByRole("heading", { name: "Làm hồ sơ mới" })).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { untouched: true }));

  const asked: Request[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/catalogue")) asked.push(request);
  });
  await phone.offline(false);
  await expect.poll(() => keptNames(page)).toEqual(changed);
  expect(asked).toHaveLength(1 + changed.length);
  const bytes = await weightOf(asked);
  test.info().annotations.push({ type: "bytes", description: `${bytes} for ${asked.length} requests` });
  expect(bytes).toBeLessThan(20_000);

  await phone.offline(true);
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  await expect(page.getByRole("link", { name: elsewhere })).toBeVisible();
  await begin(page, feedback.procedure);
  const steps = feedback.steps(text);
  const place = steps.findIndex((step) => step.question === "Chuyện xảy ra ở đâu?");
  await handIn(page, [...steps.slice(0, place), next.answer, ...steps.slice(place)]);
  await expect(standing(page)).toHaveText(/Chờ gửi/);
  expect(await page.evaluate(() => "untouched" in globalThis)).toBe(true);
});

test("the dossier opens from a cold start without a network, and the hub takes it in", async () => {
  phone = await phone.reopen({ offline: true });
  const { page } = phone;
  await page.goto(hub.url);
  await page.getByRole("link", { name: text }).click();
  await expect(page.getByText("Nhiều lần")).toBeVisible();
  await phone.offline(false);
  await syncNow(page, hub.url);
  await page.goto(`${hub.url}/ho-so`);
  await page.getByRole("link", { name: text }).click();
  await expect(standing(page)).toHaveText(/Đã nộp lúc/);
});

test("the settings say how old the list is; after thirty days without news the list says so in one sentence", async () => {
  const { page, context } = phone;
  await page.goto(`${hub.url}/cai-dat`);
  await expect(page.getByText(/^Danh mục của trung tâm ra ngày/)).toBeVisible();
  await page.goto(`${hub.url}/thu-tuc`);
  const old = page.getByText(/tới nay máy chưa hỏi lại được trung tâm/);
  await expect(page.getByRole("heading", { name: "Làm hồ sơ mới" })).toBeVisible();
  await expect(old).toBeHidden();
  await phone.offline(true);
  await context.addInitScript(later, 31 * 24 * HOUR_MS);
  await page.reload();
  await expect(old).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

/** From the next page on its clock is ahead by so much. */
function later(ms: number): void {
  const now = Date.now;
  Date.now = () => now() + ms;
}

/** As they came over the line: heads and bodies. */
async function weightOf(requests: readonly Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  return sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0);
}

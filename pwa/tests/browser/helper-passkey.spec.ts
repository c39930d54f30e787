// A citizen agrees by a passkey of their own at the helper's table: it signs this dossier, which is then theirs.
import { expect, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { agree, goOn, PROCEDURE, table, takeDown } from "./support/helping";
import { type Hub, startHub } from "./support/hub";
import { signIn, syncNow } from "./support/person";
import { virtualKey } from "./support/virtualKey";

let hub: Hub;
const { opened, tablet, closeAll } = table(() => hub);

test.beforeAll(async () => {
  hub = await startHub({ real: true });
});

test.afterAll(async () => {
  await closeAll();
  await hub.close();
});

test("a citizen's passkey confirms the consent, and the dossier is theirs on their own phone", async () => {
  const [lan, { page }] = await Promise.all([opened(), tablet()]);
  await signIn(lan.page, hub.linkOf("lan"), "Điện thoại của Lan");
  const key = await virtualKey(lan.page);
  await lan.page.goto(`${hub.url}/cai-dat`);
  await lan.page.getByRole("button", { name: "Xem các khoá" }).click();
  await lan.page.getByRole("button", { name: "Thêm khoá" }).click();
  await expect(lan.page.getByText("Đã thêm khoá đăng nhập.").first()).toBeVisible();

  // Her own, held to the tablet.
  await virtualKey(page, { credentials: await key.credentials() });
  await agree(page, hub.url, {
    procedure: PROCEDURE,
    name: "Nguyễn Thị Lan",
    how: { mode: "passkey" },
    notices: { to: "own" },
  });
  const document = await takeDown(page);
  await syncNow(page, hub.url);

  await syncNow(lan.page, hub.url);
  await goOn(lan.page, "/nguoi-giup");
  await expect(lan.page.getByRole("heading", { name: /^Phạm Thị Mai/ })).toBeVisible();
  await expect(lan.page.getByText("Mình đồng ý bằng khóa đăng nhập")).toBeVisible();
  expect(await axeViolations(lan.page)).toEqual([]);
  await goOn(lan.page, `/ho-so/${document}`);
  await expect(lan.page.getByRole("link", { name: "Làm tiếp" })).toBeVisible();
});

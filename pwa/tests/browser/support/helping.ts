// What a helper and a citizen do at the table, in the words on the screen.
import { expect, type Page } from "@playwright/test";
import { openProfile, type Profile } from "./browser";
import type { Hub } from "./hub";
import { openOnce, signIn } from "./person";

export const PROCEDURE = "Phản ánh chuyện trong khu mình";

/** How the citizen agrees, with what the page then asks for. */
export type How =
  | { readonly mode: "phone"; readonly code: string }
  | { readonly mode: "passkey" }
  | { readonly mode: "card"; readonly officer: string }
  | { readonly mode: "witness"; readonly name: string; readonly phone: string };

/** Who hears of news, with what the page then asks for. */
export type Notices =
  | { readonly to: "own"; readonly phone?: string }
  | { readonly to: "relative"; readonly name: string; readonly phone: string }
  | { readonly to: "helper"; readonly address?: string }
  | { readonly to: "post"; readonly address: string };

export interface Session {
  readonly procedure: string;
  readonly name: string;
  readonly how: How;
  readonly notices: Notices;
}

/** The elder without a phone. */
export const ELDER: Session = {
  procedure: PROCEDURE,
  name: "Nguyễn Thị Tám",
  how: { mode: "witness", name: "Lê Văn Chín", phone: "0909 123 456" },
  notices: { to: "post", address: "Ấp 3, Côn Đảo" },
};

const MODES: Readonly<Record<How["mode"], string>> = {
  phone: "Mã từ điện thoại của cô bác",
  passkey: "Khóa đăng nhập của cô bác",
  card: "Đưa căn cước trước mặt cán bộ",
  witness: "Có người làm chứng",
};

const TOS: Readonly<Record<Notices["to"], string>> = {
  own: "Điện thoại của cô bác",
  relative: "Người nhà",
  helper: "Người giúp tới nhà báo",
  post: "Gửi thư qua bưu điện",
};

/** Browsers that have opened the app once; `closeAll` ends them. */
export function table(hub: () => Hub) {
  const profiles: Profile[] = [];
  const kept = (profile: Profile) => {
    profiles.push(profile);
    return profile;
  };
  const opened = async () => {
    const profile = kept(await openProfile());
    await openOnce(profile.page, hub().url);
    return profile;
  };
  /** Mai's tablet: signed in, and ready to do without a network. */
  const tablet = async () => {
    const profile = await opened();
    await signIn(profile.page, hub().linkOf("mai"), "Máy bảng của tổ");
    await profile.page.goto(hub().url);
    await expect(profile.page.getByRole("link", { name: /^Giúp bà con/ })).toBeVisible();
    return profile;
  };
  const closeAll = async () => {
    for (const profile of profiles) await profile.close();
  };
  return { kept, opened, tablet, closeAll };
}

/** By a link of the app, as a person goes on in it; the screen then stands. */
export async function goOn(page: Page, path: string): Promise<void> {
  // Before it has started nobody follows a link but the browser.
  await expect(page.locator("main[aria-busy=false]")).toBeVisible();
  await page.evaluate((href) => {
    (document.activeElement as HTMLElement | null)?.blur();
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  // It moves the focus to its heading once it has come.
  await expect(page.locator("main[aria-busy=false] h1:focus")).toBeAttached();
}

/** Every address of a dossier, and every list: what was answered is nowhere in the page. */
export async function holdsNone(page: Page, url: string, id: string, answer: string): Promise<void> {
  const dossier = `/ho-so/${id}`;
  const forms = ["/dien", "/dien/noi-dung", "/mot-trang", "/kiem-tra", "/hai-cau-tra-loi", "/mau-moi"];
  const others = ["/", "/ho-so", "/giup", `/giup/giay/${id}`, "/cai-dat", "/the"];
  await page.goto(`${url}/tro-giup`);
  for (const path of [dossier, `${dossier}/bo-sung`, ...forms.map((form) => dossier + form), ...others]) {
    await goOn(page, path);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    expect(html, path).not.toContain(answer);
    expect(await page.title(), path).not.toContain(answer);
  }
}

/** From the first page to the last one before "Đồng ý". */
export async function untilAgreed(page: Page, url: string, session: Session): Promise<void> {
  await page.goto(`${url}/giup`);
  await page.getByRole("link", { name: "Người tiếp theo" }).click();
  await page.getByRole("button", { name: session.procedure }).click();
  await heading(page, "Đọc cho cô bác nghe");
  await page.getByRole("link", { name: "Đã nghe rõ, làm tiếp" }).click();
  await heading(page, "Cô bác là ai, đồng ý bằng cách nào?");
  await page.getByLabel("Họ và tên cô bác").fill(session.name);
  await agreeBy(page, session.how);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await heading(page, "Có tin thì báo cho ai?");
  await tell(page, session.notices);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await heading(page, "Cô bác đồng ý chứ?");
}

/** All of it; the paper with the cancel code is then on the screen. */
export async function agree(page: Page, url: string, session: Session): Promise<string> {
  await untilAgreed(page, url, session);
  await page.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await heading(page, "Giấy đồng ý");
  const code = page.locator(".paper .number-box .number");
  await expect(code).toHaveText(/^[34679ACDEFHJKMNPRTWXY]{4}(-[34679ACDEFHJKMNPRTWXY]{4}){2}$/);
  return (await code.textContent()) ?? "";
}

/** "Đã chép xong", and on to the form; its dossier. */
export async function takeDown(page: Page): Promise<string> {
  await page.getByRole("checkbox", { name: "Đã chép xong" }).check();
  await page.getByRole("button", { name: "Bắt đầu làm hồ sơ" }).click();
  await expect(page).toHaveURL(/\/ho-so\/[0-9a-f]{32}\/dien/);
  return /ho-so\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? "";
}

/** By the page for everybody, from a browser that knows nobody. */
export async function cancelBy(page: Page, url: string, code: string, reason: string): Promise<void> {
  await page.goto(`${url}/huy-dong-y`);
  await page.getByLabel("Mã hủy").fill(code);
  await page.getByRole("button", { name: reason }).click();
}

export function heading(page: Page, name: string | RegExp): Promise<void> {
  return expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function agreeBy(page: Page, how: How): Promise<void> {
  await page.getByRole("radio", { name: MODES[how.mode] }).check();
  if (how.mode === "phone") await page.getByLabel("Mã tám chữ trên điện thoại của cô bác").fill(how.code);
  if (how.mode === "card") await page.getByLabel("Mã cán bộ").fill(how.officer);
  if (how.mode !== "witness") return;
  await page.getByLabel("Họ tên người làm chứng").fill(how.name);
  await page.getByLabel("Số điện thoại người làm chứng").fill(how.phone);
}

async function tell(page: Page, notices: Notices): Promise<void> {
  await page.getByRole("radio", { name: TOS[notices.to] }).check();
  if (notices.to === "relative") await page.getByLabel("Tên người nhà").fill(notices.name);
  if ("phone" in notices && notices.phone !== undefined)
    await page.getByLabel("Số điện thoại").fill(notices.phone);
  if ("address" in notices && notices.address !== undefined)
    await page.getByLabel("Địa chỉ nhà").fill(notices.address);
}

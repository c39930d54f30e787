// A film of a moment, and the app with that film beside some of its procedures: no record has one yet.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { copyRelease, sealRelease } from "./nextRelease";

export const CLIP = "/clips/sao-y.webm";

/** Some frames of a canvas, as the browser itself records them. */
export async function film(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let frame = 0; frame < 20; frame += 1) {
      brush?.fillRect(frame * 10, 20, 8, 8);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    recorder.stop();
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

/** Writes it to `folder`; `claimed` says for each procedure, by its code, what its film is said to weigh. */
export async function writeReleaseWithClips(
  folder: string,
  bytes: Buffer,
  claimed: Readonly<Record<string, number>>,
): Promise<void> {
  copyRelease(folder);
  mkdirSync(join(folder, "clips"), { recursive: true });
  writeFileSync(join(folder, CLIP), bytes);
  const assets = join(folder, "assets");
  let changed = 0;
  for (const name of readdirSync(assets).filter((each) => each.endsWith(".js"))) {
    let text = readFileSync(join(assets, name), "utf8");
    for (const [code, weight] of Object.entries(claimed)) {
      const start = `{code:\`${code}\`,`;
      if (!text.includes(start)) continue;
      const caption = JSON.stringify({
        vi: "Đưa bản chính, đếm bản, nhận lại",
        en: "Show, count, take back",
      });
      text = text.replace(start, `${start}clip:{path:"${CLIP}",bytes:${weight},caption:${caption}},`);
      changed += 1;
    }
    writeFileSync(join(assets, name), text);
  }
  if (changed !== Object.keys(claimed).length)
    throw new Error("the records are written otherwise than before");
  await sealRelease(folder);
}

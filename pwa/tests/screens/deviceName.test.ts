/** Who did something, as the history says it. */

import { expect, test } from "vitest";
import { deviceName } from "../../src/screens/parts/deviceName";
import { dossier } from "../../src/words/vi/dossier";

test.each([
  [{ device: "Điện thoại của Lan", person: "Nguyễn Thị Lan", mine: true }, "Máy này"],
  [{ device: "Điện thoại của Lan", person: "Nguyễn Thị Lan", mine: false }, "Điện thoại của Lan"],
  [{ device: "Máy tính bảng", person: "Trần Văn Bảy", mine: false }, "Máy tính bảng (Trần Văn Bảy)"],
  [{ device: "", person: "Trần Văn Bảy", mine: false }, "Một máy khác (Trần Văn Bảy)"],
  [{ device: "", person: "", mine: false }, "Một máy khác"],
])("%o is called %s", (written, name) => {
  expect(deviceName(written, dossier)).toBe(name);
});

/** What the hub tells of somebody's devices, checked before it is shown. Bounds as in schemas/wire/administration.py. */

import type { DeviceList, PersonDevice } from "../wire.gen";
import { json } from "./decode";
import { flag, listOf, orNull, record, text, whole } from "./shape";

/** More than a city has of anything. */
export const ITEMS_MAX = 65_536;

export const device = record<PersonDevice>({
  device: text(32),
  label: text(200),
  enrolled: whole,
  seen: orNull(text(10)),
  revoked: orNull(whole),
  is_this: flag,
});

export const decodeDeviceList = json(
  record<DeviceList>({ person: text(200), devices: listOf(device, ITEMS_MAX) }),
);

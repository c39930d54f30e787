/** What anybody asks about their own devices. */

import type { Hex } from "../sync/packing";
import type { DeviceList } from "../wire.gen";
import { decodeDeviceList } from "./deviceReplies";
import { type Answered, askInJson } from "./signedJson";

const OWN = "/api/me/devices";

export function ownDevices(): Promise<Answered<DeviceList>> {
  return askInJson("GET", OWN, "?", decodeDeviceList);
}

export function revokeOwnDevice(device: Hex): Promise<Answered<DeviceList>> {
  return askInJson("POST", `${OWN}/${device}/revoke`, "?", decodeDeviceList);
}

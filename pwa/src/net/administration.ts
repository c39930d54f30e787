/** What an administrator asks of the hub and what a desk asks about a citizen. */

import type { Hex } from "../sync/packing";
import type {
  AsSeen,
  DeviceList,
  FreshCode,
  GiveMandate,
  Grounded,
  NewCitizen,
  NewPerson,
  PeopleList,
  PersonPage,
} from "../wire.gen";
import { decodeFreshCode, decodePeopleList, decodePersonPage } from "./administrationReplies";
import { decodeDeviceList } from "./deviceReplies";
import { askInSession } from "./signedIn";
import type { Answered } from "./signedJson";

const PEOPLE = "/api/administration/people";
const DOSSIERS = "/api/desk/dossiers";

/** `place`: "" for all that the administrator reaches; `after`: of the page before. */
export function peopleList(place: string, after: string | null): Promise<Answered<PeopleList>> {
  const query = new URLSearchParams({ ...(place && { place }), ...(after !== null && { after }) });
  return askInSession("GET", PEOPLE, `?${query}`, decodePeopleList);
}

export function personPage(account: Hex): Promise<Answered<PersonPage>> {
  return askInSession("GET", `${PEOPLE}/${account}`, "?", decodePersonPage);
}

/** `account`: an id that this device chose, so that sending it again adds nobody twice. */
export function addPerson(account: Hex, person: NewPerson): Promise<Answered<PersonPage>> {
  return askInSession("POST", `${PEOPLE}/${account}`, "?", decodePersonPage, person);
}

export function giveMandate(account: Hex, mandate: Hex, given: GiveMandate): Promise<Answered<PersonPage>> {
  return askInSession("POST", `${PEOPLE}/${account}/mandates/${mandate}`, "?", decodePersonPage, given);
}

export function revokeMandate(page: PersonPage, mandate: Hex): Promise<Answered<PersonPage>> {
  return askInSession(
    "POST",
    `${PEOPLE}/${page.account}/mandates/${mandate}/revoke`,
    "?",
    decodePersonPage,
    seen(page),
  );
}

export function revokeDeviceOf(page: PersonPage, device: Hex): Promise<Answered<PersonPage>> {
  return askInSession(
    "POST",
    `${PEOPLE}/${page.account}/devices/${device}/revoke`,
    "?",
    decodePersonPage,
    seen(page),
  );
}

export function codeFor(page: PersonPage): Promise<Answered<FreshCode>> {
  return askInSession("POST", `${PEOPLE}/${page.account}/code`, "?", decodeFreshCode, seen(page));
}

export function addCitizen(account: Hex, citizen: NewCitizen): Promise<Answered<FreshCode>> {
  return askInSession("POST", `/api/desk/citizens/${account}`, "?", decodeFreshCode, citizen);
}

export function ownerCode(document: Hex, grounds: Grounded): Promise<Answered<FreshCode>> {
  return askInSession("POST", `${DOSSIERS}/${document}/code`, "?", decodeFreshCode, grounds);
}

export function ownerDevices(document: Hex): Promise<Answered<DeviceList>> {
  return askInSession("GET", `${DOSSIERS}/${document}/devices`, "?", decodeDeviceList);
}

export function revokeOwnerDevice(
  document: Hex,
  device: Hex,
  grounds: Grounded,
): Promise<Answered<DeviceList>> {
  const path = `${DOSSIERS}/${document}/devices/${device}/revoke`;
  return askInSession("POST", path, "?", decodeDeviceList, grounds);
}

function seen({ state }: PersonPage): AsSeen {
  return { state };
}

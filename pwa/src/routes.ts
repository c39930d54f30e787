/** Every address of the app and the screen that it shows. Only the first screen comes with the first file. */

import type { ComponentType } from "preact";
import { loadScreen } from "./platform/lazy";
import { Home } from "./screens/home/Home";
import type { Route, ScreenProps } from "./ui/router";
import { wordsReady } from "./words/speak";

type Screen = ComponentType<ScreenProps>;

/** A screen is shown once it and its words are here. */
function lazily(load: () => Promise<Screen>): () => Promise<Screen> {
  return async () => {
    const screen = await loadScreen(load);
    await wordsReady();
    return screen;
  };
}

const dossiers = () => import("./screens/dossiers/Dossiers");
const dossier = () => import("./screens/dossier/Dossier");

export const routes: readonly Route[] = [
  { path: "/", load: lazily(() => Promise.resolve(Home)) },
  { path: "/thu-tuc", load: lazily(() => import("./screens/catalogue/Catalogue").then((m) => m.Catalogue)) },
  {
    path: "/thu-tuc/:code",
    load: lazily(() => import("./screens/catalogue/ProcedurePage").then((m) => m.ProcedurePage)),
  },
  { path: "/ho-so", load: lazily(() => dossiers().then((m) => m.Dossiers)) },
  { path: "/ho-so/:document", load: lazily(() => dossier().then((m) => m.Dossier)) },
  {
    path: "/ho-so/:document/dien/:step?",
    load: lazily(() => import("./screens/form/FormScreen").then((m) => m.FormScreen)),
  },
  {
    path: "/ho-so/:document/mot-trang",
    load: lazily(() => import("./screens/form/OnePage").then((m) => m.OnePage)),
  },
  {
    path: "/ho-so/:document/kiem-tra",
    load: lazily(() => import("./screens/check/CheckScreen").then((m) => m.CheckScreen)),
  },
  {
    path: "/ho-so/:document/hai-cau-tra-loi",
    load: lazily(() => import("./screens/answers/Answers").then((m) => m.Answers)),
  },
  {
    path: "/ho-so/:document/mau-moi",
    load: lazily(() => import("./screens/new-form/NewForm").then((m) => m.NewForm)),
  },
  { path: "/tro-giup", load: lazily(() => import("./screens/help/Help").then((m) => m.Help)) },
  { path: "/cai-dat", load: lazily(() => import("./screens/settings/Settings").then((m) => m.Settings)) },
  {
    path: "/cai-dat/thong-tin-cua-toi",
    load: lazily(() => import("./screens/mine/Mine").then((m) => m.Mine)),
  },
  { path: "/giup", load: lazily(() => import("./screens/helper/Helper").then((m) => m.Helper)) },
  {
    path: "/giup/moi/:step?",
    load: lazily(() => import("./screens/helper-new/NewSession").then((m) => m.NewSession)),
  },
  {
    path: "/giup/giay/:document",
    load: lazily(() => import("./screens/helper-paper/ConsentPaper").then((m) => m.ConsentPaper)),
  },
  { path: "/nguoi-giup", load: lazily(() => import("./screens/helped/Helped").then((m) => m.Helped)) },
  { path: "/huy-dong-y", load: lazily(() => import("./screens/cancel/Cancel").then((m) => m.Cancel)) },
  { path: "/the", load: lazily(() => import("./screens/badge/Badge").then((m) => m.Badge)) },
  {
    path: "/doi-nguoi/:what?",
    load: lazily(() => import("./screens/people/PeopleScreen").then((m) => m.PeopleScreen)),
  },
  {
    path: "/tap-luyen/:done?",
    load: lazily(() => import("./screens/practice/Practice").then((m) => m.Practice)),
  },
  { path: "/vao", load: lazily(() => import("./screens/enrol/Enrol").then((m) => m.Enrol)) },
  { path: "/vao/oidc", load: lazily(() => import("./screens/enrol/ComingBack").then((m) => m.ComingBack)) },
  { path: "/quay", load: lazily(() => import("./screens/desk/Desk").then((m) => m.Desk)) },
  {
    path: "/quay/phuong-xa",
    load: lazily(() => import("./screens/desk-unit/DeskUnit").then((m) => m.DeskUnit)),
  },
  {
    path: "/quay/nguoi-dan-moi",
    load: lazily(() => import("./screens/desk-citizen/NewCitizen").then((m) => m.NewCitizen)),
  },
  {
    path: "/quan-tri",
    load: lazily(() => import("./screens/administration/Administration").then((m) => m.Administration)),
  },
  {
    path: "/quan-tri/them",
    load: lazily(() => import("./screens/administration/AddPerson").then((m) => m.AddPerson)),
  },
  {
    path: "/quan-tri/xem-lai",
    load: lazily(() => import("./screens/review/Review").then((m) => m.Review)),
  },
  {
    path: "/quan-tri/nguoi/:account",
    load: lazily(() => import("./screens/administration/Person").then((m) => m.Person)),
  },
  {
    path: "/quay/:document",
    load: lazily(() => import("./screens/desk-dossier/DeskDossier").then((m) => m.DeskDossier)),
  },
];

export const notFound: Route = {
  path: "",
  load: lazily(() => import("./screens/frame/NotFound").then((m) => m.NotFound)),
};

// The frame around every screen: rail on the left (a drawer on a phone), bar on top, the screen in the middle.

import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState } from "react";
import { useHost } from "../host";
import { Button } from "../shared/Button";
import { Hint } from "../shared/Hint";
import { late, withAntDesign } from "../shared/late";
import { go, Link, usePath } from "../shared/route";
import { useText } from "../text";
import { badge, useCounts } from "./counts";
import { LineLost } from "./LineLost";
import { useNativeNotices } from "./native";
import { places } from "./navigation";
import { Screens } from "./screens";
import { TopBar } from "./TopBar";
import { useKeptPlace } from "./useKeptPlace";

const PhoneRail = late(withAntDesign(async () => (await import("./PhoneRail")).PhoneRail));

export function Frame() {
  const t = useText("app");
  const host = useHost();
  const path = usePath();
  const [folded, setFolded] = useState(() => localStorage.getItem("rail") === "folded");
  const [drawer, setDrawer] = useState<boolean | null>(null);

  useNativeNotices();
  useEffect(() => setDrawer((was) => was && false), [path]);
  const names = useNames();
  const here = places.find((place) => isAt(place.to, path));
  useEffect(() => {
    document.title = here ? `${names[here.name]} · ${t("product")}` : t("product");
  }, [here, names, t]);
  const main = useRef<HTMLElement>(null);
  const kept = useKeptPlace(main);
  useEffect(() => host.onOpen(go), [host]);

  const fold = () => {
    localStorage.setItem("rail", folded ? "open" : "folded");
    setFolded(!folded);
  };
  return (
    <div className="frame" data-folded={folded || undefined}>
      <a className="skip" href="#main">{t("skip")}</a>
      <nav className="rail" aria-label={t("rail")}>
        <div className="rail-brand">
          <span className="seal" aria-hidden="true">普</span>
          {!folded && <span>{t("product")}</span>}
        </div>
        <Places folded={folded} path={path} />
        <Button
          className="rail-fold"
          type="text"
          icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          aria-label={folded ? t("unfold") : t("fold")}
          aria-expanded={!folded}
          onClick={fold}
        />
      </nav>
      <TopBar
        menu={<Button className="only-phone" type="text" icon={<MenuOutlined />} aria-label={t("menu")} onClick={() => setDrawer(true)} />}
      />
      <LineLost />
      <main ref={main} id="main" className="screen" tabIndex={-1} onScroll={kept.onScroll}>
        <Screens onShown={kept.onShown} />
      </main>
      {drawer !== null && <PhoneRail open={drawer} onClose={() => setDrawer(false)}><Places folded={false} path={path} /></PhoneRail>}
    </div>
  );
}

function Places({ folded, path }: { folded: boolean; path: string }) {
  const t = useText("app");
  const counts = useCounts();
  const names = useNames();
  return (
    <ul className="rail-list">
      {places.map((place) => {
        const here = isAt(place.to, path);
        const count = counts[place.name] ?? 0;
        const link = (
          <Link to={place.to} className="rail-link" aria-current={here ? "page" : undefined} aria-label={names[place.name]} aria-description={count > 0 ? t("waiting", { n: count }) : undefined} data-count={badge(count)}>
            {place.icon}
            {!folded && <span className="rail-name">{names[place.name]}</span>}
          </Link>
        );
        return (
          <li key={place.name}>
            {folded ? <Hint title={names[place.name]} placement="right">{link}</Hint> : link}
          </li>
        );
      })}
    </ul>
  );
}

const isAt = (place: string, path: string) => (place === "/" ? path === "/" : path === place || path.startsWith(`${place}/`));

/** The places' names; each feature's own title is the source. */
export function useNames(): Record<(typeof places)[number]["name"], string> {
  return {
    home: useText("home")("title"),
    topics: useText("topics")("title"),
    episodes: useText("episodes")("title"),
    review: useText("review")("title"),
    schedule: useText("schedule")("title"),
    metrics: useText("metrics")("title"),
    people: useText("people")("title"),
    laws: useText("laws")("title"),
    settings: useText("settings")("title"),
  };
}

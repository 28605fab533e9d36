// Settings: what the unit is, who may do what, and the rules that everybody works by. One section an address.

import type { ComponentType } from "react";
import type { Right } from "../../generated/types";
import { useMe } from "../../shared/me";
import { PageHead } from "../../shared/Page";
import { Link, useParam } from "../../shared/route";
import { useText } from "../../text";
import { AccountsSection } from "./AccountsSection";
import { AuditSection } from "./AuditSection";
import { BackupSection } from "./BackupSection";
import { CalendarSection } from "./CalendarSection";
import { ChannelsSection } from "./ChannelsSection";
import { ColumnsSection } from "./ColumnsSection";
import { PlatformsSection } from "./PlatformsSection";
import "./settings.css";
import { UnitSection } from "./UnitSection";
import { WorkingSection } from "./WorkingSection";

const sections = [
  { name: "unit", show: UnitSection, right: "read" },
  { name: "accounts", show: AccountsSection, right: "administer" },
  { name: "columns", show: ColumnsSection, right: "read" },
  { name: "channels", show: ChannelsSection, right: "read" },
  { name: "working", show: WorkingSection, right: "read" },
  { name: "calendar", show: CalendarSection, right: "read" },
  { name: "review", show: null, right: "read" },
  { name: "wording", show: null, right: "read" },
  { name: "platforms", show: PlatformsSection, right: "read" },
  { name: "appearance", show: null, right: "read" },
  { name: "backup", show: BackupSection, right: "administer" },
  { name: "audit", show: AuditSection, right: "manage" },
] as const satisfies { name: string; show: ComponentType | null; right: Right }[];

/** Sections that belong to other areas; the app hands them in. */
export type ForeignSections = Record<"review" | "wording" | "appearance", ComponentType>;

export function SettingsPage({ sections: foreign }: { sections: ForeignSections }) {
  const t = useText("settings");
  const { rights } = useMe();
  const section = useParam("section");
  const open = sections.filter((one) => rights.includes(one.right));
  const here = open.find((one) => one.name === section) ?? open[0];
  const Show = here && (here.show ?? foreign[here.name]);
  return (
    <div className="page settings">
      <PageHead title={t("title")} />
      <div className="settings-body">
        <nav aria-label={t("nav.label")}>
          <ul className="settings-nav">
            {open.map(({ name }) => (
              <li key={name}>
                <Link to="/settings/$section" params={{ section: name }} aria-current={here?.name === name ? "page" : undefined}>{t(`nav.${name}`)}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <section className="settings-section" aria-label={here && t(`nav.${here.name}`)}>{Show && <Show key={here.name} />}</section>
      </div>
    </div>
  );
}

// What is known of each platform's rules: the value, when it applies, where it is said, and how sure that is.

import { Select } from "antd";
import { useMemo } from "react";
import type { RuleView } from "../../generated/types";
import { ErrorNote } from "../../shared/ErrorNote";
import { usePlatforms } from "../../shared/platforms";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";

export function PlatformsSection() {
  const t = useText("settings");
  const shared = useText("shared");
  const platformName = usePlatforms();
  const [url, setUrl] = useUrlState({ platform: "" });
  const platforms = useRead("list_platforms", {});
  const shown = platforms.data?.find((one) => one.key === url.platform) ?? platforms.data?.[0];
  const columns = useMemo<Column<RuleView>[]>(() => {
    const names = t("rule", { returnObjects: true }) as Record<string, string>;
    const plain = (value: string) => (value === "true" ? shared("yes") : value === "false" ? shared("no") : value);
    return [
      { key: "name", title: t("platforms.rule"), width: 150, grow: 1, render: (row) => <span title={row.name}>{names[row.name] ?? row.name}</span> },
      {
        key: "value", title: t("platforms.value"), width: 140, grow: 2,
        render: (row) => (row.value === "unknown" ? <StateTag tone="doubt">{t("platforms.unknown")}</StateTag> : <span title={[row.value, row.note].filter(Boolean).join("\n")}>{plain(row.value)}</span>),
      },
      { key: "scope", title: t("platforms.scope"), width: 90, render: (row) => t(`scope.${row.scope}`) },
      { key: "confidence", title: t("platforms.confidence"), width: 100, render: (row) => t(`confidence.${row.confidence}`) },
      {
        key: "source", title: t("platforms.source"), width: 200, grow: 3,
        render: (row) => <span className="quiet" title={[...row.sources, row.note].filter(Boolean).join("\n")}>{row.sources.join("；")}</span>,
      },
    ];
  }, [t, shared]);
  if (platforms.error) return <ErrorNote error={platforms.error} retry={() => void platforms.refetch()} />;
  if (!shown) return null;
  return (
    <>
      <p className="settings-note">{t("platforms.intro", { day: shown.collected_on })}</p>
      <div className="settings-bar">
        <Select className="settings-pick" aria-label={t("channels.platform")} value={shown.key} options={platforms.data?.map((one) => ({ value: one.key, label: platformName(one.key) }))} onChange={(platform) => setUrl({ platform })} />
        <span>{t(`platforms.mode.${shown.mode}`)}</span>
        {shown.note && <span className="quiet">{shown.note}</span>}
      </div>
      <VirtualTable label={platformName(shown.key)} rows={shown.rules} rowKey={(row) => `${row.scope}.${row.name}`} columns={columns} reset={shown.key} />
    </>
  );
}

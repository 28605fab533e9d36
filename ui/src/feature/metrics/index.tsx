// Figures by work, column and channel, compared at the same age; what fell is shown, what nobody told is not a nought.

import { ImportOutlined } from "@ant-design/icons";
import { DatePicker, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { PageHead } from "../../shared/Page";
import { Link } from "../../shared/route";
import { Skeleton } from "../../shared/Skeleton";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { ByChannel } from "./ByChannel";
import { ByColumn } from "./ByColumn";
import { Falls } from "./Falls";
import { Figure } from "./Figure";
import { Health } from "./Health";
import "./metrics.css";
import { Works } from "./Works";

const tabs = ["works", "columns", "channels", "falls", "health"] as const;

export function MetricsPage() {
  const t = useText("metrics");
  const [url, setUrl] = useUrlState({ tab: "works", from: "", to: "", column: "" });
  const columns = useRead("list_columns", {}).data ?? [];
  const { data, error, refetch } = useRead("metrics_overview", { from: url.from || null, to: url.to || null, column: url.column || null });
  const nothing = data && data.works_out === 0 && !url.from && !url.to && !url.column;
  return (
    <div className="page metrics">
      <PageHead title={t("title")} actions={data?.may_record && <Link to="/import" search={{ kind: "figures" }}><Button icon={<ImportOutlined />}>{t("import")}</Button></Link>}>
        <div className="metrics-bar">
          <Segmented
            aria-label={t("show")}
            value={url.tab}
            options={tabs.map((tab) => ({ value: tab as string, label: tab === "falls" && data && data.falls.length > 0 ? `${t("tabs.falls")} ${data.falls.length}` : t(`tabs.${tab}`) }))}
            onChange={(tab) => setUrl({ tab })}
          />
          <DatePicker.RangePicker
            aria-label={t("published_between")}
            allowEmpty={[true, true]}
            placeholder={[t("ever"), t("until_now")]}
            value={[url.from ? dayjs(url.from) : null, url.to ? dayjs(url.to) : null]}
            onChange={(range) => setUrl({ from: range?.[0]?.format("YYYY-MM-DD") ?? "", to: range?.[1]?.format("YYYY-MM-DD") ?? "" })}
          />
          <Select
            aria-label={t("column")}
            className="metrics-choice"
            value={url.column}
            options={[{ value: "", label: t("all_columns") }, ...columns.map((one) => ({ value: one.id as string, label: one.name }))]}
            onChange={(column) => setUrl({ column })}
          />
        </div>
      </PageHead>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {nothing && (
        <EmptyState
          title={t("nothing_out")}
          text={t("nothing_out_text")}
          action={data.may_record && <Link to="/import" search={{ kind: "episodes" }}><Button type="primary">{t("import_episodes")}</Button></Link>}
        />
      )}
      {data && !nothing && (
        <>
          <h2 className="sr-only">{t(`tabs.${tabs.find((tab) => tab === url.tab) ?? "works"}`)}</h2>
          <dl className="metrics-sums">
            <div><dt>{t("works_out")}</dt><dd className="number">{data.works_out.toLocaleString("en-US")}</dd></div>
            <div><dt>{t("views")}</dt><dd><Figure total={data.views} /></dd></div>
            <div><dt>{t("likes")}</dt><dd><Figure total={data.likes} /></dd></div>
            <div><dt>{t("followers")}</dt><dd><Figure total={data.followers} /></dd></div>
          </dl>
          {url.tab === "columns" ? (
            <ByColumn columns={data.columns} />
          ) : url.tab === "channels" ? (
            <ByChannel channels={data.channels} mayRecord={data.may_record} />
          ) : url.tab === "falls" ? (
            <Falls falls={data.falls} />
          ) : url.tab === "health" ? (
            <Health />
          ) : (
            <Works works={data.works} usual={data.usual} all={data.works_out} />
          )}
        </>
      )}
    </div>
  );
}

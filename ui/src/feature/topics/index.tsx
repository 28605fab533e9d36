// Topics: one line in, a board and a table, the chosen topic beside them, the year's publicity days in the margin.

import { CalendarOutlined } from "@ant-design/icons";
import { Checkbox, Input, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import type { TopicFilter, TopicSource, TopicState } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { useMay } from "../../shared/me";
import { PageHead } from "../../shared/Page";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Board } from "./Board";
import { PublicityMargin } from "./PublicityMargin";
import { QuickAdd } from "./QuickAdd";
import { TopicDetail } from "./TopicDetail";
import { TopicTable } from "./TopicTable";
import "./topics.css";
import { useMoves } from "./useMoves";

const plain = { view: "board", topic: "", column: "", source: "", state: "", q: "", mine: "", margin: "" };
const sources: TopicSource[] = ["case", "request", "hot_topic", "publicity_day", "feedback", "other"];
const states: TopicState[] = ["proposed", "shortlisted", "adopted", "shelved", "declined"];

export function TopicsPage() {
  const t = useText("topics");
  const words = useText("terms");
  const [url, setUrl] = useUrlState(plain);
  const mayPropose = useMay("propose");
  const [line, setLine] = useState("");
  const [wanted, setWanted] = useState<string | null>(null);
  const columns = useRead("list_columns", {});
  const filter = useMemo<TopicFilter>(
    () => ({
      column: url.column || null, department: null, source: (url.source || null) as TopicSource | null,
      text: url.q.trim() || null, mine: url.mine !== "",
    }),
    [url.column, url.source, url.q, url.mine],
  );
  const onBoard = url.view === "board";
  const board = useRead("board_topics", { filter }, { enabled: onBoard });
  const { move, dialogs } = useMoves();
  const filtered = url.column + url.source + url.q + url.mine !== "";
  const clear = () => setUrl({ column: "", source: "", q: "", mine: "", state: "" });
  const choose = (topic: string) => setUrl({ topic: url.topic === topic && topic !== "" ? "" : topic });
  // The year's days stand beside the board; the table and an open topic need the width.
  const margin = onBoard && url.topic === "" && url.margin !== "off";

  const empty = filtered || url.state !== "" ? (
    <EmptyState title={t("none_title")} text={t("none_text")} action={<Button onClick={clear}>{t("filter.clear")}</Button>} />
  ) : (
    <EmptyState title={t("empty_title")} text={t("empty_text")} />
  );
  return (
    <div className="page topics">
      <PageHead
        title={t("title")}
        actions={
          <>
            {onBoard && url.margin === "off" && <Button icon={<CalendarOutlined />} onClick={() => setUrl({ margin: "" })}>{t("margin.show")}</Button>}
            <Segmented
              aria-label={t("title")}
              value={url.view}
              options={(["board", "table"] as const).map((view) => ({ value: view, label: t(`views.${view}`) }))}
              onChange={(view) => setUrl({ view })}
            />
          </>
        }
      >
        {mayPropose && (
          <QuickAdd
            text={line}
            onText={(text) => {
              setLine(text);
              if (text === "") setWanted(null);
            }}
            column={filter.column}
            wanted={wanted}
            onAdded={() => setWanted(null)}
          />
        )}
        <div className="filters" role="search">
          <Input allowClear className="filter-text" value={url.q} placeholder={t("filter.search")} aria-label={t("filter.search")} onChange={(event) => setUrl({ q: event.target.value }, { replace: true })} />
          <Select
            className="filter-pick"
            aria-label={t("filter.column")}
            value={url.column}
            showSearch={{ optionFilterProp: "label" }}
            options={[{ value: "", label: t("filter.column") }, ...(columns.data ?? []).map((one) => ({ value: one.id, label: one.name }))]}
            onChange={(column) => setUrl({ column })}
          />
          <Select className="filter-pick" aria-label={t("filter.source")} value={url.source} options={[{ value: "", label: t("filter.source") }, ...sources.map((one) => ({ value: one as string, label: t(`source.${one}`) }))]} onChange={(source) => setUrl({ source })} />
          {!onBoard && (
            <Select className="filter-pick" aria-label={t("table.state")} value={url.state} options={[{ value: "", label: t("table.all_states") }, ...states.map((one) => ({ value: one as string, label: words(`topic.${one}`) }))]} onChange={(state) => setUrl({ state })} />
          )}
          <Checkbox checked={url.mine !== ""} onChange={(event) => setUrl({ mine: event.target.checked ? "1" : "" })}>{t("filter.mine")}</Checkbox>
          {filtered && <Button type="link" size="small" onClick={clear}>{t("filter.clear")}</Button>}
        </div>
      </PageHead>
      <div className="topics-body" data-margin={margin || undefined}>
        <ListDetail
          list={
            onBoard ? (
              board.error ? (
                <ErrorNote error={board.error} retry={() => void board.refetch()} />
              ) : board.data && filtered && board.data.every((state) => state.count === 0) ? (
                empty
              ) : board.data ? (
                <Board board={board.data} chosen={url.topic} onChoose={choose} onMove={move} onMore={(state) => setUrl({ view: "table", state })} />
              ) : null
            ) : (
              <TopicTable filter={filter} state={(url.state || null) as TopicState | null} chosen={url.topic} onChoose={(topic) => setUrl({ topic })} empty={empty} />
            )
          }
          detail={url.topic === "" ? null : <TopicDetail id={url.topic} move={move} />}
          detailKey={url.topic}
          onClose={() => setUrl({ topic: "" })}
        />
        {margin && (
          <PublicityMargin
            onHide={() => setUrl({ margin: "off" })}
            onPropose={(text, day) => {
              setLine(text);
              setWanted(day);
            }}
          />
        )}
      </div>
      {dialogs}
    </div>
  );
}

// Figures that were reported: frozen with their facts, and compared with what the same question answers now.

import { CameraOutlined } from "@ant-design/icons";
import { Input, Modal } from "antd";
import { useState } from "react";
import type { AskParticipation, ReportRow } from "../../generated/types";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { StateTag } from "../../shared/StateTag";
import { useRead, useWrite } from "../../shared/studio";
import { DayText, dayOf } from "../../shared/time";
import { useText } from "../../text";
import { tenths } from "./Headline";
import { ReportDetail } from "./ReportDetail";

interface ReportsProps {
  question: AskParticipation;
  on: string;
  /** Whether the asking person may freeze a figure and see names. */
  named: boolean;
}

export function Reports({ question, on, named }: ReportsProps) {
  const t = useText("people");
  const { data, error, refetch } = useRead("list_reports", { unit: null });
  const [freezing, setFreezing] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  const reports = data ?? [];
  // A report answers for the unit or a department; a column's or a role's share would be frozen as something else.
  const narrowed = question.column !== null || question.role !== null;
  return (
    <section aria-label={t("reports.title")}>
      <div className="part-reports-head">
        <h3>{t("reports.title")}</h3>
        {named && <Button size="small" icon={<CameraOutlined />} disabled={narrowed} title={narrowed ? t("reports.narrowed") : undefined} onClick={() => setFreezing(true)}>{t("reports.freeze")}</Button>}
      </div>
      {reports.length === 0 && <p className="quiet">{t("reports.none")}</p>}
      <ul className="part-list">
        {reports.map((report) => (
          <li key={report.id}>
            <button type="button" className="part-number" onClick={() => setOpen(report.id)}>{report.title}</button>
            <span>{tenths(report.rate.tenths) || t("undefined")} <span className="quiet">{report.rate.n}/{report.rate.total} · {t("as_of", { on: report.on })}</span></span>
            <Standing report={report} />
            <span className="quiet">{report.by.name} <DayText value={dayOf(report.at)} /></span>
          </li>
        ))}
      </ul>
      <FreezeDialog open={freezing} question={question} on={on} onClose={() => setFreezing(false)} />
      <ReportDetail id={open} onClose={() => setOpen(null)} />
    </section>
  );
}

/** Whether the report is whole, and whether the facts have moved since. */
function Standing({ report }: { report: ReportRow }) {
  const t = useText("people");
  if (!report.holds) return <StateTag tone="stop">{t("reports.touched")}</StateTag>;
  const same = report.now.n === report.rate.n && report.now.total === report.rate.total;
  if (same) return <StateTag tone="done">{t("reports.same")}</StateTag>;
  return <StateTag tone="doubt">{t("reports.moved", { n: report.now.n, total: report.now.total })}</StateTag>;
}

function FreezeDialog({ open, question, on, onClose }: { open: boolean; question: AskParticipation; on: string; onClose: () => void }) {
  const t = useText("people");
  const [title, setTitle] = useState("");
  const freeze = useWrite("freeze_participation", {
    onDone: () => {
      sayDone(t("reports.frozen"));
      setTitle("");
      onClose();
    },
  });
  const submit = () => freeze.mutate({ title, on, from: question.from, policy: question.policy, department: question.department });
  return (
    <Modal
      open={open}
      title={t("reports.freeze_title", { on })}
      okText={t("reports.freeze")}
      okButtonProps={{ disabled: title.trim() === "", loading: freeze.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      <p className="quiet">{t("reports.freeze_text")}</p>
      <Input aria-label={t("reports.name")} placeholder={t("reports.name_hint")} maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} onPressEnter={() => title.trim() !== "" && submit()} />
    </Modal>
  );
}

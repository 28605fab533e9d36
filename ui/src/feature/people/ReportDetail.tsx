// One report beside what its question answers now, by name.

import { Drawer } from "antd";
import { ErrorNote } from "../../shared/ErrorNote";
import { Skeleton } from "../../shared/Skeleton";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { tenths } from "./Headline";

const parts = ["active_since", "no_longer_active", "counted_since", "no_longer_counted"] as const;

export function ReportDetail({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useText("people");
  const { data, error } = useRead("report_difference", { id: id ?? "" }, { enabled: id !== null, keep: false });
  const told = data ? parts.filter((part) => data[part].count > 0) : [];
  return (
    <Drawer open={id !== null} title={data?.report.title ?? t("reports.title")} onClose={onClose} size={420} destroyOnHidden>
      {error && <ErrorNote error={error} />}
      {!data && !error && <Skeleton />}
      {data && (
        <>
          <dl className="part-facts">
            <dt>{t("reports.then")}</dt>
            <dd>{tenths(data.report.rate.tenths) || t("undefined")} <span className="quiet">{data.report.rate.n}/{data.report.rate.total}</span></dd>
            <dt>{t("reports.now")}</dt>
            <dd>{tenths(data.report.now.tenths) || t("undefined")} <span className="quiet">{data.report.now.n}/{data.report.now.total}</span></dd>
            <dt>{t("filter.on")}</dt>
            <dd>{data.report.on}</dd>
            <dt>{t("filter.policy")}</dt>
            <dd>{t(`policy.${data.report.policy.roles}`)}</dd>
          </dl>
          {told.length === 0 && <p className="quiet">{t("reports.no_difference")}</p>}
          {told.map((part) => (
            <section key={part}>
              <h4>{t(`reports.${part}`)} {t("people_n", { n: data[part].count })}</h4>
              <p>{data[part].people.map((person) => person.name).join("、")}</p>
            </section>
          ))}
        </>
      )}
    </Drawer>
  );
}

// The figures of a platform's findings as people read them: the rules count bytes, seconds and "1080x1440".

import { useText } from "../../text";

const round = (n: number, digits: number) => String(Number(n.toFixed(digits)));

/** What a rule allows or what was found, with its unit. */
export function useAmounts(): (rule: string, raw: string) => string {
  const t = useText("schedule");
  return (rule, raw) => {
    if (raw === "unknown") return t("amount.unknown");
    const n = Number(raw);
    if (Number.isNaN(n)) return raw.replace(/(\d)x(\d)/g, "$1×$2");
    if (rule.endsWith("_kb")) return `${round(n / 1000, n < 100_000 ? 1 : 0)} KB`;
    if (rule.endsWith("_mb")) return `${round(n / 1_000_000, n < 100_000_000 ? 1 : 0)} MB`;
    if (rule.endsWith("_mbps")) return `${raw} Mbps`;
    if (rule.endsWith("_px")) return `${raw} px`;
    return rule.endsWith("_seconds") ? t("amount.seconds", { n }) : raw;
  };
}

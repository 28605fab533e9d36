// The article that is cited at the caret, beside the script; the caret stays where it was and writing goes on.

import { CloseOutlined } from "@ant-design/icons";
import { ArticleReader, type ArticleAt } from "../../shared/proof/Article";
import { useText } from "../../text";
import { Button } from "../../shared/Button";

export function ArticlePanel({ at, on, onClose }: { at: ArticleAt; on: string | null; onClose: () => void }) {
  const t = useText("proof");
  return (
    <aside className="article-panel no-print" aria-label={t("article")}>
      <header>
        <strong>{t("article")}</strong>
        <Button type="text" icon={<CloseOutlined />} aria-label={t("close")} title="Esc" onClick={onClose} />
      </header>
      <ArticleReader at={at} on={on} />
    </aside>
  );
}

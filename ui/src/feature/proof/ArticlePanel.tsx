// The article that is cited at the caret, beside the script; writing goes on meanwhile.

import { Drawer } from "antd";
import { ArticleReader, type ArticleAt } from "../../shared/proof/Article";
import { useText } from "../../text";

export function ArticlePanel({ at, on, onClose }: { at: ArticleAt; on: string | null; onClose: () => void }) {
  const t = useText("proof");
  return (
    <Drawer open mask={false} size={420} title={t("article")} onClose={onClose} keyboard>
      <ArticleReader at={at} on={on} />
    </Drawer>
  );
}

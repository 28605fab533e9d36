// What went wrong, in one sentence with the way out, where it went wrong.

import { CloseCircleOutlined } from "@ant-design/icons";
import { useText } from "../text";
import { Button } from "./Button";
import { useSentence } from "./sentence";

interface ErrorNoteProps {
  error: unknown;
  title?: string;
  /** Instead of the error's own sentence. */
  text?: string | undefined;
  retry?: () => void;
  /** Fills an otherwise empty page. */
  page?: boolean;
}

export function ErrorNote({ error, title, text, retry, page = false }: ErrorNoteProps) {
  const t = useText("shared");
  const sentence = useSentence();
  return (
    <div className="error-note" role="alert" data-page={page || undefined}>
      <CloseCircleOutlined aria-hidden="true" className="error-note-mark" />
      <div>
        {title && <strong>{title}</strong>}
        <p>{text ?? sentence(error)}</p>
        {retry && <Button size="small" onClick={retry}>{t("retry")}</Button>}
      </div>
    </div>
  );
}

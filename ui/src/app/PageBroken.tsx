import { useRouter } from "@tanstack/react-router";
import { ErrorNote } from "../shared/ErrorNote";
import { useText } from "../text";

/** A screen that failed to load or to draw; the frame around it stays. */
export function PageBroken({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useText("shared");
  const router = useRouter();
  return (
    <ErrorNote
      title={t("broken_title")}
      error={error}
      retry={() => {
        reset();
        void router.invalidate();
      }}
      page
    />
  );
}

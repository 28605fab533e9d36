// The script editor. Comments, findings and the handing-in belong to other features; here they meet.

import type { ReactNode } from "react";
import { CaseSection } from "../feature/proof/CaseSection";
import { CheckFoot, FindingMargin } from "../feature/proof/margin";
import { CheckAround, CheckMarked } from "../feature/proof/script";
import { CommentsAround, ShotComments, SubmitScript } from "../feature/review/script";
import { ScriptPage } from "../feature/scripts";
import { useParam } from "../shared/route";
import type { ScriptAccess, ScriptSlots } from "../shared/scriptSlots";

const slots: ScriptSlots = { Around, Margin, Marked: CheckMarked, Header: CaseSection, Foot: CheckFoot, Submit: SubmitScript };

export function ScriptRoute() {
  const id = useParam("id");
  return <ScriptPage key={id} episodeId={id} slots={slots} />;
}

function Around({ episodeId, access, children }: { episodeId: string; access: ScriptAccess; children: ReactNode }) {
  return (
    <CommentsAround episodeId={episodeId}>
      <CheckAround episodeId={episodeId} access={access}>{children}</CheckAround>
    </CommentsAround>
  );
}

function Margin({ episodeId, shot }: { episodeId: string; shot: string | null }) {
  return (
    <>
      <FindingMargin episodeId={episodeId} shot={shot} />
      <ShotComments episodeId={episodeId} shot={shot} />
    </>
  );
}

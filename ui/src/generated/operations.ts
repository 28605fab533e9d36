// A stand-in of the shape that `cargo xtask types` writes; replaced as a whole by it.

export type Subject =
  | "me" | "units" | "people" | "columns" | "topics" | "episodes" | "scripts" | "reviews" | "production"
  | "publications" | "metrics" | "credits" | "participation" | "settings" | "audit" | "home";

export type UnitLevel = "province" | "prefecture" | "county";

export interface WorkspaceState { state: "empty" | "ready"; unit_name: string | null }
export interface CreateWorkspace { unit_name: string; level: UnitLevel; person_name: string; login: string; password: string }
export interface SignIn { login: string; password: string }
export interface Nothing { [key: string]: never }
export interface MeView {
  person: { id: string; name: string };
  unit: { id: string; name: string };
  login: string;
  roles: string[];
  steps: string[];
  counts: { [key: string]: number };
}
export interface Search { text: string; limit: number }
export interface SearchHit { kind: string; id: string; title: string; detail: string; episode_id: string | null }
export interface SearchHits { hits: SearchHit[] }

export interface Operations {
  workspace_state: { input: Nothing; output: WorkspaceState };
  create_workspace: { input: CreateWorkspace; output: MeView };
  sign_in: { input: SignIn; output: MeView };
  sign_out: { input: Nothing; output: Nothing };
  me: { input: Nothing; output: MeView };
  search: { input: Search; output: SearchHits };
}

export const operations: { [K in keyof Operations]: { kind: "read" | "write"; subjects: Subject[] } } = {
  workspace_state: { kind: "read", subjects: ["units"] },
  create_workspace: { kind: "write", subjects: ["units", "me"] },
  sign_in: { kind: "write", subjects: ["me"] },
  sign_out: { kind: "write", subjects: ["me"] },
  me: { kind: "read", subjects: ["me"] },
  search: { kind: "read", subjects: ["topics", "episodes", "people"] },
};

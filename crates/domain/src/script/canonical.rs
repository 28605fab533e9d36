//! What a script's content hashes to. Stored hashes are compared with fresh ones, so the form may only grow.
//! Knows no revision.

use super::{CaseStage, Script, ScriptHeader, Shot};
use serde::Serialize;
use sha2::{Digest, Sha256};

impl Script {
    /// The form that is hashed: JSON with the fields in the order in which they are declared, no spaces. A field that
    /// came later stands in it only when it says something, so that a hash stays what it was.
    pub fn canonical(&self) -> String {
        #[derive(Serialize)]
        struct Header<'a> {
            hook: &'a str,
            legal_point: &'a str,
            law_cited: &'a str,
            takeaway: &'a str,
            case_stage: CaseStage,
            #[serde(skip_serializing_if = "str::is_empty")]
            context_law: &'a str,
        }
        #[derive(Serialize)]
        struct Canonical<'a> {
            header: Header<'a>,
            shots: &'a [Shot],
        }
        let ScriptHeader { hook, legal_point, law_cited, takeaway, case_stage, context_law } = &self.header;
        let header = Header { hook, legal_point, law_cited, takeaway, case_stage: *case_stage, context_law };
        serde_json::to_string(&Canonical { header, shots: &self.shots }).unwrap_or_default()
    }

    /// SHA-256 of the canonical form, in 64 lower-case hexadecimal digits.
    pub fn content_hash(&self) -> String {
        let digest = Sha256::digest(self.canonical().as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

//! The fact tables as they come: files compiled in, or given by the unit when newer ones arrive.
//! Refuses to reconcile them; `table` does.

use std::fmt;

/// The texts of the tables in `assets/law`.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'t> {
    /// `laws_facts.csv`.
    pub laws: &'t str,
    /// `law_versions.csv`.
    pub versions: &'t str,
    /// `article_structure.csv`.
    pub structure: &'t str,
    /// `admin_regs_facts.csv`.
    pub regulations: &'t str,
    /// `ji_docnos.csv`.
    pub document_numbers: &'t str,
    /// `aliases.json`.
    pub aliases: &'t str,
    /// `aliases_ambiguous.json`.
    pub ambiguous: &'t str,
    /// `corrections.csv`.
    pub corrections: &'t str,
    /// Day of the newest fact on laws, `YYYY-MM-DD`.
    pub laws_as_of: &'t str,
    /// Day of the newest fact on interpretations and regulations.
    pub others_as_of: &'t str,
}

impl Facts<'static> {
    /// The tables that ship with the product.
    pub const BUNDLED: Facts<'static> = Facts {
        laws: include_str!("../../../../assets/law/laws_facts.csv"),
        versions: include_str!("../../../../assets/law/law_versions.csv"),
        structure: include_str!("../../../../assets/law/article_structure.csv"),
        regulations: include_str!("../../../../assets/law/admin_regs_facts.csv"),
        document_numbers: include_str!("../../../../assets/law/ji_docnos.csv"),
        aliases: include_str!("../../../../assets/law/aliases.json"),
        ambiguous: include_str!("../../../../assets/law/aliases_ambiguous.json"),
        corrections: include_str!("../../../../assets/law/corrections.csv"),
        laws_as_of: "2026-07-17",
        others_as_of: "2025-04-19",
    };
}

/// Why tables could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactsError {
    /// A column is missing.
    Column {
        /// The table's file.
        table: &'static str,
        /// The column's name.
        column: &'static str,
    },
    /// Not the JSON object expected.
    Json(&'static str),
    /// A day is not written YYYY-MM-DD.
    Day(String),
    /// Too many rows: more than any real table has.
    TooLarge(&'static str),
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactsError::Column { table, column } => write!(f, "table {table} has no column {column}"),
            FactsError::Json(table) => write!(f, "table {table} is not the JSON expected"),
            FactsError::Day(text) => write!(f, "{text:?} is not a day (YYYY-MM-DD)"),
            FactsError::TooLarge(table) => write!(f, "table {table} has too many rows"),
        }
    }
}

impl std::error::Error for FactsError {}

//! Spreadsheets as they come from real offices and from attackers, read through the public door.
#![allow(clippy::unwrap_used)] // helpers of tests

mod old_excel;

use std::io::{Cursor, Write};

use pufa_files::headings::{EPISODES, EpisodeField, ROSTER, RosterField};
use pufa_files::sheet::{Cell, read_sheets};
use pufa_files::understand::{moment, people, platforms, seconds};
use pufa_files::{FileRefusal, table};
use zip::write::SimpleFileOptions;

fn sample(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/unit-31/").to_string() + name;
    std::fs::read(&path)
        .unwrap_or_else(|_| panic!("the sample {name} is missing: put shared/samples beside the repository"))
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORKBOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

const ROOT: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A workbook with one sheet whose rows, and what follows them, are given as XML.
fn book(rows: &str, after: &str, strings: &str) -> Vec<u8> {
    let head = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
    let sheet = format!("{head}{rows}</sheetData>{after}</worksheet>");
    zipped(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

const NO_STRINGS: &str = "<sst></sst>";

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn the_roster_of_the_sample_unit_is_read_whole() {
    let sheets = read_sheets(&sample("roster.xlsx")).unwrap();
    let roster = table::find(&sheets, ROSTER, &[RosterField::Name]).unwrap();
    assert_eq!(roster.rows.len(), 36);
    let left = roster.rows.iter().filter(|row| moment(row.cell(RosterField::Left)).value().is_some()).count();
    assert_eq!(left, 4);
    assert!(roster.unknown.is_empty() && roster.skipped.is_empty());
}

#[test]
fn the_episodes_of_the_sample_unit_are_read_whole() {
    let sheets = read_sheets(&sample("episodes.xlsx")).unwrap();
    let list = table::find(&sheets, EPISODES, &[EpisodeField::Title, EpisodeField::Published]).unwrap();
    assert_eq!(list.rows.len(), 232);
    for row in &list.rows {
        assert!(moment(row.cell(EpisodeField::Published)).value().is_some(), "row {}", row.number);
        assert!(platforms(row.cell(EpisodeField::Platforms)).unknown.is_empty(), "row {}", row.number);
        let unit = list.unit(row, EpisodeField::Duration);
        assert!(seconds(row.cell(EpisodeField::Duration), unit).value().is_some(), "row {}", row.number);
        assert!(people(row.cell(EpisodeField::Writer)).iter().all(|name| name.doubtful().is_none()));
    }
}

#[test]
fn exports_of_the_platforms_open_by_content_and_not_by_name() {
    let list = |name: &str| read_sheets(&sample(&format!("exports/{name}"))).unwrap()[0].rows.len();
    assert!(list("user_analysis.xls") > 10, "an HTML page under the name .xls");
    assert!(list("B站_稿件对比.csv") > 10);
    assert!(list("抖音_作品列表.xlsx") > 10);
}

#[test]
fn csv_in_the_encodings_of_offices() {
    let text = "姓名,部门\r\n甲某,\"办公室, 二楼\"\r\n\r\n乙某,\"政治\"\"部\"\"\"\r\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        gb,
        utf16,
        bom,
        text.replace(',', "\t").replace("室\t", "室,").into_bytes(),
    ] {
        let rows = read_sheets(&bytes).unwrap().remove(0).rows;
        assert_eq!(rows.len(), 4, "the blank line keeps its number");
        assert_eq!(rows[0], [Cell::Text("姓名".into()), Cell::Text("部门".into())]);
        assert_eq!(rows[1][1], Cell::Text("办公室, 二楼".into()));
        assert_eq!(rows[3][1], Cell::Text("政治\"部\"".into()));
    }
}

#[test]
fn an_old_xls_is_read_and_its_merged_cells_are_filled() {
    let mut sheet = old_excel::Sheet::default();
    sheet.label(0, 0, "演示院花名册").merge((0, 0), (0, 1));
    sheet.label(1, 0, "姓名").label(1, 1, "部门");
    sheet.label(2, 0, "甲某").label(2, 1, "办公室").merge((2, 1), (3, 1));
    sheet.label(3, 0, "乙某").number(3, 2, 12.0);
    let rows = read_sheets(&sheet.file()).unwrap().remove(0).rows;
    assert_eq!(rows[0][1], Cell::Text("演示院花名册".into()));
    assert_eq!(rows[3], [Cell::Text("乙某".into()), Cell::Text("办公室".into()), Cell::Number(12.0)]);
}

#[test]
fn merged_cells_of_a_workbook_are_filled_inside_the_used_area_only() {
    let rows = [
        format!("<row r=\"1\">{}{}</row>", text_cell("A1", "甲某"), text_cell("B1", "办公室")),
        format!("<row r=\"2\">{}</row>", text_cell("A2", "乙某")),
    ];
    let merged = r#"<mergeCells count="1"><mergeCell ref="B1:XFD1048576"/></mergeCells>"#;
    let rows = read_sheets(&book(&rows.concat(), merged, NO_STRINGS)).unwrap().remove(0).rows;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1], [Cell::Text("乙某".into()), Cell::Text("办公室".into())]);
}

#[test]
fn hostile_and_wrong_files_are_refused_with_their_own_code() {
    let far = book(&format!("<row r=\"1048576\">{}</row>", text_cell("A1048576", "x")), "", NO_STRINGS);
    let wide = book(&format!("<row r=\"1\">{}</row>", text_cell("XFD1", "x")), "", NO_STRINGS);
    let long = book(&format!("<row r=\"1\">{}</row>", text_cell("A1", &"长".repeat(40_000))), "", NO_STRINGS);
    let counted = book("", "", r#"<sst uniqueCount="99999999999999"></sst>"#);
    let shared = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let pointing: String =
        (1..4_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    let everywhere = book(&pointing, "", &shared);
    let spanned = format!(
        "<table><tr><td colspan=200 rowspan=200>{}</td></tr>{}</table>",
        "长".repeat(30_000),
        "<tr></tr>".repeat(200)
    );
    let row_zero = book(r#"<row r="0"><c r="A0"><v>1</v></c></row>"#, "", NO_STRINGS);
    let bomb = zipped(&[("xl/worksheets/sheet1.xml", &vec![b' '; 210 * 1024 * 1024])]);
    let many: Vec<String> = (0..2_500).map(|index| format!("xl/{index}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let cut = sample("roster.xlsx")[..3_000].to_vec();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "empty"),
        ("blanks", b" \n \n".to_vec(), "empty"),
        ("a sheet without cells", book("", "", NO_STRINGS), "empty"),
        ("21 MB", vec![b'x'; 21 * 1024 * 1024], "too_large"),
        ("a cell in the last row of Excel", far, "too_many_rows"),
        ("a cell in the last column of Excel", wide, "too_many_columns"),
        ("a title of 40,000 characters", long, "cell_too_long"),
        ("a count of strings that would take terabytes", counted, "bomb"),
        ("210 MB of blanks", bomb, "bomb"),
        ("one long text in every cell", everywhere, "bomb"),
        ("one long text over every cell", spanned.into_bytes(), "bomb"),
        ("2,500 parts", zipped(&many), "bomb"),
        ("a row number that does not exist", row_zero, "damaged"),
        ("half a workbook", cut, "damaged"),
        ("a script", sample("script.docx"), "not_this_kind"),
        ("a PDF", b"%PDF-1.7 ...".to_vec(), "not_this_kind"),
        ("a program", b"\x7FELF\x02\x01".to_vec(), "not_this_kind"),
        ("noise", vec![0, 159, 146, 150, 7, 8], "damaged"),
        ("80,000 lines", "a,b\n".repeat(80_000).into_bytes(), "too_many_rows"),
        ("300 columns", ",".repeat(300).into_bytes(), "too_many_columns"),
    ];
    for (what, bytes, code) in cases {
        let refusal = read_sheets(&bytes).expect_err(what);
        assert_eq!(refusal.code(), code, "{what}: {refusal}");
    }
}

#[test]
fn hostile_old_workbooks_are_refused_before_they_are_read() {
    let mut area = old_excel::Sheet::default();
    area.label(0, 0, "甲某").dimensions(u32::MAX, 255);
    let mut far = old_excel::Sheet::default();
    far.label(0, 0, "甲某").label(65_535, 0, "乙某");
    let mut protected = old_excel::Sheet::default();
    protected.label(0, 0, "甲某").protect();
    let mut circle = old_excel::Sheet::default();
    circle.label(0, 0, "甲某");
    let cases = [
        ("a declared area of gigabytes", area.file(), "too_many_cells"),
        ("a cell in the last row", far.file(), "too_many_rows"),
        ("a password", protected.file(), "encrypted"),
        ("a directory in a circle", circle.file_with_circle(), "damaged"),
        ("half a file", circle.file()[..1_000].to_vec(), "damaged"),
    ];
    for (what, bytes, code) in cases {
        let refusal = read_sheets(&bytes).expect_err(what);
        assert_eq!(refusal.code(), code, "{what}: {refusal}");
    }
}

#[test]
fn a_refusal_crosses_the_wire_as_code_and_params() {
    let refusal = FileRefusal::TooLarge { bytes: 3, limit: 2 };
    let wire = serde_json::to_string(&refusal).unwrap();
    assert_eq!(wire, r#"{"code":"too_large","params":{"bytes":3,"limit":2}}"#);
    assert_eq!(serde_json::to_string(&FileRefusal::Encrypted).unwrap(), r#"{"code":"encrypted"}"#);
}

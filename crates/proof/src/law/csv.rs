//! Reads the rows of the fact tables: comma-separated, quoted where a field holds a comma.
//! Refuses to interpret a field.

use std::borrow::Cow;

/// Fields of one line, borrowed where nothing was quoted.
pub(super) type Row<'t> = Vec<Cow<'t, str>>;

/// One table: the header and rows of borrowed or unquoted fields.
pub(super) struct Rows<'t> {
    header: Row<'t>,
    lines: std::str::Lines<'t>,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str) -> Rows<'t> {
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let header = lines.next().map(fields).unwrap_or_default();
        Rows { header, lines }
    }

    /// Index of a column, or the name of the one that is missing.
    pub(super) fn column(&self, name: &'static str) -> Result<usize, &'static str> {
        self.header.iter().position(|h| h == name).ok_or(name)
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        self.lines.by_ref().find(|line| !line.trim().is_empty()).map(fields)
    }
}

fn fields(line: &str) -> Row<'_> {
    if !line.contains('"') {
        return line.split(',').map(Cow::Borrowed).collect();
    }
    let mut out = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(Cow::Owned(std::mem::take(&mut field))),
            _ => field.push(c),
        }
    }
    out.push(Cow::Owned(field));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_quoted_fields() {
        assert_eq!(fields(r#"a,"b,c","d""e","#), ["a", "b,c", "d\"e", ""]);
        let mut rows = Rows::new("x,y\n1,2\n\n3,4\n");
        assert_eq!((rows.column("y"), rows.column("z")), (Ok(1), Err("z")));
        assert_eq!(rows.next(), Some(vec!["1".into(), "2".into()]));
        assert_eq!(rows.next(), Some(vec!["3".into(), "4".into()]));
    }
}

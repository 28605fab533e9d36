//! A statement that grows with what is asked for, so that the database can choose its index by it. A condition that is
//! always there and sometimes means nothing hides the index: then every row is looked at and sorted.
//! Knows no table.

use crate::Value;
use std::borrow::Cow;

/// The conditions of a statement and what is bound in them.
pub(crate) struct Conditions<'a> {
    /// `WHERE …`
    pub text: String,
    pub values: Vec<Value<'a>>,
}

impl<'a> Conditions<'a> {
    /// Begins with `condition = value`.
    pub fn begin(condition: &str, value: String) -> Self {
        Self { text: format!("WHERE {condition} ?1"), values: vec![Value::Text(Cow::Owned(value))] }
    }

    /// Another value; answers its number in the statement.
    pub fn bind(&mut self, value: Value<'a>) -> usize {
        self.values.push(value);
        self.values.len()
    }

    /// And `condition value` too: `and("e.owner_id =", …)`.
    pub fn and(&mut self, condition: &str, value: Value<'a>) {
        let at = self.bind(value);
        self.text.push_str(&format!(" AND {condition} ?{at}"));
    }

    /// And `column` is this text, where one is asked for.
    pub fn and_is(&mut self, column: &str, text: Option<String>) {
        if let Some(text) = text {
            self.and(&format!("{column} ="), Value::Text(Cow::Owned(text)));
        }
    }

    /// And `column` holds `part`, whatever its case and whatever `%` and `_` mean to the database.
    pub fn and_holds(&mut self, column: &str, part: &str) {
        let mut literal = part.to_lowercase();
        for special in ['\\', '%', '_'] {
            literal = literal.replace(special, &format!("\\{special}"));
        }
        self.and(&format!("LOWER({column}) LIKE"), Value::Text(Cow::Owned(format!("%{literal}%"))));
        self.text.push_str(" ESCAPE '\\'");
    }
}

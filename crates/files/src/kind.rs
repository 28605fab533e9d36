//! What a file is, told by its first bytes and never by its name. Knows nothing of what is done with it.

/// Kinds that are told apart; `Text` is everything that is not a known binary kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A zip package: xlsx, docx, or something else inside.
    Zip,
    /// A compound file: xls, doc, or an encrypted xlsx/docx.
    Compound,
    Pdf,
    Picture,
    Video,
    /// A program, an archive of another sort, or any other binary content.
    Binary,
    Text,
}

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Zip => "zip",
            Kind::Compound => "compound",
            Kind::Pdf => "pdf",
            Kind::Picture => "picture",
            Kind::Video => "video",
            Kind::Binary => "binary",
            Kind::Text => "text",
        }
    }
}

const SIGNATURES: [(&[u8], Kind); 12] = [
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Compound),
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG", Kind::Picture),
    (b"\xFF\xD8\xFF", Kind::Picture),
    (b"GIF8", Kind::Picture),
    (b"\x1A\x45\xDF\xA3", Kind::Video),
    (b"\x7FELF", Kind::Binary),
    (b"\x1F\x8B", Kind::Binary),
    (b"Rar!", Kind::Binary),
    (b"7z\xBC\xAF\x27\x1C", Kind::Binary),
];

pub(crate) fn kind_of(bytes: &[u8]) -> Kind {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return *kind;
    }
    if bytes.get(4..8) == Some(b"ftyp") { Kind::Video } else { Kind::Text }
}

//! Builds the smallest .xls that Excel 97 would open, for tests: one sheet, text, numbers, merged areas.

#[derive(Default)]
pub struct Sheet {
    records: Vec<u8>,
    merged: Vec<[u16; 4]>,
    protected: bool,
}

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const FAT: u32 = 0xFFFF_FFFD;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

impl Sheet {
    pub fn label(&mut self, row: u16, column: u16, text: &str) -> &mut Sheet {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut data: Vec<u8> =
            [row, column, 0, units.len() as u16].into_iter().flat_map(u16::to_le_bytes).collect();
        data.push(1);
        data.extend(units.into_iter().flat_map(u16::to_le_bytes));
        self.records.extend(record(0x0204, &data));
        self
    }

    pub fn number(&mut self, row: u16, column: u16, value: f64) -> &mut Sheet {
        let mut data: Vec<u8> = [row, column, 0].into_iter().flat_map(u16::to_le_bytes).collect();
        data.extend(value.to_le_bytes());
        self.records.extend(record(0x0203, &data));
        self
    }

    pub fn merge(&mut self, from: (u16, u16), to: (u16, u16)) -> &mut Sheet {
        self.merged.push([from.0, to.0, from.1, to.1]);
        self
    }

    pub fn dimensions(&mut self, rows: u32, columns: u16) -> &mut Sheet {
        let mut data = [0_u32, rows].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
        data.extend([0, columns, 0].into_iter().flat_map(u16::to_le_bytes));
        self.records.extend(record(0x0200, &data));
        self
    }

    pub fn protect(&mut self) -> &mut Sheet {
        self.protected = true;
        self
    }

    fn stream(&self) -> Vec<u8> {
        let start = |kind: u16| {
            let words = [0x0600, kind, 0, 0, 0, 0, 0, 0];
            record(0x0809, &words.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
        };
        let mut globals = start(0x0005);
        if self.protected {
            globals.extend(record(0x002F, &[1, 0, 0, 0, 0, 0]));
        }
        let sheet_at = (globals.len() + 4 + 4 + 2 + 2 + 2 + 4) as u32;
        let mut bound = sheet_at.to_le_bytes().to_vec();
        bound.extend([0, 0, 2, 0]);
        bound.extend(b"S1");
        globals.extend(record(0x0085, &bound));
        globals.extend(record(0x000A, &[]));
        assert_eq!(globals.len() as u32, sheet_at);
        let mut merged = (self.merged.len() as u16).to_le_bytes().to_vec();
        merged.extend(self.merged.iter().flatten().flat_map(|word| word.to_le_bytes()));
        let end = record(0x000A, &[]);
        let mut stream =
            [globals, start(0x0010), self.records.clone(), record(0x00E5, &merged), end].concat();
        // Shorter streams would have to live in the mini stream.
        stream.resize(stream.len().max(4_096).next_multiple_of(SECTOR), 0);
        stream
    }

    /// Sector 0 the sector table, sector 1 the directory, from sector 2 the workbook.
    fn build(&self, directory_next: u32) -> Vec<u8> {
        let stream = self.stream();
        let count = stream.len() / SECTOR;
        let mut fat = vec![FAT, directory_next];
        fat.extend((0..count).map(|index| if index + 1 == count { END } else { index as u32 + 3 }));
        assert!(fat.len() <= SECTOR / 4);
        fat.resize(SECTOR / 4, FREE);

        let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        head.resize(24, 0);
        head.extend([0x003E_u16, 0x0003, 0xFFFE, 0x0009, 0x0006].into_iter().flat_map(u16::to_le_bytes));
        head.resize(44, 0);
        head.extend([1_u32, 1, 0, 4_096, END, 0, END, 0, 0].into_iter().flat_map(u32::to_le_bytes));
        head.resize(SECTOR, 0xFF);

        let mut directory = entry("Root Entry", 5, END, 0);
        directory.extend(entry("Workbook", 2, 2, stream.len() as u32));
        directory.resize(SECTOR, 0);
        let fat: Vec<u8> = fat.into_iter().flat_map(u32::to_le_bytes).collect();
        [head, fat, directory, stream].concat()
    }

    pub fn file(&self) -> Vec<u8> {
        self.build(END)
    }

    pub fn file_with_circle(&self) -> Vec<u8> {
        self.build(1)
    }
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([FREE, FREE, FREE].into_iter().flat_map(u32::to_le_bytes));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
}

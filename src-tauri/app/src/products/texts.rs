//! The searchable forms of all products in two long texts, so that a typed word is looked for in one pass over them
//! instead of in a hundred thousand small ones.
//!
//! Invariant: form i lies between `ends[i − 1]` and `ends[i]`, its last byte is [`BREAK`], and no form holds one: a hit
//! never spans two products.

use memchr::memmem::Finder;

/// Between forms, and around each code: neither a folded name nor a code keeps a line break.
const BREAK: char = '\n';

#[derive(Default)]
pub(crate) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// With room for as many forms and bytes as another has: an edit makes nearly the same again.
    pub(crate) fn like(other: &Self) -> Self {
        let (bytes, forms) = (other.all.len(), other.ends.len());
        Self { all: String::with_capacity(bytes + bytes / 8), ends: Vec::with_capacity(forms + 1) }
    }

    /// One form of a product: of its name, or of its codes.
    pub(crate) fn push<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        for part in parts {
            self.all.push(BREAK);
            part.split(BREAK).for_each(|piece| self.all.push_str(piece));
            self.all.push(BREAK);
        }
        self.all.push(BREAK);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// A form with its breaks.
    pub(crate) fn get(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all.as_bytes()[start as usize..self.ends[place] as usize]
    }

    /// The places of the forms that hold the needle, in order.
    pub(crate) fn holding(&self, needle: &[u8]) -> impl Iterator<Item = usize> {
        let finder = Finder::new(needle).into_owned();
        let (mut from, mut place) = (0, 0);
        std::iter::from_fn(move || {
            let hit = from + finder.find(self.all.as_bytes().get(from..)?)?;
            // Neighbours of the last hit most of the time; a rare word leaps.
            place += match self.ends[place..].iter().take(LEAP).position(|end| (*end as usize) > hit) {
                Some(near) => near,
                None => self.ends[place..].partition_point(|end| (*end as usize) <= hit),
            };
            from = self.ends[place] as usize;
            place += 1;
            Some(place - 1)
        })
    }

    /// What finds a part that is the whole of one form's part.
    pub(crate) fn whole(part: &str) -> Vec<u8> {
        format!("{BREAK}{part}{BREAK}").into_bytes()
    }

    /// What finds a part from its beginning.
    pub(crate) fn beginning(part: &str) -> Vec<u8> {
        format!("{BREAK}{part}").into_bytes()
    }
}

/// Forms that are passed one by one before the rest is cut in halves.
const LEAP: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_belongs_to_one_form() {
        let mut texts = Texts::default();
        let forms: [&[&str]; 5] = [&["چایگلستان"], &[], &["ab", "ba"], &["b\na"], &["چای"]];
        forms.iter().for_each(|parts| texts.push(parts.iter().copied()));
        let check = |needle: &[u8], want: &[usize], why: &str| {
            assert_eq!(texts.holding(needle).collect::<Vec<_>>(), want, "{why}");
        };
        check("چای".as_bytes(), &[0, 4], "a part of a name");
        check(&Texts::whole("چای"), &[4], "the whole of it");
        check(&Texts::beginning("چای"), &[0, 4], "its beginning");
        check(&Texts::beginning("گل"), &[], "no beginning");
        check(&Texts::whole("ba"), &[2, 3], "a second part; a break inside a form is dropped");
        check(b"bb", &[], "not across parts");
        check(b"z", &[], "nowhere");
        assert_eq!(texts.get(1), b"\n", "nothing but its end");
        assert_eq!(texts.get(3), b"\nba\n\n", "between its neighbours");
    }
}

//! A known person in a file: what was empty is filled, nothing that a person wrote is overwritten.

use bazgasht_store::customers::{Customer, Phone, PhoneKind, Profile};

/// The stored profile with the file's values where it had none; `None` when nothing is new.
pub(super) fn filled(stored: &Customer, file: &Profile) -> Option<Profile> {
    if stored.merged_into.is_some() || stored.erased_at.is_some() {
        return None;
    }
    let mut profile = stored.profile.clone();
    // Sales made this customer from a code alone; its name was only the code.
    let is_nameless = profile.first_name.is_empty() && profile.last_name.is_empty();
    let file_has_name = !file.first_name.is_empty() || !file.last_name.is_empty();
    if is_nameless && file_has_name {
        profile.first_name.clone_from(&file.first_name);
        profile.last_name.clone_from(&file.last_name);
        profile.full_name.clone_from(&file.full_name);
        profile.name_key.clone_from(&file.name_key);
        profile.name_sort.clone_from(&file.name_sort);
    }
    if profile.birth.is_none() {
        profile.birth = file.birth;
        if profile.birth.is_some() {
            profile.birth_raw = None;
        } else if profile.birth_raw.is_none() {
            profile.birth_raw.clone_from(&file.birth_raw);
        }
    }
    profile.gender = profile.gender.or(file.gender);
    for (mine, theirs) in [
        (&mut profile.code, &file.code),
        (&mut profile.city, &file.city),
        (&mut profile.district, &file.district),
        (&mut profile.address, &file.address),
        (&mut profile.national_code, &file.national_code),
        (&mut profile.card_no, &file.card_no),
        (&mut profile.company, &file.company),
        (&mut profile.channel, &file.channel),
        (&mut profile.note, &file.note),
    ] {
        if mine.is_none() {
            mine.clone_from(theirs);
        }
    }
    if profile.tags.is_empty() {
        profile.tags.clone_from(&file.tags);
    }
    fill_phones(&mut profile.phones, &file.phones);
    (profile != stored.profile).then_some(profile)
}

/// Adds numbers that are not there yet. A corrected number takes the place of the wrong one it was written as.
fn fill_phones(stored: &mut Vec<Phone>, file: &[Phone]) {
    for phone in file {
        let is_there = match &phone.e164 {
            Some(e164) => stored.iter().any(|mine| mine.e164.as_ref() == Some(e164)),
            None => stored.iter().any(|mine| mine.raw == phone.raw),
        };
        let has_mobile = stored.iter().any(|mine| mine.kind == PhoneKind::Mobile);
        if is_there || (phone.kind == PhoneKind::Invalid && !stored.is_empty()) {
            continue;
        }
        if phone.kind == PhoneKind::Mobile && !has_mobile {
            stored.retain(|mine| mine.kind != PhoneKind::Invalid);
            stored.insert(0, phone.clone());
        } else {
            stored.push(phone.clone());
        }
    }
}

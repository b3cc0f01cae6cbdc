UPDATE cost SET purpose = ?2, from_day = ?3, to_day = ?4, channel = ?5, amount_rial = ?6, note = ?7
WHERE id = ?1

UPDATE sale_line SET returned_milli = returned_milli + ?3, returned_rial = returned_rial + ?4
WHERE id = ?2 AND sale_id = ?1 AND returned_milli + ?3 <= quantity_milli

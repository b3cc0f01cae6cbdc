UPDATE product SET
  code = ?2, barcode = ?3, name = ?4, name_key = ?5, category_id = ?6, price_rial = ?7, cost_rial = ?8
WHERE id = ?1

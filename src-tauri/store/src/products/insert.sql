INSERT INTO product
  (id, code, barcode, name, name_key, category_id, price_rial, cost_rial, created_at_ms, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

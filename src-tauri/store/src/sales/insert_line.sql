INSERT INTO sale_line
  (id, sale_id, product_id, title, quantity_milli, unit_price_rial, discount_rial, total_rial)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

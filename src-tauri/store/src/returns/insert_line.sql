INSERT INTO sale_return_line
  (return_id, id, sale_line_id, product_id, title, quantity_milli, total_rial)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

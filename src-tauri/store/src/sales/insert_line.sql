INSERT INTO sale_line
  (id, sale_id, product_id, title, quantity_milli, unit_price_rial, discount_rial, total_rial)
VALUES

INSERT INTO offer_line (offer_id, position, product_id, title, quantity_milli, unit_price_rial, total_rial)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

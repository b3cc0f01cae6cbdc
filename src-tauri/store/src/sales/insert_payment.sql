INSERT INTO payment (id, sale_id, kind, amount_rial, reference)
VALUES (?1, ?2, ?3, ?4, ?5)

INSERT INTO payment (id, sale_id, kind, amount_rial, reference) VALUES

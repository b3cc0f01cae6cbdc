-- Everything came back when every line did, or, without lines, when all the money did.
UPDATE sale SET
  returned_rial  = returned_rial + ?2,
  fully_returned = CASE
    WHEN EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = sale.id)
      THEN NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = sale.id AND l.returned_milli < l.quantity_milli)
        OR (total_rial > 0 AND returned_rial + ?2 = total_rial)
    ELSE returned_rial + ?2 = total_rial
  END
WHERE id = ?1 AND cancelled_at_ms IS NULL AND ?2 >= 0 AND returned_rial + ?2 <= total_rial

-- Everything came back when every line did, or all the money did (a sale of nothing needs its lines back).
UPDATE sale SET
  returned_rial  = returned_rial + ?2,
  fully_returned = (
    SELECT CASE
      WHEN count(*) = 0 THEN sale.returned_rial + ?2 = sale.total_rial
      ELSE min(l.returned_milli >= l.quantity_milli)
        OR (sale.total_rial > 0 AND sale.returned_rial + ?2 = sale.total_rial)
    END
    FROM sale_line l
    WHERE l.id >= sale.first_part_id AND l.id < sale.first_part_id + sale.parts_count
  )
WHERE id = ?1 AND cancelled_at_ms IS NULL AND ?2 >= 0 AND returned_rial + ?2 <= total_rial

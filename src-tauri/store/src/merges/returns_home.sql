UPDATE sale_return SET customer_id = ?2
WHERE customer_id IS NOT NULL
  AND sale_id IN (SELECT row_id FROM merge_moved WHERE merge_id = ?1 AND kind = 'sale')

SELECT merged_into, card_no FROM customer WHERE merged_into = ?1 AND card_no IS NOT NULL
UNION ALL
SELECT merged_into, code FROM customer WHERE merged_into = ?1 AND code IS NOT NULL

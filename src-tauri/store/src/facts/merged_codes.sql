SELECT merged_into, card_no FROM customer WHERE merged_into IS NOT NULL AND card_no IS NOT NULL
UNION ALL
SELECT merged_into, code FROM customer WHERE merged_into IS NOT NULL AND code IS NOT NULL
ORDER BY 1
